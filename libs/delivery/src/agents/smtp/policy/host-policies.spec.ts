import { DnsClient, type MailHost } from '@mailyard/dns';
import { DnsZone, type Zone } from '@mailyard/testing';

import { HostPolicies, type HostPolicyQuestion } from './host-policies.js';
import type { StsPolicy } from './mta-sts/sts-policy.js';

const host: MailHost = {
  name: 'mx.example.com',
  source: 'example.com',
  addresses: ['192.0.2.1'],
  secure: true,
};
const enforce: StsPolicy = { mode: 'enforce', mx: ['mx.example.com'], maxAgeS: 86_400 };
const tlsa: Zone[string] = {
  TLSA: [{ usage: 3, selector: 1, matchingType: 1, certificate: Buffer.alloc(32) }],
  secure: true,
};

async function policyAt(
  { sts, dns = tlsa }: { sts?: StsPolicy; dns?: Zone[string] } = {},
  changes: Partial<HostPolicyQuestion> = {},
) {
  await using zone = await DnsZone.start({ '_25._tcp.mx.example.com': dns });
  const resolver = new DnsClient({ servers: [zone.server] });
  const asked: string[] = [];
  const stsPolicies = { of: (domain: string) => Promise.resolve((asked.push(domain), sts)) };
  const policies = new HostPolicies({ stsPolicies, now: () => new Date() });
  const question = { resolver, port: 25, mtaSts: true, dane: true, domain: 'example.com', ...changes };
  return { policy: await policies.of(host, question), asked };
}

it('DANE where it says anything, since MTA-STS must not weaken it (RFC 8461 §2)', async () => {
  expect((await policyAt({ sts: enforce })).policy).toMatchObject({
    kind: 'enforce',
    policy: { standard: 'DANE' },
  });
  expect((await policyAt({ sts: enforce, dns: 'servfail' })).policy).toMatchObject({
    kind: 'forbidden',
    policy: { standard: 'DANE' },
  });
});

it('else MTA-STS', async () => {
  const { policy } = await policyAt({ sts: enforce, dns: {} });
  expect(policy).toEqual({
    kind: 'enforce',
    policy: { standard: 'MTA-STS', of: 'example.com' },
    trust: { host: 'mx.example.com' },
  });
});

it('each only where the connector lets it', async () => {
  expect((await policyAt({ sts: enforce }, { dane: false })).policy).toMatchObject({
    policy: { standard: 'MTA-STS' },
  });
  const neither = await policyAt({ sts: enforce }, { dane: false, mtaSts: false });
  expect(neither).toEqual({ policy: { kind: 'none' }, asked: [] });
});

it.each([undefined, '[192.0.2.1]'])('MTA-STS is about domains: %s has none (RFC 8461 §2)', async (domain) => {
  expect(await policyAt({ sts: enforce, dns: {} }, { domain })).toEqual({
    policy: { kind: 'none' },
    asked: [],
  });
});

it('a domain is looked up in A-labels', async () => {
  expect((await policyAt({ dns: {} }, { domain: 'Bücher.example' })).asked).toEqual([
    'xn--bcher-kva.example',
  ]);
});

it.each<[StsPolicy, object]>([
  [{ ...enforce, mode: 'none' }, { kind: 'none' }],
  [
    { ...enforce, mode: 'testing' },
    { kind: 'testing', policy: { standard: 'MTA-STS', of: 'example.com' } },
  ],
  [
    { ...enforce, mode: 'testing', mx: ['other.example.com'] },
    { kind: 'testing', problem: 'mx.example.com is not one of its hosts' },
  ],
  [
    { ...enforce, mx: ['other.example.com'] },
    { kind: 'forbidden', problem: 'mx.example.com is not one of its hosts' },
  ],
])('%j', async (sts, expected) => {
  expect((await policyAt({ sts, dns: {} })).policy).toMatchObject(expected);
});
