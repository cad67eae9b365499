import { RecentReads } from './recent-reads.js';

/** A store whose answers come when they are told to. */
function slowStore() {
  const asked: ((value: string | undefined) => void)[] = [];
  let now = 0;
  const changes = { isHeard: true, change: () => undefined as void, onChange };
  function onChange(listener: () => void): void {
    changes.change = listener;
  }
  const reads = new RecentReads<string>(
    () => new Promise((answer) => asked.push(answer)),
    changes,
    () => now,
  );
  const answer = (value?: string) => asked.shift()?.(value);
  return { reads, asked, answer, changes, pass: (milliseconds: number) => (now += milliseconds) };
}

async function known(value: string) {
  const store = slowStore();
  const first = store.reads.of('key');
  store.answer(value);
  await first;
  return store;
}

it('many who ask at once, and for half a second after, are one reading', async () => {
  const { reads, asked, answer, pass } = slowStore();
  const all = Promise.all(Array.from({ length: 20 }, () => reads.of('key')));
  expect(asked).toHaveLength(1);
  answer('here');
  expect(new Set(await all)).toEqual(new Set(['here']));
  pass(499);
  expect(await reads.of('key')).toBe('here');
  expect(asked).toHaveLength(0);
});

it('what grows old is read anew while nobody waits; what is a second old is waited for', async () => {
  const { reads, asked, answer, pass } = await known('old');
  pass(600);
  expect(await reads.of('key')).toBe('old');
  expect(await reads.of('key')).toBe('old');
  expect(asked).toHaveLength(1);
  pass(400);
  const newer = reads.of('key');
  answer('new');
  expect(await newer).toBe('new');
  // Its age is that of the question, not of the answer.
  pass(100);
  expect(await reads.of('key')).toBe('new');
  expect(asked).toHaveLength(1);
});

it('what has changed is not told again, not even by a reading that was under way', async () => {
  const { reads, asked, answer, changes, pass } = await known('allowed');
  pass(600);
  await reads.of('key');
  changes.change();
  answer('allowed');
  const now = reads.of('key');
  expect(asked).toHaveLength(1);
  answer();
  expect(await now).toBeUndefined();
});

it('where changes are not heard it is read each time', async () => {
  const { reads, asked, answer, changes } = await known('allowed');
  changes.isHeard = false;
  const now = reads.of('key');
  expect(asked).toHaveLength(1);
  answer();
  expect(await now).toBeUndefined();
});

it('what is not there is asked for each time, and a failure is nobody’s but theirs who wait for it', async () => {
  const store = slowStore();
  const missing = store.reads.of('key');
  store.answer();
  expect(await missing).toBeUndefined();
  const again = store.reads.of('key');
  expect(store.asked).toHaveLength(1);
  store.answer('here');
  await again;
  const failing = new RecentReads<string>(() => Promise.reject(new Error('Redis is away')), store.changes);
  await expect(failing.of('key')).rejects.toThrow('Redis is away');
  await expect(failing.of('key')).rejects.toThrow('Redis is away');
});
