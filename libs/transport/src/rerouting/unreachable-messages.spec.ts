import { randomUUID } from 'node:crypto';

import { mailboxSchema } from '@mailyard/directory';
import { cpuMs, eventually } from '@mailyard/testing';

import { changed, relayDomain, sendConnector } from '../spec-support/connected.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

let site: TestSite;
let hub: TestHub;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
beforeEach(async () => (hub = await site.startHub()));
afterEach(() => site.renew());

const to = (...addresses: readonly string[]) => addresses.map((address) => recipient(address));

/** How many messages are in each queue that has any. */
async function counts(): Promise<Readonly<Record<string, number>>> {
  const queues = (await site.catalog.list()).filter(({ messageCount }) => messageCount > 0);
  return Object.fromEntries(queues.map(({ nextHopDomain, messageCount }) => [nextHopDomain, messageCount]));
}

async function waitInUnreachable(messages: number): Promise<void> {
  await eventually(async () => (await site.queue('Unreachable'))?.messageCount === messages);
  await eventually(async () => (await site.queue('Submission'))?.messageCount === 0);
}

const mailbox = (name: string, ...EmailAddresses: readonly string[]) =>
  mailboxSchema.parse({
    Guid: randomUUID(),
    Name: name,
    PrimarySmtpAddress: `${name}@contoso.com`,
    EmailAddresses,
  });

/** Reads of hashes that Redis carries out while the hub judges what waits by this organization. */
async function commandsOf(organization: TestHub['organization']): Promise<number> {
  const redis = site.redis.client();
  const count = async () =>
    Number(/cmdstat_hmget:calls=(\d+)/.exec(await redis.info('commandstats'))?.[1] ?? 0);
  const before = await count();
  hub.changeOrganization(organization);
  await hub.service.routes.now();
  return (await count()) - before;
}

describe('a message without a route', () => {
  it('goes as soon as there is a connector for its domain, and no other is looked at', async () => {
    await hub.submit(to('a@one.example'));
    await hub.submit(to('a@two.example', 'b@two.example'));
    await hub.submit(to('a@three.example'));
    await waitInUnreachable(3);
    hub.changeOrganization(
      changed(hub.organization, { SendConnectors: [sendConnector('Two', ['*.two.example'])] }),
    );
    await eventually(async () => (await counts())['two.example'] === 1);
    expect(await counts()).toEqual({ 'Unreachable Domain': 2, 'two.example': 1 });
    expect(hub.told).toContain('Unreachable resubmitted 1');
  });

  it('of several domains leaves with those that have one, and waits for the rest', async () => {
    await hub.submit(to('a@one.example', 'a@two.example', 'a@three.example'));
    await waitInUnreachable(1);
    const one = sendConnector('One', ['one.example']);
    hub.changeOrganization(changed(hub.organization, { SendConnectors: [one] }));
    await eventually(async () => (await counts())['one.example'] === 1);
    await waitInUnreachable(1);
    const all = sendConnector('All', ['*']);
    hub.changeOrganization(changed(hub.organization, { SendConnectors: [one, all] }));
    await eventually(async () => (await counts())['three.example'] === 1);
    expect(await counts()).toEqual({ 'one.example': 1, 'two.example': 1, 'three.example': 1 });
  });

  it('fails when its domain turns out to be ours', async () => {
    await hub.submit(to('a@one.example'), { from: recipient('carol@contoso.com').path });
    await waitInUnreachable(1);
    const domain = { ...relayDomain('one.example'), DomainType: 'Authoritative' as const };
    const { AcceptedDomains } = hub.organization.objects;
    hub.changeOrganization(changed(hub.organization, { AcceptedDomains: [...AcceptedDomains, domain] }));
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['carol@contoso.com']);
  });

  it.each([
    ['gets it', 'x@relay.example', 'carol@contoso.com'],
    ['as postmaster', 'postmaster@relay.example', 'postmaster@contoso.com'],
  ])('in a relay domain: who becomes a recipient of ours %s', async (_, address, delivered) => {
    await hub.submit(to(address, 'y@relay.example'));
    await waitInUnreachable(1);
    const { AcceptedDomains, Mailboxes } = hub.organization.objects;
    const domains = { AcceptedDomains: [...AcceptedDomains, relayDomain('relay.example')] };
    hub.changeOrganization(changed(hub.organization, domains));
    await hub.service.routes.now();
    const others = Mailboxes.filter(({ Name }) => Name !== 'carol');
    const carol = mailbox('carol', 'x@relay.example');
    hub.changeOrganization(changed(hub.organization, { Mailboxes: [...others, carol] }));
    await eventually(() => site.sink.delivered.includes(delivered));
    await waitInUnreachable(1);
  });

  it('stays as long as the queue is suspended', async () => {
    await hub.submit(to('a@one.example'));
    await waitInUnreachable(1);
    await site.catalog.suspend('Unreachable');
    const connectors = { SendConnectors: [sendConnector('All', ['*'])] };
    hub.changeOrganization(changed(hub.organization, connectors));
    await hub.service.routes.now();
    expect(await counts()).toEqual({ 'Unreachable Domain': 1 });
    await site.catalog.resume('Unreachable');
    await hub.service.routes.now();
    await eventually(async () => (await counts())['one.example'] === 1);
  });

  it('is found by hubs that start later, also one that an earlier version left', async () => {
    await hub.submit(to('a@one.example'));
    await waitInUnreachable(1);
    const redis = site.redis.client();
    const { domainsWithoutRoute, keys } = hub.database;
    await redis.del(keys.domainsWithoutRoute, keys.waitingForRoute('one.example'));
    const later = await site.startHub();
    await eventually(async () => (await domainsWithoutRoute.all()).length === 1);
    later.changeOrganization(changed(later.organization, { SendConnectors: [sendConnector('All', ['*'])] }));
    await eventually(async () => (await counts())['one.example'] === 1);
  });
});

describe('what does not concern those who wait', () => {
  const waiting = 1_000;

  // Lists of recipients are read by HMGET; lanes that look for work do so, too.
  it('costs no look at any of them, whatever their number', async () => {
    for (let from = 0; from < waiting; from += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => hub.submit(to(`a@d${(from + index) % 100}.example`))),
      );
    }
    await waitInUnreachable(waiting);
    const { Mailboxes } = hub.organization.objects;
    const unrelated = changed(hub.organization, { Mailboxes: [...Mailboxes, mailbox('dave')] });
    expect(await commandsOf(unrelated)).toBeLessThan(waiting / 10);
    const elsewhere = { SendConnectors: [sendConnector('Elsewhere', ['elsewhere.example'])] };
    expect(await commandsOf(changed(hub.organization, elsewhere))).toBeLessThan(waiting / 10);
    expect(await cpuMs(() => hub.service.routes.now())).toBeLessThan(100);
    const one = { SendConnectors: [sendConnector('One', ['d7.example'])] };
    expect(await commandsOf(changed(hub.organization, one))).toBeLessThan(waiting / 4);
    await eventually(async () => (await counts())['d7.example'] === waiting / 100);
  }, 60_000);

  it('entries of messages that are gone go with the sweep', async () => {
    await hub.submit(to('a@one.example'));
    await hub.submit(to('a@two.example'), { ageMs: 1_000_000_000, from: null });
    await waitInUnreachable(2);
    await hub.service.ages.sweep();
    await waitInUnreachable(1);
    await hub.service.routes.unreachable.prune();
    expect(await hub.database.domainsWithoutRoute.all()).toEqual(['one.example']);
  });
});
