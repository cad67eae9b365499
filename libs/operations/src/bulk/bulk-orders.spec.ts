import { unreachableQueue } from '@mailyard/queue';

import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { removeMessage } from '../messages/orders/remove-message.js';
import { redirectMessage } from '../messages/orders/redirect-message.js';
import { suspendMessage } from '../messages/orders/suspend-message.js';
import { OperationError, OperationInputError } from '../operation.js';
import { retryQueue } from '../queues/retry-queue.js';
import { mailboxQueue, TestServer } from '../spec-support/test-server.js';
import { confirmMessageOperation } from './confirm-message-operation.js';
import { getMessageOperations } from './get-message-operations.js';
import { newMessageOperation } from './new-message-operation.js';
import { stopMessageOperation, undoMessageOperation } from './end-message-operation.js';

let server: TestServer;
beforeEach(async () => (server = await TestServer.start()), 30_000);
afterEach(() => server.stop());

const order = { kind: 'Remove' };

it('a preview tells what an operation is about, and changes nothing', async () => {
  for (const from of ['erp', 'erp', 'bob']) await server.queued({ from, subject: 'invoice' });
  const { id } = await server.queued({ from: 'erp', subject: 'hello' });
  const database = await server.database();
  await database.claim(mailboxQueue);
  const made = await server.order(newMessageOperation, { order, where: "Subject -eq 'invoice'" });
  expect(made).toMatchObject({
    state: 'Preview',
    total: 3,
    remaining: 3,
    about: "Subject -eq 'invoice'",
    undoMs: 30_000,
    preview: {
      messages: 3,
      senders: [
        { value: 'erp@contoso.com', messages: 2 },
        { value: 'bob@contoso.com', messages: 1 },
      ],
      recipientDomains: [{ value: 'contoso.com', messages: 3 }],
      queues: [{ value: mailboxQueue, messages: 3 }],
      inFlight: 1,
      alreadyGone: 0,
    },
  });
  expect(made.preview.samples).toHaveLength(3);
  expect(made.preview.samples.map(({ internalId }) => internalId)).not.toContain(id);
  expect((await database.claim(mailboxQueue)).lease).toBeDefined();
});

it('messages are named as well, and those that have left are counted', async () => {
  const [one, other] = [await server.queued(), await server.queued()];
  await server.order(removeMessage, { id: other.id, withNDR: false });
  const ids = [one.id, `DB01\\${one.id}`, other.id];
  const made = await server.order(newMessageOperation, { order: { kind: 'Suspend' }, ids });
  expect(made).toMatchObject({ total: 1, undoMs: 0, preview: { alreadyGone: 1 } });
});

it('begins when it is confirmed as it was seen, can be undone until then, and is on record', async () => {
  await server.queued();
  const make = () => server.order(newMessageOperation, { order, queue: 'DB01', undoSeconds: 60 });
  const { id: operation } = await make();
  const confirm = (expected: number) => server.order(confirmMessageOperation, { operation, expected });
  await expect(confirm(2)).rejects.toThrow(OperationInputError);
  expect(await confirm(1)).toMatchObject({ state: 'Holding' });
  await expect(confirm(1)).rejects.toThrow(`operation ${operation} is Holding`);
  expect(await server.order(undoMessageOperation, { operation })).toMatchObject({ state: 'Undoing' });
  await expect(server.order(stopMessageOperation, { operation })).rejects.toThrow(OperationError);
  const { id: next } = await make();
  expect(await server.order(undoMessageOperation, { operation: next })).toMatchObject({ state: 'Undone' });
  await expect(server.order(getMessageOperations, { operation: '99' })).rejects.toThrow('no operation 99');
  expect((await server.order(getMessageOperations, {})).map(({ id }) => id)).toEqual([next, operation]);
  // It shows subjects.
  const looks = await server.order(searchAdminAuditLog, { types: ['Looks'], resultSize: 1 });
  expect(looks).toMatchObject([{ operation: 'Get-MessageOperation' }]);
  const entries = await server.order(searchAdminAuditLog, { resultSize: 100 });
  expect(entries.map(({ operation: name }) => name)).toEqual([
    'Undo-MessageOperation',
    'New-MessageOperation',
    'Stop-MessageOperation',
    'Undo-MessageOperation',
    'Confirm-MessageOperation',
    'Confirm-MessageOperation',
    'Confirm-MessageOperation',
    'New-MessageOperation',
  ]);
});

it('all messages are never meant by saying nothing', async () => {
  await expect(server.order(newMessageOperation, { order })).rejects.toThrow(OperationInputError);
  await expect(server.order(newMessageOperation, { order, where: 'Frm -eq x' })).rejects.toThrow(
    OperationInputError,
  );
});

it('a message that an operation holds is removed by no other', async () => {
  const { id } = await server.queued();
  const database = await server.database();
  await database.claim(mailboxQueue);
  expect(await server.order(removeMessage, { id })).toMatchObject([{ removal: 'Pending' }]);
});

it('Redirect-Message needs another server of the organization', async () => {
  await server.queued();
  const redirect = (target: string) => server.order(redirectMessage, { target });
  await expect(redirect('MBX09')).rejects.toThrow('there is no server MBX09');
  await expect(redirect('mbx01')).rejects.toThrow('the messages are at MBX01');
});

it('Retry-Queue with Resubmit is for a queue in Retry and for Unreachable', async () => {
  const { id } = await server.queued();
  await server.order(suspendMessage, { id });
  const resubmit = (queue: string) => server.order(retryQueue, { queue, resubmit: true });
  await expect(resubmit('DB01')).rejects.toThrow('is Ready');
  const database = await server.database();
  const retry = { retryCount: 0, waitMs: 3_600_000, lastError: '451 4.4.0 x' };
  await database.schedule.enterRetry(mailboxQueue, retry);
  expect(await resubmit('DB01')).toMatchObject([{ name: mailboxQueue }]);
  expect(await resubmit(unreachableQueue)).toMatchObject([{ name: unreachableQueue }]);
  const made = await server.order(getMessageOperations, {});
  expect(made).toMatchObject([
    { order: { kind: 'Resubmit' }, state: 'Running', total: 0 },
    { order: { kind: 'Resubmit' }, state: 'Running', total: 1 },
  ]);
  await expect(server.order(retryQueue, { queue: unreachableQueue })).rejects.toThrow('submit its messages');
});
