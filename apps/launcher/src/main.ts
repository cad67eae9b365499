import { join } from 'node:path';

import { launch } from './launch.js';
import { launcherSettings } from './launcher-settings.js';
import { Stack } from './stack.js';
import { StopSignals } from './stop-signals.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
// A closed terminal or pipe is no reason to fail: the stop that follows has its own signal.
process.stdout.on('error', () => undefined);

const settings = launcherSettings(process.env);
const runDir = join(settings.dataDir, 'run');
const stack = new Stack({ dataDir: settings.dataDir, runDir, say });

const signals = new StopSignals(process, { onForce: () => stack.kill(), now: Date.now });
const failed = launch({ settings, stack, runDir, say }).then(
  () => signals.received.then(() => false),
  (error: unknown) => {
    if (!signals.stopping)
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return !signals.stopping;
  },
);
const exitCode = (await Promise.race([failed, signals.received.then(() => false)])) ? 1 : 0;
if (exitCode === 0) say('stopping');
await stack.stop();
if (exitCode === 0) say('Mailyard has stopped');
process.exit(signals.forced ? 1 : exitCode);
