import { randomUUID } from 'node:crypto';

import { sendConnectorSchema } from '@mailyard/directory';
import { nextHopTo, queueNameOf } from '@mailyard/routing';

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

it('says whose certificate a next hop has to show', async () => {
  const connector = sendConnectorSchema.parse({
    Guid: randomUUID(),
    Name: 'Partner',
    AddressSpaces: ['example.net'],
    SourceTransportServers: ['MBX01'],
    RequireTLS: true,
    TlsAuthLevel: 'DomainValidation',
    TlsDomain: 'mx.example.net',
  });
  await server.directory.put({ SendConnectors: [connector] });
  const nextHop = nextHopTo('DnsConnectorDelivery', 'example.net', connector.Guid);
  const database = await server.database();
  for (let number = 0; number < 10; number += 1) {
    const copy = { number: '0', queue: queueNameOf(nextHop), recipients: [], attempts: 0 };
    await database
      .transaction()
      .enqueue({ id: `9${number}`, copy, receivedAt: 1, nextHop })
      .commit();
  }
  const asked = { forest: true, detailsLevel: 'Verbose', where: "TlsDomain -like '*.example.net'" };
  expect(await server.order(getQueueDigest, asked)).toMatchObject([
    { groupByValue: 'example.net', details: [{ tlsDomain: 'mx.example.net', nextHopCategory: 'External' }] },
  ]);
});

it('the scope is one, and exists', async () => {
  await expect(server.order(getQueueDigest, {})).rejects.toThrow(OperationInputError);
  await expect(server.order(getQueueDigest, { forest: true, server: ['MBX01'] })).rejects.toThrow(
    OperationInputError,
  );
  await expect(server.order(getQueueDigest, { server: ['MBX09'] })).rejects.toThrow(OperationError);
});
