import { Reply, replies } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { changed, sendConnector } from '../spec-support/connected.js';
import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const mailboxQueue = 'SmtpDeliveryToMailbox.DB01';
/** The defaults are minutes and hours. */
const tooLate = 10_000;

let site: TestSite;
beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

const ladder = {
  QueueGlitchRetryCount: 2,
  QueueGlitchRetryInterval: 200,
  TransientFailureRetryCount: 2,
  TransientFailureRetryInterval: 500,
  OutboundConnectionFailureRetryInterval: 900,
  MailboxDeliveryQueueRetryInterval: 700,
};

/** Milliseconds between the attempts of a queue to reach its next hop. */
async function gapsOf(queue: string, count: number): Promise<readonly number[]> {
  const redis = site.redis.client();
  const key = `{mailyard:MBX01}:nexthop:${queue}`;
  const times = new Map<number, number>();
  await eventually(
    async () => {
      const [retryCount, lastRetryTime] = await redis.hmget(key, 'retryCount', 'lastRetryTime');
      if (retryCount !== null) times.set(Number(retryCount), Number(lastRetryTime));
      return times.size > count;
    },
    { deadlineMs: 30_000, intervalMs: 20 },
  );
  const ordered = [...times].toSorted(([one], [other]) => one - other).map(([, time]) => time);
  return ordered.slice(1, count + 1).map((time, index) => time - (ordered[index] ?? 0));
}

function expectGaps(gaps: readonly number[], least: readonly number[]): void {
  expect(gaps).toHaveLength(least.length);
  for (const [index, gap] of gaps.entries()) {
    expect(gap).toBeGreaterThanOrEqual((least[index] ?? 0) - 20);
    expect(gap).toBeLessThan(tooLate);
  }
}

it('QueueGlitchRetryInterval, TransientFailureRetryInterval, OutboundConnectionFailureRetryInterval, in this order', async () => {
  const hub = await site.startHub(ladder);
  const connector = sendConnector('Only', ['*']);
  hub.changeOrganization(changed(hub.organization, { SendConnectors: [connector] }));
  // Queues of a connector that has changed try their next hop at once.
  await hub.service.routes.now();
  await hub.submit([recipient('a@fabrikam.example')]);
  const queue = await eventually(async () => {
    const found = (await site.catalog.list()).find(({ messageCount }) => messageCount > 0);
    return found?.status === 'Retry' && found.name;
  });
  expectGaps(await gapsOf(queue, 5), [200, 200, 500, 500, 900]);
});

it('QueueGlitchRetryInterval, then MailboxDeliveryQueueRetryInterval', async () => {
  const hub = await site.startHub(ladder);
  await site.sink.stop();
  await hub.submit([alice]);
  expectGaps(await gapsOf(mailboxQueue, 4), [200, 200, 700, 700]);
});

it('MessageRetryInterval of a message that was answered with 4yz', async () => {
  const hub = await site.startHub({ MessageRetryInterval: 400 });
  const times: number[] = [];
  site.sink.answer = () => {
    times.push(performance.now());
    return times.length < 3 ? new Reply(452, '4.2.2', 'mailbox full') : replies.delivered;
  };
  await hub.submit([alice]);
  await hub.emptied();
  const [first = 0, second = 0, third = 0] = times;
  expectGaps([second - first, third - second], [400, 400]);
});

it('QueueMaxIdleTime of an empty queue', async () => {
  const hub = await site.startHub({ QueueMaxIdleTime: 300 });
  await hub.submit([alice]);
  await hub.emptied();
  const delivered = performance.now();
  await eventually(async () => (await site.queue(mailboxQueue)) === undefined, { deadlineMs: tooLate });
  expect(performance.now() - delivered).toBeGreaterThan(200);
});
