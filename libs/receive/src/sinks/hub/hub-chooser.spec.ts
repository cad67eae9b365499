import { HubChooser, type Hub } from './hub-chooser.js';

const hub = (id: string): Hub => ({
  id,
  inbound: { address: '127.0.0.1', port: 2525 },
  client: { address: '127.0.0.1', port: 465 },
  server: 'MBX01',
  maxHeaderBytes: 262_144,
});
const [a, b, c] = [hub('a'), hub('b'), hub('c')] as const;

function chooser(clock = { now: 0 }): HubChooser {
  let lot = 0;
  const made = new HubChooser({ failureMemoryMs: 5000, now: () => clock.now, random: () => (lot += 0.001) });
  made.update([a, b, c]);
  return made;
}

const order = (made: HubChooser) => made.candidates().map(({ id }) => id);

it('the least busy hub first', () => {
  const made = chooser();
  made.begin(a);
  made.begin(a);
  const over = made.begin(b);
  expect(order(made)).toEqual(['c', 'b', 'a']);
  over();
  over(); // A second call must not count a transaction twice.
  made.begin(c);
  expect(order(made)).toEqual(['b', 'c', 'a']);
});

it('a hub that failed comes last for a while, and not never: it may be the only one', () => {
  const clock = { now: 0 };
  const made = chooser(clock);
  made.failed(a);
  made.begin(b);
  made.begin(c);
  expect(order(made)).toEqual(['b', 'c', 'a']);
  clock.now = 5000;
  expect(order(made)).toEqual(['a', 'b', 'c']);
});

it('success ends the memory of a failure', () => {
  const made = chooser();
  made.failed(a);
  made.succeeded(a);
  expect(order(made)[0]).toBe('a');
});

it('hubs that are gone are no candidates', () => {
  const made = chooser();
  made.update([b]);
  expect(order(made)).toEqual(['b']);
  made.update([]);
  expect(order(made)).toEqual([]);
});

describe('want of resources', () => {
  const short = (one: Hub, refuses: 'strangers' | 'everybody'): Hub => ({
    ...one,
    pressure: { refuses, tarpitMs: 10_000 },
  });

  it('Front End refuses when every hub does, and what the least short of them does', () => {
    const made = chooser();
    made.update([short(a, 'everybody'), b]);
    expect(made.pressure).toEqual({ refuses: 'nobody', tarpitMs: 0 });
    made.update([short(a, 'everybody'), short(b, 'strangers')]);
    expect(made.pressure).toEqual({ refuses: 'strangers', tarpitMs: 10_000 });
    made.update([short(a, 'everybody'), short(b, 'everybody')]);
    expect(made.pressure.refuses).toBe('everybody');
    made.update([]);
    expect(made.pressure.refuses).toBe('nobody');
  });

  it('a hub that refuses is asked last', () => {
    const made = chooser();
    made.update([short(a, 'strangers'), b, c]);
    made.begin(b);
    made.begin(c);
    expect(order(made)).toEqual(['b', 'c', 'a']);
  });

  it('while no hub had room for a message, nobody is asked for content, for half a second', () => {
    const clock = { now: 0 };
    const made = chooser(clock);
    made.update([a, b]);
    made.hadNoRoom(a);
    expect(made.pressure.refuses).toBe('nobody');
    made.hadNoRoom(b);
    expect(made.pressure.refuses).toBe('everybody');
    clock.now = 500;
    expect(made.pressure.refuses).toBe('nobody');
  });
});
