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
const launched = launch({ settings, stack, runDir, say }).then(
  () => signals.received,
  (error: unknown) => (signals.stopping ? undefined : error),
);
const failure = await Promise.race([launched, signals.received]);
if (failure === undefined) say('stopping');
else process.stderr.write(`${failure instanceof Error ? failure.message : JSON.stringify(failure)}\n`);
await stack.stop();
if (failure === undefined) say('Mailyard has stopped');
process.exit(failure !== undefined || signals.forced ? 1 : 0);
