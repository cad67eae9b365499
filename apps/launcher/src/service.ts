// The command of a container: `node apps/launcher/dist/service.js <service>` becomes that service, run as `npm start` runs it.
import { startStages, serviceCommand } from './services.js';

const [name = ''] = process.argv.slice(2);
const names = startStages.flat();
if (!names.some((known) => known === name)) throw new Error(`${names.join(', ')}; not "${name}"`);
const { file, args, env } = serviceCommand(name, process.env);
process.execve?.(file, [file, ...args], definedOf(env));

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
