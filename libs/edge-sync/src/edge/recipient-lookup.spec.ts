import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  edgeSubscriptionSchema,
  noObjects,
  Organization,
  serverSchema,
  transportSettingsSchema,
} from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';
import { SecretKeys } from '@mailyard/service';
import { addressKey } from '@mailyard/smtp';
import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { digestOf } from '../bundle/bundle.js';
import { recipientDigest } from '../bundle/recipient-digest.js';
import { sealSecrets } from '../subscription/edge-secrets.js';
import { newSecret, recipientKey } from '../subscription/subscription-secret.js';
import { EdgeRecipientLookup } from './recipient-lookup.js';
import { EdgeRecipients } from './redis-edge-recipients.js';

const secret = newSecret();
const key = recipientKey(secret);
const [ago, ahead] = ['2026-06-01T12:00:00.000Z', '2026-06-22T12:00:00.000Z'];
const Guid = randomUUID();
let redis: TestRedis;
let client: Redis;
let recipients: EdgeRecipients;
let folder: TempDir;
let keys: SecretKeys;
let sealed: string;

beforeAll(async () => {
  folder = await tempDir();
  keys = new SecretKeys(folder.path);
  sealed = await sealSecrets({ inForce: secret }, Guid, keys);
  redis = await startRedis();
  client = redis.client();
  recipients = new EdgeRecipients(client);
});
afterAll(async () => {
  await redis.stop();
  await folder.remove();
});
beforeEach(() => client.flushall());

const base64 = (addresses: readonly string[]): string =>
  Buffer.concat(
    addresses
      .map((address) => recipientDigest(key, addressKey(pathOf(address))))
      .toSorted((a, b) => a.compare(b)),
  ).toString('base64');
const sectionOf = (...addresses: readonly string[]): string => JSON.stringify({ digests: base64(addresses) });
const people = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `user${index}@contoso.com`);
const commands = async (): Promise<number> =>
  Number(/total_commands_processed:(\d+)/.exec(await client.info('stats'))?.[1]);

/** An Edge for three domains, with that section of recipients in force. */
function edgeWith(section: string, plus = false): Organization {
  const domain = (DomainName: string, more: object = {}) =>
    acceptedDomainSchema.parse({ Guid: randomUUID(), Name: DomainName, DomainName, ...more });
  const Sections = { configuration: '', topology: '', recipients: digestOf(section) };
  return new Organization(1, {
    ...noObjects,
    Servers: [
      serverSchema.parse({ Guid: randomUUID(), Name: 'EDGE01', Fqdn: 'e.contoso.com', ServerRole: 'Edge' }),
    ],
    AcceptedDomains: [
      domain('contoso.com', { Default: true }),
      domain('relay.contoso.com', { DomainType: 'InternalRelay' }),
      domain('all.contoso.com', { AddressBookEnabled: false }),
    ],
    TransportSettings: [
      transportSettingsSchema.parse({ Guid: randomUUID(), AllowPlusAddressInRecipients: plus }),
    ],
    EdgeSubscriptions: [
      edgeSubscriptionSchema.parse({
        Guid,
        Name: 'EDGE01',
        Fqdn: 'e.contoso.com',
        Peer: 'Organization',
        SealedPassword: sealed,
        Addresses: [],
        Port: 25,
        SyncPort: 5636,
        InForce: { Serial: 1, IssuedAt: ago, ValidUntil: ahead, Sections },
      }),
    ],
  });
}

function lookup(organization: Organization) {
  const own = new EdgeRecipientLookup({ directory: { organization }, recipients, keys });
  return (address: string) => own.mayExist(pathOf(address), organization);
}

describe('whom an Edge takes mail for (edge flow F1, H40)', () => {
  const section = sectionOf('alice@contoso.com', 'x@relay.contoso.com');
  const made = () => recipients.make({ former: undefined, next: digestOf(section), recipients: section });

  it.each([
    ['alice@contoso.com', true],
    ['ALICE@Contoso.COM', true],
    ['ghost@contoso.com', false],
    ['alice+list@contoso.com', false],
  ])('%s: %s', async (address, exists) => {
    await made();
    expect(await lookup(edgeWith(section))(address)).toBe(exists);
  });

  it('RFC 5233: with a tag where the organization says so', async () => {
    await made();
    const asked = lookup(edgeWith(section, true));
    expect(await asked('alice+list@contoso.com')).toBe(true);
    expect(await asked('ghost+list@contoso.com')).toBe(false);
  });

  // RFC 5321 §4.5.1 demands postmaster.
  it.each(['postmaster@contoso.com', 'x@relay.contoso.com', 'x@all.contoso.com', 'x@elsewhere.example'])(
    'does not ask about %s',
    async (address) => {
      await made();
      expect(lookup(edgeWith(section))(address)).toBeUndefined();
    },
  );

  it('costs one command', async () => {
    await made();
    const asked = lookup(edgeWith(section));
    await asked('alice@contoso.com');
    const before = await commands();
    await asked('ghost@contoso.com');
    // INFO counts itself.
    expect((await commands()) - before).toBe(2);
  });

  it('lets everybody in when Redis has lost the set', async () => {
    expect(await lookup(edgeWith(section))('ghost@contoso.com')).toBe(true);
  });
});

describe('a set of recipients', () => {
  const [before, after] = [people(5_000), [...people(5_001).slice(2), 'new@contoso.com']];
  const [former, next] = [sectionOf(...before), sectionOf(...after)];
  const changes = JSON.stringify({
    added: base64(['user5000@contoso.com', 'new@contoso.com']),
    deleted: base64(['user0@contoso.com', 'user1@contoso.com']),
    count: 5_000,
  });
  const made = () => recipients.make({ former: undefined, next: digestOf(former), recipients: former });

  it('is counted as it comes', async () => {
    expect(await made()).toEqual({ added: 5_000, deleted: 0, updated: 0 });
    const again = { former: digestOf(former), next: digestOf(next), recipients: next };
    expect(await recipients.make(again)).toEqual({ added: 2, deleted: 2, updated: 0 });
    expect(await recipients.count(digestOf(next))).toBe(5_000);
  });

  it('is made of the former one by what has changed, which stays as it was', async () => {
    await made();
    const incoming = { former: digestOf(former), next: digestOf(next), changes };
    expect(await recipients.make(incoming)).toEqual({ added: 2, deleted: 2, updated: 0 });
    const has = (section: string, address: string) => recipients.has(digestOf(section), key, [address]);
    expect(await Promise.all([has(next, 'new@contoso.com'), has(next, 'user0@contoso.com')])).toEqual([
      true,
      false,
    ]);
    expect(await has(former, 'user0@contoso.com')).toBe(true);
    expect(await client.ttl(`{mailyard}:edge-sync:recipients:${digestOf(next)}`)).toBe(-1);
  });

  it.each<[string, (key: string) => Promise<unknown>]>([
    ['is gone', (name) => client.del(name)],
    ['has one more', (name) => client.sadd(name, 'x'.repeat(16))],
  ])('is not made of one that %s', async (_, damage) => {
    await made();
    await damage(`{mailyard}:edge-sync:recipients:${digestOf(former)}`);
    const incoming = { former: digestOf(former), next: digestOf(next), changes };
    expect(await recipients.make(incoming)).toBeUndefined();
    expect(await recipients.count(digestOf(next))).toBeUndefined();
    expect(await client.keys('*draft*')).toEqual([]);
  });
});
