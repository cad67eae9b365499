import { startRedis, type TestRedis } from '@mailyard/testing';

import { silentLog } from '../log/log.js';
import { AuditLog, auditTypes, type AuditType } from './redis-audit-log.js';

let redis: TestRedis;
beforeAll(async () => (redis = await startRedis()), 30_000);
afterAll(() => redis.stop());

const entry = { caller: 'a', client: 'h', operation: 'New-Mailbox', parameters: {} };

it('keeps the newest, and not without end', async () => {
  const client = redis.client();
  const log = new AuditLog({ redis: client, entriesMax: 1_000 });
  for (let number = 1; number <= 5_000; number += 1) void log.write({ ...entry, caller: `${number}` });
  await log.write({ ...entry, caller: 'last' });
  expect((await log.newest(2)).map(({ caller }) => caller)).toEqual(['last', '5000']);
  expect((await log.newest(10_000)).length).toBeLessThan(1_200);
});

it('what changed, who signed in and who looked push each other out of nothing', async () => {
  const client = redis.client();
  const log = new AuditLog({ redis: client, entriesMax: 100 });
  await log.write({ ...entry, caller: 'changed' });
  for (let number = 1; number <= 1_000; number += 1) void log.writeLook({ ...entry, caller: 'looked' });
  await log.writeSignIn({ ...entry, caller: 'signed in' });
  const newest = async (type: AuditType) => (await log.newest(1, [type])).map(({ caller }) => caller);
  expect(await Promise.all(auditTypes.map(newest))).toEqual([['changed'], ['signed in'], ['looked']]);
  expect((await log.newest(2)).map(({ caller }) => caller)).toEqual(['signed in', 'looked']);
});

it('has a cmdlet whole or not at all, and long values of properties cut off', async () => {
  const log = new AuditLog({ redis: redis.client(), entriesMax: 100 });
  const change = { action: 'change', kind: 'ReceiveConnectors', object: 'a', property: 'Comment' };
  const long = 'x'.repeat(1_001);
  await log.write({ ...entry, cmdlet: 'x'.repeat(1_000), properties: [{ ...change, after: long }] });
  await log.write({ ...entry, cmdlet: long });
  const [second, first] = await log.newest(2, ['Changes']);
  expect(first).toMatchObject({ cmdlet: 'x'.repeat(1_000) });
  expect(first?.properties).toEqual([{ ...change, after: expect.stringMatching(/… \(1001 characters\)$/) }]);
  expect(second).not.toHaveProperty('cmdlet');
});

it('tells in the log what it could not note: the order has happened all the same', async () => {
  const client = redis.client();
  await client.set('{mailyard}:audit-of-another-kind', '1');
  await client.rename('{mailyard}:audit-of-another-kind', '{mailyard}:audit');
  const errors: string[] = [];
  const log = new AuditLog({
    redis: client,
    log: { ...silentLog, error: (line) => errors.push(line) },
  });
  await log.write(entry);
  expect(errors).toEqual([
    expect.stringContaining('the audit log does not have New-Mailbox by a: ReplyError'),
  ]);
});
