import { Reply } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { atMost, hourMs, LimitedHubs, placeAt, refusalAt, to } from './spec-support/limited-hubs.js';

let hubs: LimitedHubs;
beforeEach(async () => (hubs = await LimitedHubs.open()));
afterEach(() => hubs.close());

describe('a destination that asks for less', () => {
  const reply = new Reply(421, '4.7.0', 'Too many connections, try again later');
  const destination = to('a', atMost(20));

  it('gets half of what it had from all hubs, with the reason, and slowly more again', async () => {
    const [one, other] = [hubs.add(), hubs.add()];
    for (let count = 0; count < 100; count += 1) void one.message(destination);
    const places = await Promise.all(Array.from({ length: 8 }, () => placeAt(one, destination)));
    one.heard(destination, reply);
    one.heard(destination, reply);
    await eventually(() => expect(hubs.slowedDown).toEqual(['a']));
    await other.look();
    expect([one.connectionsTo(destination), other.connectionsTo(destination)]).toEqual([4, 4]);
    expect((await refusalAt(other, destination)).reason).toMatch(
      /^a is slowed to 5\d messages a minute and 4 connections after "421 4\.7\.0 Too many connections, try again later", until 20/,
    );
    for (const place of places) place.release();
    expect(await other.message(destination)).toBeUndefined();
    expect(await other.message(destination)).toMatchObject({ cause: 'slowed-down' });

    await hubs.pass(300_000);
    await other.look();
    expect(other.connectionsTo(destination)).toBe(6);
    await hubs.pass(300_000);
    await other.look();
    expect([other.connectionsTo(destination), other.slowDowns.size]).toEqual([20, 0]);
    expect(other.message(destination)).toBeUndefined();
    expect(hubs.faults).toEqual([]);
  });

  it('again gets half of that, never less than a little, and is back within twenty minutes', async () => {
    const limits = hubs.add();
    await placeAt(limits, destination);
    for (let times = 1; times <= 10; times += 1) {
      limits.heard(destination, new Reply(451, '4.7.500', `busy ${times}`));
      await eventually(() => expect(hubs.slowedDown).toHaveLength(times));
      await hubs.pass(11_000);
      await limits.look();
    }
    const [slowDown] = limits.slowDowns.values();
    expect(slowDown?.state).toMatchObject({
      from: { messagesPerMinute: 6, connections: 1 },
      durationMs: 1_200_000,
    });
    await hubs.pass(1_200_000);
    await limits.look();
    expect(limits.slowDowns.size).toBe(0);
  });

  it('is not slowed down longer when the clock is set back', async () => {
    const limits = hubs.add();
    limits.heard(destination, reply);
    await eventually(() => expect(hubs.slowedDown).toHaveLength(1));
    await hubs.pass(-2 * hourMs);
    await limits.look();
    await hubs.pass(600_000);
    await limits.look();
    expect(limits.slowDowns.size).toBe(0);
  });

  it.each([
    ['a refusal of one recipient', new Reply(450, '4.2.1', 'mailbox busy')],
    ['greylisting', new Reply(450, '4.7.1', 'Greylisted, please come back')],
    ['a refusal for good', new Reply(550, '5.7.1', 'spam')],
  ])('is not meant by %s', async (_, said) => {
    const limits = hubs.add();
    limits.heard(destination, said);
    limits.heard(to('b'), reply);
    await eventually(() => expect(hubs.slowedDown).toEqual(['b']));
    expect(await hubs.redis.hkeys('{mailyard:MBX01}:outbound:slowed')).toEqual(['b']);
  });
});
