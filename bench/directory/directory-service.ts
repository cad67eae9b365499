import { Directory } from '@mailyard/directory';
import { connectRedis } from '@mailyard/service';

/** What a process that follows the directory says of itself: before and after it opens it, and after each change. */
export interface ServiceReport {
  readonly revision: number;
  /** Of the processor, since the process is there. */
  readonly cpuMs: number;
  readonly heapBytes: number;
  readonly at: number;
}

const [, , redisUrl = ''] = process.argv;
const redis = connectRedis({ redisUrl }, { role: 'worker' });

function report(revision: number): void {
  const { user, system } = process.cpuUsage();
  const { heapUsed: heapBytes } = process.memoryUsage();
  const said: ServiceReport = { revision, cpuMs: (user + system) / 1000, heapBytes, at: Date.now() };
  process.send?.(said);
}

process.once('disconnect', () => process.exit());
globalThis.gc?.();
report(0);
const directory = await Directory.open({ redis, recheckMs: 3_600_000 });
report(0);
globalThis.gc?.();
report(directory.organization.revision);
directory.onChange(({ revision }) => report(revision));
