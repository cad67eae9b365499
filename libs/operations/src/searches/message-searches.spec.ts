import { eventually } from '@mailyard/testing';

import { newMessageOperation } from '../bulk/new-message-operation.js';
import { removeMessage } from '../messages/orders/remove-message.js';
import { suspendMessage } from '../messages/orders/suspend-message.js';
import { OperationError, OperationInputError } from '../operation.js';
import { TestServer } from '../spec-support/test-server.js';
import { getSearchGroups } from './get-search-groups.js';
import { getSearchRows } from './get-search-rows.js';
import { searchMessages } from './search-messages.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(() => server.stop());

it('a search is a set that stays: its messages, their order and their number', async () => {
  const items = [];
  for (const from of ['erp', 'bob', 'erp', 'ann']) items.push(await server.queued({ from, subject: from }));
  const { search, total } = await server.order(searchMessages, {
    where: "FromAddress -ne 'ann@contoso.com'",
  });
  expect(total).toBe(3);
  const rows = async (offset: number, limit: number) =>
    (await server.order(getSearchRows, { search, offset, limit })).rows;
  expect((await rows(0, 10)).map(({ internalId }) => internalId)).toEqual(
    items.slice(0, 3).map(({ id }) => id),
  );
  await server.queued({ from: 'erp' });
  await server.order(removeMessage, { id: items[1]?.id, withNDR: false });
  await server.order(suspendMessage, { id: items[2]?.id });
  // Somebody else looks, and so it is known what has become of them; on a busy machine not at once.
  const suspended = async () => {
    await server.order(searchMessages, {});
    return (await rows(2, 1)).some(({ status }) => status === 'Suspended');
  };
  expect(await eventually(suspended)).toBe(true);
  expect(await server.order(searchMessages, {})).toMatchObject({ total: 4, unread: 0 });
  expect(await rows(1, 2)).toMatchObject([
    { internalId: items[1]?.id, gone: true },
    { internalId: items[2]?.id, gone: false, status: 'Suspended' },
  ]);
  expect(await rows(3, 2)).toEqual([]);

  const groups = await server.order(getSearchGroups, { search, by: 'FromAddress' });
  expect(groups).toEqual({
    groups: [
      { value: 'erp@contoso.com', messages: 2 },
      { value: 'bob@contoso.com', messages: 1 },
    ],
    others: { groups: 0, messages: 0 },
  });
  const made = await server.order(newMessageOperation, { order: { kind: 'Resume' }, search });
  expect(made).toMatchObject({ total: 2, preview: { alreadyGone: 1 } });
});

it('is in the order of any property', async () => {
  const sorted = async (by: string, descending = false) => {
    const { search } = await server.order(searchMessages, { sort: { by, descending } });
    return (await server.order(getSearchRows, { search })).rows.map(({ subject }) => subject);
  };
  const subjects = await sorted('Subject');
  expect(subjects).toEqual(subjects.toSorted());
  expect(await sorted('Subject', true)).toEqual(subjects.toReversed());
});

it('what cannot be searched for, or is forgotten, is said', async () => {
  await expect(server.order(searchMessages, { where: 'Frm -eq x' })).rejects.toThrow(OperationInputError);
  await expect(server.order(getSearchRows, { search: 'x' })).rejects.toThrow(OperationError);
});
