import { LiveTable } from './live-table.js';

let version = 0;
let table: LiveTable;
beforeEach(() => {
  version = 0;
  table = new LiveTable(() => (version += 1));
  see({ a: 1, b: 1 });
  table.begin();
});

function see(rows: Readonly<Record<string, unknown>>, { at = 0, isComplete = true } = {}): void {
  table.see({ rows: Object.entries(rows), isComplete }, at);
}

const since = (from: number) => [...table.since(from)].map(({ key, text }) => `${key}=${text ?? 'gone'}`);

describe('the rows of a topic', () => {
  it('tell nobody of what there was at the beginning', () => {
    expect(since(table.version)).toEqual([]);
  });

  it('are told when they come, change and go, and not when they stay as they are', () => {
    const before = table.version;
    see({ a: 1, b: 2, c: 1 });
    expect(since(before)).toEqual(['b=2', 'c=1']);
    const later = table.version;
    see({ b: 2, c: 1 });
    expect(since(later)).toEqual(['a=gone']);
    expect(since(before)).toEqual(['b=2', 'c=1', 'a=gone']);
  });

  it('are looked through once, when the same ones are seen again', () => {
    let asked = 0;
    const rows = [['a', { toJSON: () => (asked += 1) }]] as const;
    for (let look = 0; look < 3; look += 1) table.see({ rows, isComplete: true }, look);
    // The same row in a list with others that have changed.
    table.see({ rows: [...rows, ['b', 2]], isComplete: true }, 3);
    expect(asked).toBe(1);
  });

  it('are told once to whoever was away, as they are now', () => {
    const before = table.version;
    for (const b of [2, 3, 4]) see({ a: 1, b });
    expect(since(before)).toEqual(['b=4']);
    see({ a: 1 });
    see({ a: 1, b: 5 });
    expect(since(before)).toEqual(['b=5']);
  });

  it('of what is gone it is known for a while, then that it is not known', () => {
    const before = table.version;
    see({ a: 1 }, { at: 100 });
    table.forget(100);
    expect([since(before), table.horizon <= before]).toEqual([['b=gone'], true]);
    table.forget(101);
    expect([since(before), table.horizon <= before]).toEqual([[], false]);
    see({ a: 2 }, { at: 200 });
    expect(since(table.horizon)).toEqual(['a=2']);
  });

  it('that are told in part go by their age alone', () => {
    const before = table.version;
    see({ '1': 'x' }, { at: 100, isComplete: false });
    see({ '2': 'y' }, { at: 200, isComplete: false });
    expect(since(before)).toEqual(['1="x"', '2="y"']);
    table.forget(150);
    expect(since(table.horizon)).toEqual(['2="y"']);
    expect(table.horizon > before).toBe(true);
  });
});
