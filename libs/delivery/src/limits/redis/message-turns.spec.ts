import { atMost, hourMs, LimitedHubs, messages, minuteMs, to } from './spec-support/limited-hubs.js';

let hubs: LimitedHubs;
beforeEach(async () => (hubs = await LimitedHubs.open()));
afterEach(() => hubs.close());

describe('the turns of messages', () => {
  it('cost nothing where no rate counts', () => {
    expect(hubs.add().message(to('a', atMost(1)))).toBeUndefined();
  });

  it.each([
    { count: 1, perMs: minuteMs },
    { count: 30, perMs: minuteMs },
    { count: 1_000, perMs: hourMs },
    { count: 600, perMs: minuteMs },
    { count: 5_000, perMs: 1_000 },
  ])('are in no period more than the rate says, over two hubs: %j', async (rate) => {
    const two = [hubs.add(), hubs.add()];
    const destination = to('a', messages(rate.count, rate.perMs));
    const began = hubs.now;
    const sent: number[] = [];
    let seed = rate.count;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let asked = 0; asked < 300; asked += 1) {
      const waited = await two[asked % 2]?.message(destination);
      if (waited === undefined) sent.push(hubs.now);
      // Now and then nothing comes for a while.
      const step = random() < 0.01 ? rate.perMs * random() : ((2 * rate.perMs) / rate.count) * random();
      await hubs.pass(step);
    }
    expect(sent.length).toBeGreaterThan(5);
    for (const [at, time] of sent.entries()) {
      const within = sent.slice(at).filter((other) => other < time + rate.perMs);
      expect(within.length).toBeLessThanOrEqual(rate.count);
    }
    // Half of the time somebody asks too early, and still about as many pass as may.
    expect(sent.length).toBeGreaterThan((0.4 * rate.count * (hubs.now - began)) / rate.perMs / 4);
  });

  it('of a thousand an hour are spread over the hour', async () => {
    const limits = hubs.add();
    const destination = to('a', messages(1_000, hourMs));
    expect(await limits.message(destination)).toBeUndefined();
    expect(await limits.message(destination)).toEqual({
      cause: 'message-rate',
      reason: 'messages to a are limited to 1000 an hour by MessageRateLimit',
      retryAfterMs: 3_600,
    });
  });

  it('that come soon are waited for, one after the other', async () => {
    const limits = hubs.add(900);
    const destination = to('a', messages(5, 1_000));
    const began = performance.now();
    const turns = Array.from({ length: 5 }, () => limits.message(destination));
    expect(await limits.message(destination)).toMatchObject({ cause: 'message-rate', retryAfterMs: 550 });
    expect(await Promise.all(turns.map(async (turn) => turn))).toEqual(Array(5).fill(undefined));
    expect(performance.now() - began).toBeGreaterThan(790);
  });

  it('come when they would have come anew, after the clock was set back or the rate raised', async () => {
    const limits = hubs.add();
    for (let count = 0; count < 3; count += 1) await limits.message(to('a', messages(2, minuteMs)));
    await hubs.pass(-2 * hourMs);
    expect((await limits.message(to('a', messages(2, minuteMs))))?.retryAfterMs).toBeLessThanOrEqual(30_100);
    await hubs.pass(30_000);
    expect(await limits.message(to('a', messages(2, minuteMs)))).toBeUndefined();
    expect((await limits.message(to('a', messages(60))))?.retryAfterMs).toBeLessThanOrEqual(1_100);
    await hubs.pass(1_000);
    expect(await limits.message(to('a', messages(60)))).toBeUndefined();
  });

  it('of a connector are shared by its destinations', async () => {
    const limits = hubs.add();
    const connector = messages(1);
    expect(await limits.message(to('a', {}, { connector }))).toBeUndefined();
    expect((await limits.message(to('b', {}, { connector })))?.reason).toMatch(
      /^messages of this connector /,
    );
  });
});
