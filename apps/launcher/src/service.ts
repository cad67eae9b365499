// The command of a container: `node apps/launcher/dist/service.js <service>` becomes that service, run as `npm start` runs
// it, or starts as many processes of it as MAILYARD_PROCESSES says.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readSettings } from '@mailyard/service';

import { serviceCommands, stopOrder } from './services.js';
import { SupervisedProcess, type ProcessCommand } from './supervision/supervised-process.js';

const [service = ''] = process.argv.slice(2);
if (!stopOrder.some((known) => known === service)) {
  throw new Error(`${stopOrder.join(', ')}; not "${service}"`);
}
readSettings(process.env);
const commands = serviceCommands(service, process.env);
const [first, ...others] = commands;
if (first !== undefined && others.length === 0) become(first);
await supervise(commands);

function become({ file, args, env }: ProcessCommand): void {
  const defined = Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  process.execve?.(file, [file, ...args], Object.fromEntries(defined) as Record<string, string>);
}

/** Until SIGTERM; one that ends before is started again. */
async function supervise(all: readonly ProcessCommand[]): Promise<void> {
  const runDir = await mkdtemp(join(tmpdir(), 'mailyard-'));
  const say = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
  const processes = all.map((command) => {
    const onLines = (_: string, lines: readonly string[]) => say(lines);
    return new SupervisedProcess(command, { runDir, onLines, mayRestart: () => true });
  });
  for (const supervised of processes) supervised.start();
  await new Promise((resolve) => ['SIGTERM', 'SIGINT'].forEach((signal) => process.once(signal, resolve)));
  await Promise.all(processes.map((supervised) => supervised.stop()));
  await rm(runDir, { recursive: true, force: true });
  process.exit(0);
}
