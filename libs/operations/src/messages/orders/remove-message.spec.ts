import { submissionQueue } from '@mailyard/queue';

import { mailboxQueue, TestServer } from '../../spec-support/test-server.js';
import { getMessageOperations } from '../../bulk/get-message-operations.js';
import { getMessages } from '../reading/get-messages.js';
import { removeMessage } from './remove-message.js';
import { showMessage } from '../reading/show-message.js';

let server: TestServer;
beforeEach(async () => (server = await TestServer.start()), 30_000);
afterEach(() => server.stop());

const remove = (id: string, withNDR = true) => server.order(removeMessage, { id, withNDR });
const waitingIn = async (queue: string) =>
  (await server.order(getMessages, { queue })).rows.map(({ subject }) => subject);

it('a message that waits goes whole, and its sender is told', async () => {
  const item = await server.queued();
  expect(await remove(`MBX01\\DB01\\${item.id}`)).toMatchObject([
    { internalId: item.id, removal: 'Removed', notified: true },
  ]);
  expect(await server.traces(item)).toEqual([false, false]);
  expect(await waitingIn('submission')).toEqual(['Undeliverable: test']);
  await expect(remove(item.id)).rejects.toThrow(`no message ${item.id} waits in a queue`);
});

it('the sender of a large message gets it back whole, so a hub removes it', async () => {
  const item = await server.queued({ contentIn: 'file' });
  expect(await remove(item.id)).toMatchObject([{ contentIn: 'file', removal: 'Pending', notified: false }]);
  // A hub, which is not here, carries it out.
  const [operation] = await server.order(getMessageOperations, {});
  expect(operation).toMatchObject({ state: 'Holding', undoMs: 0, total: 1, order: { withNDR: true } });
  expect(await waitingIn(submissionQueue)).toEqual([]);
  const other = await server.queued({ contentIn: 'file' });
  expect(await remove(other.id, false)).toMatchObject([{ removal: 'Removed', notified: false }]);
}, 20_000);

it('without a notification when none is wanted, or none may be sent', async () => {
  const item = await server.queued();
  expect(await remove(item.id, false)).toMatchObject([{ removal: 'Removed', notified: false }]);
  expect(await waitingIn(submissionQueue)).toEqual([]);
});

it('a message that is being delivered is not taken away from the delivery, but removed if that fails', async () => {
  const item = await server.queued();
  const database = await server.database();
  const { lease } = await database.claim(mailboxQueue);
  if (lease === undefined) throw new Error('nothing was claimed');
  expect(await server.order(showMessage, { id: item.id })).toMatchObject([{ status: 'Active' }]);
  expect(await remove(item.id)).toMatchObject([{ removal: 'Pending', notified: false }]);
  const [operation] = await server.order(getMessageOperations, {});
  expect(operation).toMatchObject({ state: 'Holding', undoMs: 0, total: 1, order: { kind: 'Remove' } });
  expect(await server.traces(item)).toEqual([true, true]);
  expect(await waitingIn(submissionQueue)).toEqual([]);

  // A hub, which is not here, does the rest.
  await database.transaction().giveBack(lease).commit();
  expect((await database.claim(mailboxQueue)).lease).toBeDefined();
});

it('of a delivery that ends first nothing is left to remove', async () => {
  const item = await server.queued();
  const database = await server.database();
  const { lease } = await database.claim(mailboxQueue);
  if (lease === undefined) throw new Error('nothing was claimed');
  const settled = { id: item.id, number: '0', stored: lease.data };
  const delivered = database.transaction();
  const settlement = delivered.settle({ settled, lease, replacedBy: [] });
  delivered.finish(lease, { claimNext: false });
  const [removals, committed] = await Promise.all([remove(item.id).catch(() => []), delivered.commit()]);
  expect(committed.resultOf(settlement).settled).toBe(true);
  expect(removals.map(({ removal }) => removal)).not.toContain('Removed');
  expect(await waitingIn(submissionQueue)).toEqual([]);
});

it('Submission is left alone: the categorizer may be making many of one', async () => {
  const item = await server.queued({ queue: submissionQueue });
  expect(await remove(item.id)).toMatchObject([{ removal: 'InSubmission' }]);
  expect(await waitingIn(submissionQueue)).toEqual(['test']);
});

it('what is no id is refused before anything is looked for', async () => {
  await expect(remove('x')).rejects.toThrow('id: must be an internal id, such as 8796093022209');
});

it.each([
  ['header', 'Subject: cut'],
  ['message', '{"env'],
  ['message', 'null'],
  ['copy:0', '{"num'],
])(
  'a damaged %s hides no message: it is shown, and removed when nobody is to be told',
  async (field, value) => {
    const [item, whole] = [await server.queued(), await server.queued({ subject: 'whole' })];
    await server.damage(item, field, value);
    const { rows: listed } = await server.order(getMessages, {});
    const internalId = item.id;
    const queue = mailboxQueue;
    expect(listed).toMatchObject([
      { internalId, queue, lastError: expect.stringContaining(`message ${internalId} is damaged`) as string },
      { internalId: whole.id, subject: 'whole' },
    ]);
    expect(await server.order(showMessage, { id: item.id })).toEqual([listed[0]]);
    expect(await remove(item.id)).toMatchObject([{ removal: 'Damaged', notified: false }]);
    expect(await server.traces(item)).toEqual([true, true]);
    expect(await remove(item.id, false)).toMatchObject([{ removal: 'Removed', notified: false }]);
    expect(await server.traces(item)).toEqual([false, false]);
  },
);
