import { eventually, freePort, startRedis, type TestRedis } from '@mailyard/testing';

import type { LaneJob, Lanes } from '../../schedule/lane.js';
import { exampleItem } from '../../spec-support/example-item.js';
import { commitSubmission } from '../../submission/commit-submission.js';
import { submissionQueue } from '../keys.js';
import { QueueDatabase } from '../queue-database.js';
import { queueRedis } from './queue-redis.js';
import { NotRedundant, type RedundancySettings } from './redundancy.js';

let primary: TestRedis;
let replica: TestRedis;
let database: QueueDatabase;
let settings: RedundancySettings;
let missing: string | undefined;
let singleCopies: number;

beforeEach(async () => {
  const port = await freePort();
  primary = await startRedis({ config: { port: String(port), bind: '127.0.0.1' } });
  replica = await startRedis();
  await replica.client().replicaof('127.0.0.1', port);
  settings = { replicas: 1, timeoutMs: 500, rejects: false };
  [missing, singleCopies] = [undefined, 0];
  database = await QueueDatabase.open({
    redis: queueRedis(primary.url),
    server: 'MBX01',
    redundancy: {
      settings: () => settings,
      onSingleCopies: (messages) => (singleCopies += messages),
      onMissing: (reason) => (missing = reason),
    },
    onFault: (error) => {
      throw error;
    },
  });
  await eventually(async () => /state=online/.test(await primary.client().info('replication')));
});
afterEach(async () => {
  database.close();
  // One that ends in peace would wait for a replica that is behind.
  await Promise.all([primary.kill(), replica.kill()]);
  await Promise.all([primary.stop(), replica.stop()]);
});

let serial = 0;
/** Milliseconds that the acceptance took. */
async function accept(): Promise<number> {
  const id = String((serial += 1));
  const copy = { number: '0', queue: submissionQueue, recipients: [], attempts: 0 };
  const transaction = database.transaction().accept({ item: exampleItem(id), copies: [copy] });
  const began = performance.now();
  await transaction.enqueue({ id, copy, receivedAt: Date.now() }).commit();
  return performance.now() - began;
}

const onReplica = async (id: number): Promise<boolean> =>
  (await replica.client().exists(database.keys.item(String(id)))) === 1;

it('what is accepted is on the replica', async () => {
  for (let count = 0; count < 20; count += 1) {
    await accept();
    expect(await onReplica(serial)).toBe(true);
  }
  await Promise.all(Array.from({ length: 100 }, accept));
  expect([missing, singleCopies]).toEqual([undefined, 0]);
});

it('a replica that is gone keeps mail waiting once, and is waited for again when it is back', async () => {
  process.kill(replica.pid, 'SIGSTOP');
  expect(await accept()).toBeGreaterThan(400);
  expect([missing, singleCopies]).toEqual(['0 of 1 replicas have acknowledged what was accepted', 1]);
  expect(database.redundancy?.wanted).toBeUndefined();
  await accept();
  expect(singleCopies).toBe(2);
  process.kill(replica.pid, 'SIGCONT');
  await eventually(() => expect(missing).toBeUndefined());
  await accept();
  expect(await onReplica(serial)).toBe(true);
  expect(singleCopies).toBe(2);
});

it('RejectMessageOnShadowFailure: nobody hears 250 without a replica, nor a refusal of what is stored', async () => {
  settings = { ...settings, rejects: true };
  process.kill(replica.pid, 'SIGSTOP');
  await expect(accept()).rejects.toBeInstanceOf(NotRedundant);
  expect(database.redundancy?.refuses).toBe(true);
  expect(singleCopies).toBe(0);
  process.kill(replica.pid, 'SIGCONT');
  await eventually(() => expect(database.redundancy?.refuses).toBe(false));
  await accept();
  expect(await onReplica(serial)).toBe(true);
});

it('without replicas wanted nothing is asked', async () => {
  settings = { ...settings, replicas: 0 };
  process.kill(replica.pid, 'SIGSTOP');
  await accept();
  const stats = await primary.client().info('commandstats');
  expect(stats).not.toMatch(/cmdstat_wait:/);
  expect([missing, singleCopies]).toEqual([undefined, 0]);
});

it('RejectMessageOnShadowFailure: what was claimed with an acceptance that does not count goes to its lane', async () => {
  settings = { ...settings, rejects: true };
  process.kill(replica.pid, 'SIGSTOP');
  const queue = 'SmtpDeliveryToMailbox.DB01';
  const taken: (LaneJob | undefined)[] = [];
  const lanes: Lanes = {
    submissionMoves: true,
    wake: () => undefined,
    reserve: () => ({ queue, token: 't', take: (job) => taken.push(job) }),
  };
  const item = exampleItem('9000');
  const copy = { number: '0', queue, recipients: [], attempts: 0 };
  const submission = { message: { item, content: [Buffer.from('Body')] }, copies: [{ copy }] };
  await expect(commitSubmission(database, lanes, submission)).rejects.toBeInstanceOf(NotRedundant);
  expect(taken.map((job) => [job?.jobId, job?.loaded?.message?.copy.number])).toEqual([['9000-0', '0']]);
  process.kill(replica.pid, 'SIGCONT');
});
