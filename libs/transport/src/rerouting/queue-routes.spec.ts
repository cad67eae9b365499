import type { SendConnector } from '@mailyard/directory';
import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { eventually } from '@mailyard/testing';

import { changed, deliveryAgentConnector, sendConnector } from '../spec-support/connected.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

let site: TestSite;
let hub: TestHub;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
beforeEach(async () => (hub = await site.startHub()));
afterEach(() => site.renew());

const [to, other] = [recipient('a@fabrikam.example'), recipient('b@adatum.example')];
const toProvider = (SmartHosts: readonly string[], more: object = {}) =>
  sendConnector('Provider', ['*'], { DNSRoutingEnabled: false, SmartHosts, ...more });

function connect(...SendConnectors: readonly SendConnector[]): void {
  for (const each of hubs()) each.changeOrganization(changed(each.organization, { SendConnectors }));
}

let others: readonly TestHub[] = [];
const hubs = () => [hub, ...others];

/** `Name: domain messages`, of the queues that have any. */
async function queues(...connectors: readonly SendConnector[]): Promise<readonly string[]> {
  const names = new Map(connectors.map(({ Guid, Name }) => [Guid, Name]));
  const found = (await site.catalog.list()).filter(({ messageCount }) => messageCount > 0);
  const told = found.map(({ nextHopConnector, nextHopDomain, messageCount }) => {
    const name = names.get(nextHopConnector) ?? '';
    return `${name}: ${nextHopDomain} ${messageCount}`.replace(/^: /, '');
  });
  return told.toSorted((one, other) => (one < other ? -1 : 1));
}

async function expectQueues(expected: readonly string[], ...connectors: readonly SendConnector[]) {
  await eventually(async () => expect(await queues(...connectors)).toEqual(expected));
}

const dnsQueue = ({ Guid }: SendConnector, domain: string) =>
  queueNameOf(nextHopTo('DnsConnectorDelivery', domain, Guid));

/** Of a machine that does much else. */
const longer = { deadlineMs: 30_000 };

describe('what waits for a connector', () => {
  it('that is removed takes another one', async () => {
    const [first, second] = [sendConnector('First', ['*']), sendConnector('Second', ['*;2'])];
    connect(first, second);
    await hub.submit([to, other]);
    await expectQueues(['First: adatum.example 1', 'First: fabrikam.example 1'], first);
    connect(second);
    await expectQueues(['Second: adatum.example 1', 'Second: fabrikam.example 1'], second);
  });

  it('and has not been reached for MaxIdleTimeBeforeResubmit is routed anew, and then has its time again', async () => {
    const settings = { MaxIdleTimeBeforeResubmit: 300, QueueGlitchRetryInterval: 3_600_000 };
    const patient = await site.startHub({ ...settings, MaxIdleTimeBeforeResubmit: 3_600_000 });
    const connector = sendConnector('Only', ['*']);
    patient.changeOrganization(changed(patient.organization, { SendConnectors: [connector] }));
    connect(connector);
    const queue = dnsQueue(connector, 'fabrikam.example');
    await Promise.all(Array.from({ length: 300 }, () => patient.submit([to])));
    const inRetry = async () => {
      const { status, messageCount, firstRetryTime } = (await site.queue(queue)) ?? {};
      return status === 'Retry' && messageCount === 300 && (firstRetryTime ?? false);
    };
    const since = await eventually(inRetry, longer);
    await patient.service.routes.now();
    const resubmitted = (at: TestHub) =>
      at.told.filter((line) => line.startsWith(`${queue} resubmitted`)).length;
    expect(resubmitted(patient)).toBe(0);
    const hasty = await site.startHub(settings);
    hasty.changeOrganization(changed(hasty.organization, { SendConnectors: [connector] }));
    await eventually(async () => {
      await hasty.service.routes.now();
      return resubmitted(hasty) > 0;
    }, longer);
    expect(resubmitted(patient)).toBe(0);
    // From then on it is in Retry anew.
    await eventually(async () => Number(await inRetry()) > since, longer);
  }, 90_000);

  it('that is disabled waits in Unreachable, and comes back to it', async () => {
    const connector = sendConnector('Only', ['*']);
    connect(connector);
    await hub.submit([to, other]);
    await expectQueues(['Only: adatum.example 1', 'Only: fabrikam.example 1'], connector);
    connect({ ...connector, Enabled: false });
    await expectQueues(['Unreachable Domain 2']);
    connect(connector);
    await expectQueues(['Only: adatum.example 1', 'Only: fabrikam.example 1'], connector);
  });

  it('whose smart hosts change goes to the new ones', async () => {
    const before = toProvider(['a.example']);
    connect(before);
    await hub.submit([to, other]);
    await expectQueues(['Provider: a.example 1'], before);
    connect({ ...before, SmartHosts: ['b.example', 'c.example'] });
    await expectQueues(['Provider: b.example,c.example 1'], before);
  });

  it('that moves to another server follows it', async () => {
    const before = sendConnector('Moved', ['*']);
    connect(before);
    await hub.submit([to]);
    await expectQueues(['Moved: fabrikam.example 1'], before);
    connect({ ...before, SourceTransportServers: ['MBX02'] });
    await expectQueues(['Moved: Moved 1'], before);
  });

  it('leaves it for one that is more specific, message by message', async () => {
    const provider = toProvider(['a.example']);
    connect(provider);
    await hub.submit([to, other]);
    await hub.submit([other]);
    await expectQueues(['Provider: a.example 2'], provider);
    const partner = sendConnector('Partner', ['fabrikam.example']);
    connect(provider, partner);
    await expectQueues(['Partner: fabrikam.example 1', 'Provider: a.example 2'], provider, partner);
    expect(hub.told.filter((line) => line.includes('resubmitted'))).toHaveLength(1);
  });

  it('leaves it for one that takes messages of its size', async () => {
    const all = sendConnector('All', ['*'], { MaxMessageSize: 'Unlimited' });
    connect(all);
    await hub.submit([to], { body: 'x'.repeat(5_000) });
    await hub.submit([to]);
    await expectQueues(['All: fabrikam.example 2'], all);
    const small = sendConnector('Small', ['fabrikam.example'], { MaxMessageSize: '2KB' });
    connect(all, small);
    await expectQueues(['All: fabrikam.example 1', 'Small: fabrikam.example 1'], all, small);
  });

  it('stays where it is when nothing about it has changed', async () => {
    const connector = sendConnector('All', ['*']);
    connect(connector);
    await hub.submit([to]);
    connect({ ...connector, Comment: 'as before' }, sendConnector('Other', ['adatum.example']));
    await hub.service.routes.now();
    expect(await queues(connector)).toEqual(['All: fabrikam.example 1']);
    expect(hub.told.filter((line) => line.includes('resubmitted'))).toEqual([]);
  });
});

it('of a connector that was changed is tried at once, whatever the queue had to wait for', async () => {
  const connector = toProvider(['a.example']);
  connect(connector);
  await hub.submit([to]);
  const queue = queueNameOf(nextHopTo('SmartHostConnectorDelivery', 'a.example', connector.Guid));
  const status = async () => (await site.queue(queue))?.retryCount;
  await eventually(async () => (await status()) === 1);
  connect({ ...connector, Port: 2525 });
  await eventually(async () => (await status()) === 2);
});

describe('whatever the queue is doing', () => {
  /** Of a connector whose queue no lane of this hub serves. */
  const agent = deliveryAgentConnector('Agent', ['*']);
  const agentQueue = queueNameOf(nextHopTo('DeliveryAgent', 'SMTP', agent.Guid));
  const connectAgent = (more: { readonly Enabled?: boolean } = {}): void =>
    hub.changeOrganization(changed(hub.organization, { DeliveryAgentConnectors: [{ ...agent, ...more }] }));

  it('in Retry its messages leave at once, those that wait for their own next attempt, too', async () => {
    connectAgent();
    await hub.submit([to]);
    await hub.submit([to]);
    const queue = agentQueue;
    const { lease } = await hub.database.claim(queue);
    if (lease === undefined) throw new Error('no job');
    await hub.database.transaction().giveBack(lease).commit();
    const again = (await hub.database.claim(queue)).lease ?? lease;
    const later = hub.database.transaction();
    later.delay(again, { delayMs: 3_600_000, claimNext: false });
    await later.commit();
    const retry = { retryCount: 0, waitMs: 3_600_000, lastError: '451 4.4.0 away' };
    await hub.database.schedule.enterRetry(queue, retry);
    connectAgent({ Enabled: false });
    await expectQueues(['Unreachable Domain 2']);
  });

  it('suspended it keeps them until it is resumed', async () => {
    const connector = sendConnector('Only', ['*']);
    connect(connector);
    await hub.submit([to]);
    const queue = dnsQueue(connector, 'fabrikam.example');
    await site.catalog.suspend(queue);
    connect();
    await hub.service.routes.now();
    expect(await queues(connector)).toEqual(['Only: fabrikam.example 1']);
    await site.catalog.resume(queue);
    await hub.service.routes.now();
    await expectQueues(['Unreachable Domain 1']);
  });

  it('what somebody works on leaves when that has ended', async () => {
    connectAgent();
    await hub.submit([to]);
    const { lease } = await hub.database.claim(agentQueue);
    if (lease === undefined) throw new Error('no job');
    hub.database.leases.hold(lease);
    connectAgent({ Enabled: false });
    await hub.service.routes.now();
    expect(await queues()).toEqual(['SMTP 1']);
    hub.database.leases.release(lease);
    await hub.database.transaction().giveBack(lease).commit();
    await expectQueues(['Unreachable Domain 1']);
  });
});

it('several hubs move each message once, and none is lost when one of them dies of it', async () => {
  const messages = 200;
  const connector = sendConnector('Only', ['*']);
  connect(connector);
  others = [await site.startHub(), await site.startHub()];
  connect(connector);
  await Promise.all(Array.from({ length: messages }, () => hub.submit([to])));
  await expectQueues([`Only: fabrikam.example ${messages}`], connector);
  const provider = toProvider(['a.example']);
  connect(provider);
  others[0]?.database.close();
  await expectQueues([`Provider: a.example ${messages}`], provider);
  const moved = [hub, ...others].flatMap(({ told }) =>
    told.flatMap((line) => Number(/resubmitted (\d+)$/.exec(line)?.[1] ?? 0)),
  );
  expect(moved.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(messages);
  const items = await site.redis.client().zcard(hub.database.keys.items);
  expect(items).toBe(messages);
  others = [];
}, 60_000);
