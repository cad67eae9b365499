import { crc32 } from 'node:zlib';

import { MessageCatalog, ServerKeys } from '@mailyard/queue';
import { eventually } from '@mailyard/testing';
import { Queue } from 'bullmq';

import { recipient } from './spec-support/test-hub.js';
import { TestSite } from './spec-support/test-site.js';

const keys = new ServerKeys('MBX01');
const db01 = 'SmtpDeliveryToMailbox.DB01';
const header = 'Subject: stored before\r\nMessage-ID: <1@contoso.com>\r\n\r\n';
const content = 'Body\r\n';
let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

/**
 * A message as versions with BullMQ's own scripts stored it: the content in a key of its own, the copy's job added by
 * BullMQ, with its events and its marker.
 */
async function storedBefore(id: string, queue: string): Promise<Queue> {
  const client = site.redis.client();
  const receivedAt = Date.now();
  const message = {
    envelope: { reversePath: null, recipients: [], body: '7BIT', smtpUtf8: false },
    source: {
      kind: 'SMTP',
      receivedAt,
      sessionId: '08D0000000000001',
      connector: { name: String.raw`MBX01\Default MBX01`, guid: 'c' },
      server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
      peer: { ip: '192.0.2.1', port: 4711, helo: 'client.example' },
      authAs: 'Anonymous',
      headerRights: { routing: true, organization: false, forest: false },
    },
    messageId: '<1@contoso.com>',
    networkMessageId: '00000000-0000-4000-8000-000000000000',
    receivedAt,
    sizeBytes: header.length + content.length,
    headerCrc32: crc32(header),
    content: { store: 'redis', bytes: content.length, crc32: crc32(content) },
    subject: 'stored before',
  };
  const record = { number: '0', queue, recipients: 1, attempts: 0 };
  await client
    .multi()
    .zadd(keys.items, receivedAt, id)
    .set(keys.content(id), content)
    .hset(keys.item(id), {
      message: JSON.stringify(message),
      header,
      copies: '1',
      'copy:0': JSON.stringify(record),
      'recipients:0:0': JSON.stringify([recipient('alice@contoso.com')]),
    })
    .zadd(keys.nextHops, receivedAt, queue)
    .exec();
  const bull = new Queue(queue, { connection: client, prefix: keys.prefix });
  await bull.add('message', record, { jobId: `${id}-0`, timestamp: receivedAt });
  return bull;
}

async function nothingIsLeft(): Promise<void> {
  await eventually(async () => {
    const left = await site.redis.client().keys('*');
    expect(left.filter((key) => /:(item|content|items)(:|$)|-0/.test(key))).toEqual([]);
  });
}

describe('what earlier versions stored', () => {
  it.each(['Submission', db01])('in %s is listed, delivered and gone', async (queue) => {
    const bull = await storedBefore('1', queue);
    const catalog = new MessageCatalog({ redis: site.redis.client(), server: 'MBX01' });
    const { rows } = await catalog.page();
    expect(rows).toMatchObject([
      {
        internalId: '1',
        queue,
        subject: 'stored before',
        status: 'Ready',
        recipients: ['alice@contoso.com'],
      },
    ]);
    await site.startHub();
    await nothingIsLeft();
    const taken = site.sink.taken.map((each) => each.content);
    // Of Mailbox Delivery alone: until when the hub may deliver it.
    expect(
      taken.map((text) => text.replace(/^X-MS-Exchange-Organization-Lease-Expires: \d+\r\n/, '')),
    ).toEqual([`${header}${content}`]);
    await bull.close();
  });

  it('and its hub held when it died is found again', async () => {
    const bull = await storedBefore('1', db01);
    const client = site.redis.client();
    await client.rpoplpush(keys.ofQueue(db01, 'wait'), keys.ofQueue(db01, 'active'));
    await client.set(keys.lock({ queue: db01, jobId: '1-0' }), 'a lane of theirs', 'PX', 500);
    const hub = await site.openHub({ lockMs: 500 });
    await hub.start();
    await nothingIsLeft();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
    await bull.close();
  });

  it('and waits for its next attempt is tried when BullMQ promotes it', async () => {
    const bull = await storedBefore('1', db01);
    const client = site.redis.client();
    await client.rpop(keys.ofQueue(db01, 'wait'));
    await client.zadd(keys.ofQueue(db01, 'delayed'), (Date.now() + 60_000) * 4096, '1-0');
    await site.startHub();
    await (await bull.getJob('1-0'))?.promote();
    await nothingIsLeft();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
    await bull.close();
  });
});
