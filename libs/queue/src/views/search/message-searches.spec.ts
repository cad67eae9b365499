import { MessageEntries } from './message-entries.js';
import { MessageSearches } from './message-searches.js';

let now: number;
let searches: MessageSearches;
beforeEach(() => {
  now = 0;
  const entries = new MessageEntries();
  searches = new MessageSearches(
    { messages: () => Promise.resolve({ entries, unread: () => 0 }) },
    () => now,
  );
});

async function search(owner: string, count = 1): Promise<readonly string[]> {
  const ids: string[] = [];
  // eslint-disable-next-line no-await-in-loop
  for (let at = 0; at < count; at += 1) ids.push((await searches.search([], { owner })).id);
  return ids;
}
const kept = (ids: readonly string[]): number => ids.filter((id) => searches.get(id) !== undefined).length;

it('whoever searches all the time forgets searches of its own, and none of others', async () => {
  const ofBob = await search('bob', 2);
  const ofAnn = await search('ann', 100);
  expect(kept(ofBob)).toBe(2);
  expect(kept(ofAnn)).toBe(20);
  expect(kept(ofAnn.slice(-20))).toBe(20);
});

it('with many who search the one that was used longest ago goes', async () => {
  const first = await search('0', 10);
  for (const owner of ['1', '2', '3', '4']) await search(owner, 10);
  expect(kept(first.slice(0, 9))).toBe(9);
  await search('5');
  expect(first.map((id) => searches.get(id) !== undefined)).toEqual([...Array<boolean>(9).fill(true), false]);
});

it('one that nobody uses is forgotten after five minutes', async () => {
  const ids = await search('bob', 2);
  now = 299_000;
  expect(kept(ids.slice(0, 1))).toBe(1);
  now = 301_000;
  expect(ids.map((id) => searches.get(id) !== undefined)).toEqual([true, false]);
});
