import { getRedisHealth, monitor, unlessRedisIsAway, type Operations } from '@mailyard/operations';
import type { Metrics } from '@mailyard/telemetry';

import { onceAtATime } from './once-at-a-time.js';

type Health = NonNullable<Awaited<ReturnType<typeof read>>>;

/** How the Redis that holds the mail is; without an answer only that it is away. */
export function registerRedisGauges(metrics: Metrics, operations: Operations): void {
  const health = onceAtATime(() => read(operations));
  metrics.gauge('mailyard_redis_up', {
    help: '1: Redis answers.',
    read: async (gauge) => gauge.set((await health()) === undefined ? 0 : 1),
  });
  for (const [name, help, value] of gauges) {
    metrics.gauge(name, {
      help,
      read: async (gauge) => {
        const found = await health();
        const told = found === undefined ? undefined : value(found);
        if (told === undefined) gauge.remove();
        else gauge.set(Number(told));
      },
    });
  }
}

const gauges: readonly (readonly [
  name: `mailyard_redis_${string}`,
  help: string,
  value: (health: Health) => number | boolean | undefined,
])[] = [
  ['mailyard_redis_memory_bytes', 'Memory that Redis uses.', ({ usedBytes }) => usedBytes],
  ['mailyard_redis_memory_max_bytes', 'Memory that Redis may use (maxmemory).', ({ maxBytes }) => maxBytes],
  ['mailyard_redis_clients', 'Connections to Redis.', ({ clients }) => clients],
  ['mailyard_redis_commands', 'Commands since Redis started.', ({ commands }) => commands],
  [
    'mailyard_redis_cpu_seconds',
    'Processor time of its main thread since it started.',
    ({ cpuSeconds }) => cpuSeconds,
  ],
  ['mailyard_redis_replicas', 'Replicas that are connected.', ({ replicas }) => replicas],
  ['mailyard_redis_master', '1: Redis is no replica.', ({ isMaster }) => isMaster],
  [
    'mailyard_redis_append_only_bytes',
    'Size of the append-only file.',
    ({ appendOnlyBytes }) => appendOnlyBytes,
  ],
  [
    'mailyard_redis_append_only_writes',
    '1: the last write of the append-only file succeeded.',
    ({ appendOnlyWrites }) => appendOnlyWrites,
  ],
  ['mailyard_redis_answer_seconds', 'Time until Redis answered.', ({ answerMs }) => answerMs / 1000],
];

function read(operations: Operations) {
  return unlessRedisIsAway(operations.run(getRedisHealth, {}, monitor('admin-center')));
}
