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
  await Promise.all(redises.map(({ server }) => server.kill()));
  await Promise.all(redises.map(({ server }) => server.stop()));
  await folder.remove();
});

async function redis() {
  const port = await freePort();
  return { port, server: await startRedis({ config: { port: String(port), bind: '127.0.0.1' } }) };
}

const noLanes = { reserve: () => undefined, wake: () => undefined, submissionMoves: false };

it('nothing that was acknowledged is lost when Sentinel replaces a primary that dies under load', async () => {
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
  await redises[0]?.server.kill();
  // On a busy machine Sentinel does nothing for half a minute (TILT), perhaps more than once.
  const tilted = { deadlineMs: 120_000 };
  await eventually(() => database.ready && refused.length + unknown.length > 0, tilted);
  // The new primary has no replica, so nothing is acknowledged until there is one.
  const [old, now] = redises;
  await old?.server.restart();
  await eventually(() => acknowledged.length > before + 200, tilted);
  over = true;
  await Promise.all(senders);
  const client = now?.server.client();
  const exist = async (ids: readonly string[]): Promise<number> =>
    (await client?.exists(database.keys.probe, ...ids.map((id) => database.keys.item(id)))) ?? 0;
  expect(await exist(acknowledged)).toBe(acknowledged.length);
  expect(await exist(refused)).toBe(0);
  database.close();
}, 400_000);
