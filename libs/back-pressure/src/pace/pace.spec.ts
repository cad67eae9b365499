import { eventually } from '@mailyard/testing';

import { Pace } from './pace.js';

let now = 0;
let busy = true;
let pace: Pace;

beforeEach(() => {
  now = 0;
  busy = true;
  pace = new Pace({ busy: () => busy, now: () => now });
});
afterEach(() => pace.stop());

/** Half a second in which a message goes every millisecond, each after it has waited so long. */
function handOver(waitedMs: (index: number) => number): void {
  for (let index = 0; index < 500; index += 1) {
    now += 1;
    pace.handedOver(waitedMs(index));
  }
}

it('mail is taken as it comes while it goes on at once', () => {
  handOver(() => 50);
  expect(pace.enter()).toBeUndefined();
});

it('when the machine is busy and most messages go on late, it is taken at the pace of handing over', async () => {
  handOver(() => 1_500);
  const turns = Array.from({ length: 300 }, () => pace.enter());
  expect(turns).not.toContain(undefined);
  let taken = 0;
  for (const turn of turns) void turn?.then((ok) => (taken += Number(ok)));
  // 1 a millisecond, less what brings the waiting of 1.5 s down: 0.7.
  now += 100;
  await eventually(() => taken > 0);
  expect(taken).toBe(70);
});

it.each([
  ['the machine has room: the next hop is slow by itself', () => (busy = false), () => 20_000],
  [
    'a slow next hop is one among others',
    () => undefined,
    (index: number) => (index % 20 === 0 ? 20_000 : 10),
  ],
  ['they had waited for a next hop that was away', () => undefined, () => 3_600_000],
])('late messages hold nothing back when %s', (_, given, waitedMs) => {
  given();
  handOver(waitedMs);
  expect(pace.enter()).toBeUndefined();
});

it('whoever would have to wait for more than two seconds is refused at once', async () => {
  handOver(() => 1_500);
  const turns = Array.from({ length: 1_402 }, () => pace.enter());
  expect(await turns.at(-1)).toBe(false);
});

it('whoever has waited for two seconds is refused', async () => {
  handOver(() => 4_000);
  const turns = Array.from({ length: 150 }, () => pace.enter());
  for (let halfSecond = 0; halfSecond < 5; halfSecond += 1) handOver(() => 4_000);
  expect(await turns.at(-1)).toBe(false);
});

it('everybody goes on when messages do so within half a second again, or when nothing is handed over', async () => {
  handOver(() => 1_500);
  const first = pace.enter();
  handOver(() => 100);
  expect(await first).toBe(true);
  expect(pace.enter()).toBeUndefined();

  handOver(() => 1_500);
  const second = pace.enter();
  now += 1_000;
  expect(await second).toBe(true);
  expect(pace.enter()).toBeUndefined();
});
