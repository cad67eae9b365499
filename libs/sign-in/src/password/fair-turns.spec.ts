import { FairTurns } from './fair-turns.js';

let turns: FairTurns;
let order: string[];
let refused: string[];

beforeEach(() => {
  turns = new FairTurns({ concurrent: 1, waiting: 200, waitingPerSource: 60 });
  order = [];
  refused = [];
});

async function wait(source: string, { known = false } = {}): Promise<void> {
  const name = known ? `known ${source}` : source;
  if (!(await turns.enter({ source, known }))) {
    refused.push(name);
    return;
  }
  order.push(name);
}

/** Lets everybody who waits have their turn. */
async function drain(): Promise<void> {
  for (let left = 500; left > 0; left -= 1) {
    turns.leave();
    await Promise.resolve();
  }
}

it('300 of five sources keep one of a sixth waiting for one of each', async () => {
  await turns.enter({ source: 'busy', known: false });
  for (let number = 0; number < 300; number += 1) void wait(`attacker ${number % 5}`);
  void wait('user');
  await drain();
  expect(order.indexOf('user')).toBe(5);
  expect(refused).toHaveLength(101);
  expect(refused).not.toContain('user');
});

it('who has signed in from there before does not wait for 200 strange sources', async () => {
  await turns.enter({ source: 'busy', known: false });
  for (let number = 0; number < 300; number += 1) void wait(`attacker ${number}`);
  void wait('user', { known: true });
  await drain();
  expect(order[0]).toBe('known user');
});

it('those who are known do not keep everybody else waiting for ever', async () => {
  await turns.enter({ source: 'busy', known: false });
  void wait('newcomer');
  for (let number = 0; number < 20; number += 1) void wait(`user ${number}`, { known: true });
  await drain();
  expect(order.indexOf('newcomer')).toBe(3);
});

it('no source has more than its share of the places', async () => {
  turns = new FairTurns({ concurrent: 1, waiting: 200, waitingPerSource: 2 });
  await turns.enter({ source: 'busy', known: false });
  for (let number = 0; number < 5; number += 1) void wait('one');
  await drain();
  expect([order.length, refused.length]).toEqual([2, 3]);
});
