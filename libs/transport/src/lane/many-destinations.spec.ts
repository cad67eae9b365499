import { RedisOutboundLimits } from '@mailyard/delivery';
import { connectRedis } from '@mailyard/service';
import { eventually } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { LmtpSink } from '../spec-support/lmtp-sink.js';
import { agentToStrangers, SilentHost, withConnector } from '../spec-support/strangers.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

/** Another number by hand: MAILYARD_TEST_DESTINATIONS=10000. */
const byHand = process.env['MAILYARD_TEST_DESTINATIONS'];
const destinations = Number(byHand ?? 1_000);
const dead = Math.ceil(destinations / 20);
const messagesToEach = 2;
/** Fewer than the dead would take if each had a lane for each of its messages. */
const MaxOutboundConnections = Math.ceil(1.5 * dead);

const isDead = (domain: string): boolean => Number(/\d+/.exec(domain)?.[0]) < dead;

let site: TestSite;
let sink: LmtpSink;
let silent: SilentHost;
let connection: Redis;
let limits: RedisOutboundLimits;

beforeAll(async () => {
  site = await TestSite.start();
  sink = new LmtpSink('SMTP');
  silent = new SilentHost();
  await Promise.all([sink.start(), silent.start()]);
  connection = connectRedis({ redisUrl: site.redis.url }, { role: 'request' });
});
afterAll(async () => {
  await Promise.all([silent.stop(), sink.stop()]);
  await site.stop();
  connection.disconnect();
});

async function startHub(): Promise<TestHub> {
  const hub: TestHub = await site.openHub({
    intervals: { scan: 500 },
    lockMs: 10_000,
    smtp: (news) => {
      limits = new RedisOutboundLimits({
        redis: connection,
        server: 'MBX01',
        onShortage: (shortage) => {
          news.connectionsShort();
          agent.giveBackIdle(shortage);
        },
        onSlowedDown: () => undefined,
        onFault: () => undefined,
      });
      const agent = agentToStrangers({
        news,
        limits,
        organization: () => hub.organization,
        hostOf: (domain) => (isDead(domain) ? silent.endpoint : sink.endpoint),
      });
      return agent;
    },
  });
  hub.changeOrganization(withConnector(hub.organization, { MaxOutboundConnections }));
  await hub.start();
  return hub;
}

it(`of ${destinations} destinations 5 % are dead, and the others get their mail meanwhile`, async () => {
  const hub = await startHub();
  const began = performance.now();
  for (let copy = 0; copy < messagesToEach; copy += 1) {
    // The dead come first.
    for (let from = 0; from < destinations; from += 100) {
      const some = Array.from({ length: Math.min(100, destinations - from) }, (_, index) => from + index);
      const answers = await Promise.all(
        some.map((number) => hub.submit([recipient(`user@d${number}.example`)])),
      );
      expect(answers.every(({ positive }) => positive)).toBe(true);
    }
  }
  const submitted = performance.now();
  const living = (destinations - dead) * messagesToEach;
  await eventually(() => sink.taken.length === living, { deadlineMs: 240_000 });
  const delivered = performance.now();
  expect(hub.faults).toEqual([]);
  // Nobody has given up the dead, which hold a connection each.
  await eventually(() => expect(silent.sockets.size).toBe(dead));
  const waiting = (await site.catalog.list()).filter(({ messageCount }) => messageCount > 0);
  expect(waiting).toHaveLength(dead);
  for (const queue of waiting) {
    expect(queue).toMatchObject({ messageCount: messagesToEach, activeCount: 1, retryCount: 0 });
  }
  const { rss } = process.memoryUsage();
  const ms = (from: number, to: number): number => Math.round(to - from);
  const figures = [ms(began, submitted), ms(submitted, delivered), Math.round(rss / 2 ** 20)];
  if (byHand !== undefined) process.stderr.write(`ms, ms, MB: ${figures.join()}\n`);
}, 300_000);
