import { OperationError, OperationInputError } from '../operation.js';
import { mailboxQueue, TestServer } from '../spec-support/test-server.js';
import { getQueueDigest } from './get-queue-digest.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  for (let sent = 0; sent < 12; sent += 1) await server.queued();
  for (let sent = 0; sent < 3; sent += 1) await server.queued({ queue: 'Submission' });
}, 30_000);
afterAll(() => server.stop());

it('queues of ten messages and more are summed up over servers', async () => {
  const digest = { messageCount: 12, deferredMessageCount: 0 };
  const details = [{ queueIdentity: 'MBX01\\DB01', serverIdentity: 'MBX01', messageCount: 12 }];
  for (const scope of [{ forest: true }, { server: ['mbx01'] }]) {
    expect(await server.order(getQueueDigest, scope)).toEqual([{ groupByValue: 'DB01', ...digest, details }]);
  }
  const none = { forest: true, groupBy: 'Status', detailsLevel: 'None' };
  expect(await server.order(getQueueDigest, none)).toEqual([
    { groupByValue: 'Ready', ...digest, details: [] },
  ]);
  const verbose = { forest: true, groupBy: 'NextHopKey', detailsLevel: 'Verbose' };
  expect(await server.order(getQueueDigest, verbose)).toMatchObject([
    { groupByValue: mailboxQueue, details: [{ status: 'Ready', velocity: 0 }] },
  ]);
  const filtered = { forest: true, where: 'MessageCount -gt 100' };
  expect(await server.order(getQueueDigest, filtered)).toEqual([]);
});

it('the scope is one, and exists', async () => {
  await expect(server.order(getQueueDigest, {})).rejects.toThrow(OperationInputError);
  await expect(server.order(getQueueDigest, { forest: true, server: ['MBX01'] })).rejects.toThrow(
    OperationInputError,
  );
  await expect(server.order(getQueueDigest, { server: ['MBX09'] })).rejects.toThrow(OperationError);
});
