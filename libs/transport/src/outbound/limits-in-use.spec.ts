import { randomUUID } from 'node:crypto';

import { RedisOutboundLimits } from '@mailyard/delivery';
import { Organization } from '@mailyard/directory';
import { connectRedis } from '@mailyard/service';
import { Reply } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { LmtpSink } from '../spec-support/lmtp-sink.js';
import { agentToStrangers, withConnector } from '../spec-support/strangers.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

/** Hubs of one server know the same connector. */
const Guid = randomUUID();

let site: TestSite;
let sink: LmtpSink;
const connections: Redis[] = [];

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
beforeEach(async () => {
  sink = new LmtpSink('SMTP');
  await sink.start();
});
afterEach(async () => {
  await site.renew();
  await sink.stop();
  for (const connection of connections.splice(0)) connection.disconnect();
});

/** One of the hubs of MBX01, with a Send connector to the sink. */
async function startHub(parameters: Readonly<Record<string, unknown>>): Promise<TestHub> {
  const redis = connectRedis({ redisUrl: site.redis.url }, { role: 'request' });
  connections.push(redis);
  const hub: TestHub = await site.openHub({
    smtp: (news) => {
      const limits = new RedisOutboundLimits({
        redis,
        server: 'MBX01',
        // Who waits here names no reason.
        patienceMs: 100,
        onShortage: (shortage) => {
          news.connectionsShort();
          agent.giveBackIdle(shortage);
        },
        onSlowedDown: () => undefined,
        onFault: () => undefined,
      });
      const organization = () => hub.organization;
      const agent = agentToStrangers({ news, limits, organization, hostOf: () => sink.endpoint });
      return agent;
    },
  });
  hub.changeOrganization(withConnector(hub.organization, { Guid, ...parameters }));
  await hub.start();
  return hub;
}

async function waiting(): Promise<readonly string[]> {
  return (await site.catalog.list()).flatMap(({ waitReason }) => waitReason ?? []);
}

it('two hubs have no more connections together than MaxPerDomainOutboundConnections, and all mail leaves', async () => {
  let most = 0;
  sink.onConnections = (open) => (most = Math.max(most, open));
  const DestinationLimits = [{ Domain: '*', MaxConcurrentConnections: 3 }];
  const hubs = [await startHub({ DestinationLimits }), await startHub({ DestinationLimits })];
  for (let count = 0; count < 120; count += 1) {
    await hubs[count % 2]?.submit([recipient('user@fabrikam.com')]);
  }
  await eventually(() => sink.taken.length === 120, { deadlineMs: 30_000 });
  expect(most).toBeLessThanOrEqual(3);
  expect(most).toBeGreaterThan(1);
});

it('connectors to one smart host share its connections, and none holds the other up', async () => {
  const hub = await startHub({});
  const settings = { DestinationLimits: [{ Domain: '*', MaxConcurrentConnections: 4 }] };
  const domains = ['one.example', 'other.example'];
  const SendConnectors = domains.flatMap((domain) => {
    const toSmartHost = { DNSRoutingEnabled: false, SmartHosts: ['[127.0.0.1]'] };
    return withConnector(hub.organization, {
      ...settings,
      ...toSmartHost,
      Name: domain,
      AddressSpaces: [domain],
    }).sendConnectors;
  });
  const { revision, objects } = hub.organization;
  hub.changeOrganization(new Organization(revision + 1, { ...objects, SendConnectors }));
  for (let count = 0; count < 400; count += 1) await hub.submit([recipient(`user@${domains[count % 2]}`)]);
  // Nobody waits a second for each connection that was refused.
  await eventually(() => sink.taken.length === 400, { deadlineMs: 6_000 });
});

it('an idle connection makes room where there may be only one', async () => {
  const hub = await startHub({ MaxConcurrentConnections: 1 });
  for (let number = 0; number < 20; number += 1) await hub.submit([recipient(`user@d${number}.example`)]);
  // A connection is kept for ten minutes when nobody wants it.
  await eventually(() => sink.taken.length === 20, { deadlineMs: 30_000 });
  expect(sink.connections).toBe(20);
});

it('an idle connection of another hub makes room, too', async () => {
  const [one, other] = [
    await startHub({ MaxConcurrentConnections: 1 }),
    await startHub({ MaxConcurrentConnections: 1 }),
  ];
  await one.submit([recipient('user@d1.example')]);
  await eventually(() => sink.taken.length === 1);
  await other.submit([recipient('user@d2.example')]);
  await eventually(() => sink.taken.length === 2, { deadlineMs: 10_000 });
});

it('messages leave no faster than MessageRateLimit, and wait with its name until it is lifted', async () => {
  const hub = await startHub({ MessageRateLimit: '60/hour' });
  for (let count = 0; count < 5; count += 1) await hub.submit([recipient('user@fabrikam.com')]);
  await eventually(async () =>
    expect(await waiting()).toEqual([
      'messages of this connector are limited to 60 an hour by MessageRateLimit',
    ]),
  );
  expect(sink.taken).toHaveLength(1);
  const [connector] = hub.organization.sendConnectors;
  hub.changeOrganization(withConnector(hub.organization, { ...connector, MessageRateLimit: 'Unlimited' }));
  await eventually(() => sink.taken.length === 5);
});

it('a destination that answers 4.7.X gets less, and its queue says why', async () => {
  const hub = await startHub({});
  sink.answer = () => new Reply(451, '4.7.500', 'Server busy');
  await hub.submit([recipient('first@fabrikam.com')]);
  await eventually(async () =>
    expect(await site.redis.client().hkeys('{mailyard:MBX01}:outbound:slowed')).toEqual(['fabrikam.com']),
  );
  sink.answer = () => new Reply(250, '2.0.0', 'ok');
  for (let count = 0; count < 5; count += 1) await hub.submit([recipient('user@fabrikam.com')]);
  await eventually(async () => {
    const [reason] = await waiting();
    expect(reason).toMatch(
      /^fabrikam\.com is slowed to \d+ messages a minute and 1 connection after "451 4\.7\.500/,
    );
  });
  expect(sink.taken.length).toBeLessThan(5);
});
