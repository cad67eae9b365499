import { applyFile } from './commands/apply.js';
import { explain } from './commands/explain.js';
import { exportOrganization } from './commands/export.js';
import { plan } from './commands/plan.js';
import { CommandError, usage, type Command } from './command.js';
import { withRunningOrganization } from './running-organization.js';

const commands: Readonly<Record<string, Command>> = {
  plan,
  apply: applyFile,
  export: exportOrganization,
  explain,
};

// `plan … | head`: whoever reads may have enough before the end.
process.stdout.on('error', () => undefined);

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 1;
} else {
  try {
    process.exitCode = await withRunningOrganization((running) => command(args, running));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(
      `${error instanceof CommandError ? `${error.message}\n\n${usage}` : error.message}\n`,
    );
    process.exitCode = 1;
  }
}
