import { eventually } from '@mailyard/testing';

import { removeMessage } from '../../messages/orders/remove-message.js';
import { searchMessages } from '../../searches/search-messages.js';
import { TestServer } from '../../spec-support/test-server.js';
import type { LiveSource } from '../live-source.js';
import { searchTopic } from './found-messages-topic.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(() => server.stop());

/** All rows that are told until one of them is as said. */
async function told(
  source: LiveSource,
  isIt: (key: string, row: object) => boolean,
): Promise<readonly string[]> {
  const keys: string[] = [];
  await eventually(async () => {
    const { rows } = await source.look();
    const seen = Array.from(rows, ([key, row]) => ({ key, row: row as object }));
    keys.push(...seen.map(({ key }) => key));
    expect(seen.some(({ key, row }) => isIt(key, row))).toBe(true);
  });
  return keys;
}

it('whoever looks at what a search has found is told how many fit that it has not', async () => {
  const first = await server.queued({ from: 'bob' });
  const where = "FromAddress -like 'bob@*'";
  const { search, total } = await server.order(searchMessages, { where });
  expect(total).toBe(1);
  const source = searchTopic.open(search, server.context);
  await source.look();
  await server.queued({ from: 'bob' });
  await server.queued({ from: 'carol' });
  await server.queued({ from: 'bob' });
  const isCount = (number: number) => (key: string, row: object) =>
    key === 'new' && 'new' in row && row.new === number;
  // Nothing has become of what was found.
  expect(new Set(await told(source, isCount(2)))).toEqual(new Set(['new']));
  await server.order(removeMessage, { id: first.id, withNDR: false });
  const keys = await told(source, (key, row) => key === '0' && 'gone' in row && row.gone === true);
  expect(keys).toContain('0');
  // It is none of those that have come.
  expect(await server.context.searches.newcomers(search)).toBe(2);
});
