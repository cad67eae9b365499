import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

import { eventually } from '@mailyard/testing';

import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const db01 = 'SmtpDeliveryToMailbox.DB01';
let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());

const statusIs = (status: string) =>
  eventually(async () => (await site.queue(db01))?.status === status, { deadlineMs: 20_000 });

it('a queue is Connecting while its next hop has not answered yet, and for no longer', async () => {
  const { port } = site.sink.endpoint;
  await site.sink.stop();
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
  await once(silent.listen(port, '127.0.0.1'), 'listening');
  const hub = await site.startHub({ QueueGlitchRetryCount: 1, QueueGlitchRetryInterval: 3_600_000 });
  await hub.submit([recipient('alice@contoso.com')]);
  await statusIs('Connecting');
  expect(await site.queue(db01)).toMatchObject({ activeCount: 1, messageCount: 1, retryCount: 0 });
  const [told] = await site.redis.client().keys('*:connecting:*');
  expect(told).toBeDefined();

  for (const socket of sockets) socket.destroy();
  await statusIs('Retry');
  await eventually(async () => (await site.redis.client().exists(told ?? '')) === 0);

  // In Retry, too, while it tries, and its count says that it is there.
  await site.catalog.retryNow(db01);
  await statusIs('Connecting');
  expect(await site.queue(db01)).toMatchObject({ retryCount: 1 });
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
  await site.sink.start();
  await eventually(async () => {
    await site.catalog.retryNow(db01);
    return site.sink.taken.length > 0;
  });
  await statusIs('Ready');
});
