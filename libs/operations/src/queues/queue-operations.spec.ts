import { poisonQueue } from '@mailyard/queue';

import { removeMessage } from '../messages/orders/remove-message.js';
import { OperationInputError } from '../operation.js';
import { mailboxQueue, TestServer } from '../spec-support/test-server.js';
import { getMessages } from '../messages/reading/get-messages.js';
import { getQueues } from './get-queues.js';
import { resumeQueue } from './resume-queue.js';
import { retryQueue } from './retry-queue.js';
import { suspendQueue } from './suspend-queue.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.queued({ subject: '=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=' });
}, 30_000);
afterAll(() => server.stop());

const statusOf = async (name: string) =>
  (await server.order(getQueues, {})).rows.find((queue) => queue.name === name)?.status;

it('a queue is meant by its identity, its domain or its name, as people read them', async () => {
  const { rowId } = (await server.order(getQueues, {})).rows.find(({ name }) => name === mailboxQueue) ?? {};
  const numbers = [`${rowId}`, `mbx01\\${rowId}`];
  for (const queue of ['mbx01\\db01', ' DB01\u00a0', 'smtpdeliverytomailbox.db01', ...numbers]) {
    expect(await server.order(suspendQueue, { queue })).toMatchObject([{ name: mailboxQueue }]);
    expect(await statusOf(mailboxQueue)).toBe('Suspended');
    await server.order(resumeQueue, { queue });
    expect(await statusOf(mailboxQueue)).toBe('Ready');
  }
  await expect(server.order(suspendQueue, { queue: 'DB02' })).rejects.toThrow('there is no queue DB02');
});

it('recent: all as somebody has seen them a moment ago, and nothing else', async () => {
  const seen = (await server.order(getQueues, { recent: true })).rows;
  expect(seen.map(({ name }) => name)).toEqual(
    (await server.order(getQueues, {})).rows.map(({ name }) => name),
  );
  expect((await server.order(getQueues, { recent: true })).rows[0]).toBe(seen[0]);
  await expect(server.order(getQueues, { recent: true, limit: 1 })).rejects.toThrow(OperationInputError);
});

it('queues are chosen by a filter, by sorts, and Poison is not among those that can be suspended', async () => {
  const names = async (input: object) => (await server.order(getQueues, input)).rows.map(({ name }) => name);
  const suspended = await server.order(suspendQueue, { where: "NextHopDomain -eq 'DB01'" });
  expect(suspended.map(({ name }) => name)).toEqual([mailboxQueue]);
  expect(await names({ where: "Status -eq 'Suspended'" })).toEqual([mailboxQueue]);
  await server.order(resumeQueue, { where: "Status -eq 'Suspended'" });
  expect(await statusOf(mailboxQueue)).toBe('Ready');
  expect(await names({ include: ['SmtpDeliveryToMailbox'] })).toEqual([mailboxQueue]);
  expect(await names({ exclude: ['Empty'] })).toEqual([mailboxQueue]);
  expect(await names({ include: ['Empty', 'External'], exclude: ['Undefined'] })).toEqual(['Unreachable']);
  const { id } = await server.queued({ queue: poisonQueue });
  await expect(server.order(suspendQueue, { queue: 'Poison' })).rejects.toThrow('always suspended');
  await server.order(removeMessage, { id, withNDR: false });
});

it('a filter of messages names a queue as its list does, and an unknown one finds nothing', async () => {
  const found = async (where: string) => (await server.order(getMessages, { where })).rows.length;
  const all = await found("Subject -like '*'");
  expect(all).toBeGreaterThan(0);
  for (const name of ['mbx01\\db01', 'DB01', mailboxQueue]) {
    expect(await found(`Queue -eq '${name}'`)).toBe(all);
    expect(await found(`(Queue -eq '${name}' -or Queue -eq 'Submission') -and Size -gt 0`)).toBe(all);
    expect(await found(`Queue -ne '${name}'`)).toBe(0);
  }
  expect(await found("Queue -eq 'MBX01\\DB02'")).toBe(0);
});

it('a suspended queue gives nobody a message, and takes new ones', async () => {
  await server.order(suspendQueue, { queue: 'DB01' });
  const database = await server.database();
  expect((await database.claim(mailboxQueue)).lease).toBeUndefined();
  await server.queued();
  expect((await server.order(getMessages, { queue: 'DB01' })).rows).toHaveLength(2);
  await expect(server.order(retryQueue, { queue: 'DB01' })).rejects.toThrow('is suspended');
  await server.order(resumeQueue, { queue: 'DB01' });
});

it('retry ends the wait of a queue in Retry, and names what it tries', async () => {
  const database = await server.database();
  await database.schedule.enterRetry(mailboxQueue, {
    retryCount: 0,
    waitMs: 3_600_000,
    lastError: '451 4.4.0 x',
  });
  expect(await statusOf(mailboxQueue)).toBe('Retry');
  expect((await database.claim(mailboxQueue)).lease).toBeUndefined();
  const tried = await server.order(retryQueue, { all: true });
  expect(tried.map(({ name }) => name)).toContain(mailboxQueue);
  const { lease } = await database.claim(mailboxQueue);
  expect(lease).toBeDefined();
  if (lease !== undefined) await database.transaction().giveBack(lease).commit();
  await expect(server.order(retryQueue, {})).rejects.toThrow('a queue or all of them, or a filter');
  await expect(server.order(retryQueue, { queue: 'Unreachable Domain' })).rejects.toThrow(
    'has no next hop to try',
  );
});

it('messages are listed with subject, recipients and size, the oldest first', async () => {
  const { rows } = await server.order(getMessages, {});
  const [first, ...others] = rows;
  expect(first).toMatchObject({
    subject: 'Grüße',
    from: 'bob@contoso.com',
    recipients: ['alice@contoso.com', 'carol@contoso.com'],
    queue: mailboxQueue,
    // As its queue.
    status: 'Retry',
  });
  expect(others).toHaveLength(1);
  expect((await server.order(getMessages, { limit: 1 })).rows).toEqual([first]);
});

it('a list is had in part: by a filter in Exchange’s words, page by page, and what cannot be asked is said', async () => {
  const subject = { property: 'Subject', operator: 'like', values: ['gr*'] };
  expect(await server.order(getMessages, { filter: [subject] })).toMatchObject({
    rows: [{ subject: 'Grüße' }],
  });
  const named = { queue: 'DB01', filter: [{ ...subject, not: true }] };
  expect(await server.order(getMessages, named)).toMatchObject({ rows: [{ subject: 'test' }] });

  const { rows: all } = await server.order(getMessages, { order: 'newest first' });
  const begin = await server.order(getMessages, { order: 'newest first', limit: 1 });
  const { cursor } = begin;
  const end = await server.order(getMessages, { order: 'newest first', cursor });
  expect([...begin.rows, ...end.rows]).toEqual(all);

  const queues = await server.order(getQueues, { sort: { by: 'MessageCount', descending: true }, limit: 1 });
  expect(queues.rows).toMatchObject([{ name: mailboxQueue, messageCount: 2 }]);
  for (const wrong of [
    { cursor: 'x' },
    { filter: [{ property: 'Frm', operator: 'eq', values: ['x'] }] },
    { filter: [{ property: 'Size', operator: 'like', values: ['x'] }] },
  ]) {
    await expect(server.order(getMessages, wrong)).rejects.toThrow(OperationInputError);
  }
});
