import { join } from 'node:path';

import { answerCommandLine, ServiceLog } from '@mailyard/service';
import { serviceUmask } from '@mailyard/service/nest';

import { leaveRoot } from './account/leave-root.js';
import { launch } from './launch.js';
import { launcherSettings } from './launcher-settings.js';
import { Stack } from './stack.js';
import { StopSignals } from './stop-signals.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
// A closed terminal or pipe is no reason to fail: the stop that follows has its own signal.
process.stdout.on('error', () => undefined);

answerCommandLine({
  name: 'npm start',
  summary: 'starts a private Redis and all services of Mailyard on this machine.',
});
const settings = launcherSettings(process.env);
try {
  leaveRoot({ ...settings, say });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
process.umask(serviceUmask);
const runDir = join(settings.dataDir, 'run');
// The console has more for people than lines of a log: a table, passwords.
const silent = { write: () => undefined, flushSync: () => undefined };
const log = new ServiceLog({ service: 'launcher', dataDir: settings.dataDir, console: silent });
const { logger } = log;
process.once('exit', () => log.flushSync());
const stack = new Stack({ dataDir: settings.dataDir, runDir, say, logger });

const signals = new StopSignals(process, { onForce: () => stack.kill(), now: Date.now });
const launched = launch({ settings, stack, runDir, say }).then(
  () => {
    logger.info('all services are ready');
    return signals.received;
  },
  (error: unknown) => (signals.stopping ? undefined : error),
);
const failure = await Promise.race([launched, signals.received]);
if (failure === undefined) say('stopping');
else tellFailure(failure instanceof Error ? failure.message : JSON.stringify(failure));
await stack.stop();
if (failure === undefined) say('Mailyard has stopped');
logger.info('stopped');
process.exit(failure !== undefined || signals.forced ? 1 : 0);

function tellFailure(message: string): void {
  process.stderr.write(`${message}\n`);
  logger.fatal(message);
}
