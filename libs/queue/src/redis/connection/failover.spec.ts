import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  eventually,
  freePort,
  startProcess,
  startRedis,
  tempDir,
  type RunningProcess,
  type TempDir,
  type TestRedis,
} from '@mailyard/testing';
import { Redis } from 'ioredis';

import { exampleItem } from '../../spec-support/example-item.js';
import { commitSubmission } from '../../submission/commit-submission.js';
import { submissionQueue } from '../keys.js';
import { QueueDatabase } from '../queue-database.js';
import { DatabaseError } from './database-error.js';
import { queueRedis } from './queue-redis.js';

let folder: TempDir;
let sentinel: RunningProcess;
let redises: readonly { readonly server: TestRedis; readonly port: number }[];
let url: string;

beforeEach(async () => {
  folder = await tempDir('mailyard-sentinel');
  redises = [await redis(), await redis()];
  const [primary, replica] = redises;
  if (primary === undefined || replica === undefined) throw new Error('unreachable');
  await replica.server.client().replicaof('127.0.0.1', primary.port);
  const port = await freePort();
  const file = join(folder.path, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder.path}`,
    `sentinel monitor mail 127.0.0.1 ${primary.port} 1`,
    'sentinel down-after-milliseconds mail 500',
    'sentinel failover-timeout mail 3000',
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  sentinel = await startProcess({
    command: 'redis-server',
    args: [file, '--sentinel'],
    readyWhen: /\+monitor/,
  });
  url = `redis-sentinel://127.0.0.1:${port}#mail`;
  const asked = new Redis({ port });
  const replicas = async (): Promise<unknown> => asked.call('SENTINEL', 'REPLICAS', 'mail');
  const isKnown = async (): Promise<boolean> => ((await replicas()) as readonly unknown[]).length === 1;
  await eventually(isKnown, { deadlineMs: 30_000 });
  asked.disconnect();
});
afterEach(async () => {
  // One that ends in peace would wait for a replica that is behind.
  await sentinel.kill();
  for (const { server } of redises) process.kill(server.pid, 'SIGCONT');
  await Promise.all(redises.map(({ server }) => server.kill()));
  await Promise.all(redises.map(({ server }) => server.stop()));
  await folder.remove();
});

type Instance = (typeof redises)[number];
/** What happens to the primary, and how it comes back. */
interface Fate {
  readonly begins: (primary: Instance) => Promise<void> | void;
  readonly ends: (primary: Instance) => Promise<void> | void;
}

async function redis() {
  const port = await freePort();
  return { port, server: await startRedis({ config: { port: String(port), bind: '127.0.0.1' } }) };
}

const noLanes = { reserve: () => undefined, wake: () => undefined, submissionMoves: false };

it.each<[string, Fate]>([
  ['dies', { begins: ({ server }) => server.kill(), ends: ({ server }) => server.restart() }],
  [
    // What lies unread at it when it wakes up is carried out there, and belongs to nobody any more.
    'stands still',
    {
      begins: ({ server }) => void process.kill(server.pid, 'SIGSTOP'),
      ends: ({ server }) => void process.kill(server.pid, 'SIGCONT'),
    },
  ],
])(
  'nothing that was acknowledged is lost when Sentinel replaces a primary that %s under load',
  async (_, fate) => {
    const database = await QueueDatabase.open({
      redis: queueRedis(url),
      server: 'MBX01',
      redundancy: {
        settings: () => ({ replicas: 1, timeoutMs: 1_000, rejects: true }),
        onSingleCopies: () => undefined,
        onMissing: () => undefined,
      },
      onFault: () => undefined,
    });
    const [acknowledged, refused, unknown]: [string[], string[], string[]] = [[], [], []];
    let serial = 0;
    let over = false;
    async function sender(): Promise<void> {
      while (!over) {
        // As sessions do before they take anything.
        if (database.redundancy?.refuses === true) {
          await database.pause(20);
          continue;
        }
        const id = String((serial += 1));
        const copy = { number: '0', queue: submissionQueue, recipients: [], attempts: 0 };
        const message = { item: exampleItem(id), content: [Buffer.from('Body')] };
        await commitSubmission(database, noLanes, { message, copies: [{ copy }] }).then(
          () => acknowledged.push(id),
          async (error: unknown) => {
            const none = error instanceof DatabaseError && error.outcome === 'none';
            (none ? refused : unknown).push(id);
            await database.pause(20);
          },
        );
      }
    }
    const senders = Array.from({ length: 20 }, sender);
    await eventually(() => acknowledged.length > 500, { deadlineMs: 20_000 });
    const before = acknowledged.length;
    const [old, now] = redises;
    if (old === undefined || now === undefined) throw new Error('unreachable');
    await fate.begins(old);
    // On a busy machine Sentinel does nothing for half a minute (TILT), perhaps more than once.
    const tilted = { deadlineMs: 120_000 };
    const other = now.server.client();
    await eventually(async () => (await other.info('replication')).includes('role:master'), tilted);
    await eventually(() => database.ready && refused.length + unknown.length > 0, tilted);
    // The new primary has no replica, so nothing is acknowledged until there is one.
    await fate.ends(old);
    await eventually(() => acknowledged.length > before + 200, tilted);
    over = true;
    await Promise.all(senders);
    const exist = async (ids: readonly string[]): Promise<number> =>
      other.exists(database.keys.probe, ...ids.map((id) => database.keys.item(id)));
    expect(await exist(acknowledged)).toBe(acknowledged.length);
    expect(await exist(refused)).toBe(0);
    database.close();
  },
  400_000,
);
