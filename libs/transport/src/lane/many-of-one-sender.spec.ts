import { poisonQueue, submissionQueue } from '@mailyard/queue';
import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { eventually } from '@mailyard/testing';

import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

/** Another number by hand: MAILYARD_TEST_MESSAGES=50000. */
const byHand = process.env['MAILYARD_TEST_MESSAGES'];
const many = Number(byHand ?? 3_000);
const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const db01 = queueNameOf(nextHopTo('SmtpDeliveryToMailbox', 'DB01'));

let site: TestSite;
beforeEach(async () => (site = await TestSite.start()));
afterEach(() => site.stop());

async function fill(hub: TestHub): Promise<void> {
  for (let sent = 0; sent < many; sent += 100) {
    await Promise.all(
      Array.from({ length: 100 }, () => hub.submit([alice], { from: recipient('many@example.com').path })),
    );
  }
}

/** Milliseconds until another sender's message has arrived, and how many of the first one's were before it. */
async function timeOfOther(hub: TestHub): Promise<readonly [ms: number, before: number]> {
  const [began, had] = [performance.now(), site.sink.taken.length];
  await hub.submit([bob], { from: recipient('other@example.com').path });
  const arrived = (): number =>
    site.sink.taken.findIndex(({ envelope }) => envelope.recipients[0]?.path.localPart === 'bob');
  await eventually(() => arrived() >= 0);
  return [performance.now() - began, arrived() - had];
}

it.each([
  ['a mailbox database', db01],
  ['the categorizer', submissionQueue],
])(
  'of %s one sender with very many messages keeps nobody else waiting',
  async (_, queue) => {
    const hub = await site.openHub();
    await hub.database.transaction().suspend(queue).commit();
    await hub.start();
    if (queue === db01) await eventually(() => hub.service.submissionMoves);
    await fill(hub);
    const waiting = async (): Promise<number> => hub.database.waiting(queue);
    expect(await waiting()).toBe(many);
    await (await site.bull(queue))?.resume();
    await eventually(() => site.sink.taken.length > 100);
    const [ms, before] = await timeOfOther(hub);
    expect(await waiting()).toBeGreaterThan(many / 4);
    if (byHand !== undefined) process.stderr.write(`${queue}, ms, before: ${Math.round(ms)}, ${before}\n`);
    expect(before).toBeLessThan(many / 4);
    expect(ms).toBeLessThan(1_000);
    expect(await hub.database.waiting(poisonQueue)).toBe(0);
    expect(hub.faults).toEqual([]);
  },
  120_000,
);
