import { createHash } from 'node:crypto';

import { DnsClient, type MailHost } from '@mailyard/dns';
import { DnsZone, type Zone } from '@mailyard/testing';

import type { HostPolicy } from '../host-policy.js';
import { issue } from '../spec-support/issued.js';
import { danePolicy } from './dane-policy.js';

const host: MailHost = {
  name: 'mx.example.com',
  source: 'example.com',
  addresses: ['192.0.2.1'],
  secure: true,
};
const records = (usage: number, certificate = Buffer.alloc(32)) => ({
  TLSA: [{ usage, selector: 0, matchingType: 1, certificate }],
});

async function policyOf(
  zone: Zone,
  changes: Partial<MailHost> = {},
): Promise<{ policy: HostPolicy; asked: string[] }> {
  await using server = await DnsZone.start(zone);
  const resolver = new DnsClient({ servers: [server.server], queryTimeoutMs: 1_000 });
  const policy = await danePolicy({ ...host, ...changes }, { resolver, port: 25, now: () => new Date() });
  return { policy, asked: server.asked };
}

const ofHost = '_25._tcp.mx.example.com';

it('a host that was not validated is not asked for (RFC 7672 §2.1.1)', async () => {
  const found = await policyOf({ [ofHost]: { ...records(3), secure: true } }, { secure: false });
  expect(found).toEqual({ policy: { kind: 'none' }, asked: [] });
});

it.each<[string, Zone]>([
  ['there are none', { '*': { secure: true } }],
  ['they were not validated', { [ofHost]: records(3) }],
])('says nothing when %s', async (_, zone) => {
  expect((await policyOf(zone)).policy).toEqual({ kind: 'none' });
});

it.each(['servfail', 'silent', 'refused', 'garbage'] as const)(
  'no mail to a host whose records cannot be told: %s (RFC 7672 §2.1.2)',
  async (fault) => {
    const { policy } = await policyOf({ [ofHost]: fault });
    expect(policy).toMatchObject({ kind: 'forbidden', policy: { standard: 'DANE', of: 'mx.example.com' } });
  },
);

it('TLS with the host that the records describe', async () => {
  const own = await issue('mx', { names: ['whatever.example'] });
  const digest = createHash('sha256').update(own.certificate.raw).digest();
  const { policy } = await policyOf({ [ofHost]: { ...records(3, digest), secure: true } });
  if (policy.kind !== 'enforce' || typeof policy.trust !== 'object' || !('objection' in policy.trust)) {
    throw new Error('a judge is expected');
  }
  expect(policy.policy).toEqual({ standard: 'DANE', of: 'mx.example.com' });
  expect(policy.trust.host).toBe('mx.example.com');
  expect(policy.trust.objection([own.certificate])).toBeUndefined();
  expect(policy.trust.objection([(await issue('mx')).certificate])).toBe('no TLSA record matches');
});

it.each([
  ['mx.example.com', undefined],
  ['example.com', undefined],
  ['mx.example.net', 'it is not for mx.example.com or example.com'],
])(
  'under a trust anchor the name of the host or of the recipients’ domain: %s (RFC 7672 §3.2.2)',
  async (name, objection) => {
    const authority = await issue('authority');
    const own = await issue('mx', { by: authority, names: [name] });
    const digest = createHash('sha256').update(authority.certificate.raw).digest();
    const { policy } = await policyOf({ [ofHost]: { ...records(2, digest), secure: true } });
    if (policy.kind !== 'enforce' || typeof policy.trust !== 'object' || !('objection' in policy.trust)) {
      throw new Error('a judge is expected');
    }
    expect(policy.trust.objection([own.certificate, authority.certificate])).toBe(objection);
  },
);

it('records that are of no use still demand TLS, with anybody (RFC 7672 §2.2)', async () => {
  const { policy } = await policyOf({ [ofHost]: { ...records(1), secure: true } });
  expect(policy).toMatchObject({ kind: 'enforce', trust: 'anybody' });
});

it('behind aliases the last name counts first, then the first one (RFC 7672 §2.2.2)', async () => {
  const behind = '_25._tcp.host.example.net';
  const both: Zone = { [behind]: { ...records(3), secure: true }, [ofHost]: { ...records(3), secure: true } };
  const first = await policyOf(both, { canonical: 'host.example.net' });
  expect(first.policy).toMatchObject({ kind: 'enforce', policy: { of: 'host.example.net' } });
  expect(first.asked).toEqual([`udp TLSA ${behind}`]);
  const second = await policyOf(
    { [ofHost]: { ...records(3), secure: true } },
    { canonical: 'host.example.net' },
  );
  expect(second.policy).toMatchObject({ kind: 'enforce', policy: { of: 'mx.example.com' } });
});
