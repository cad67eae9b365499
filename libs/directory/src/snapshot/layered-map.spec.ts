import { LayeredMap } from './layered-map.js';

const numbered = (count: number) =>
  new Map(Array.from({ length: count }, (_, index) => [`key ${index}`, index]));

it('an older map stays what it was, whatever is made of it', () => {
  const first = new LayeredMap(numbered(1000));
  const second = first.with(
    new Map([
      ['key 1', undefined],
      ['key 2', -2],
      ['new', 7],
    ]),
  );
  const third = second.with(
    new Map([
      ['key 1', 11],
      ['new', undefined],
    ]),
  );
  const seen = (map: LayeredMap<number>) => ['key 1', 'key 2', 'key 3', 'new'].map((key) => map.get(key));
  expect(seen(first)).toEqual([1, 2, 3, undefined]);
  expect(seen(second)).toEqual([undefined, -2, 3, 7]);
  expect(seen(third)).toEqual([11, -2, 3, undefined]);
  expect([...second.keys()]).toHaveLength(1000);
  expect([...second.keys()]).not.toContain('key 1');
});

it('is the same as a plain map after thousands of changes', () => {
  let layered = new LayeredMap(numbered(500));
  const plain = new Map<string, number>(numbered(500));
  for (let step = 0; step < 5000; step += 1) {
    const key = `key ${(step * 7919) % 900}`;
    const value = step % 3 === 0 ? undefined : step;
    layered = layered.with(new Map([[key, value]]));
    if (value === undefined) plain.delete(key);
    else plain.set(key, value);
  }
  expect(new Set(layered.keys())).toEqual(new Set(plain.keys()));
  for (const [key, value] of plain) expect(layered.get(key)).toBe(value);
});
