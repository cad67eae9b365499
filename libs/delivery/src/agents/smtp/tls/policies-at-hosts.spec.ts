import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { createSecureContext } from 'node:tls';

import { sendConnectorSchema, type SendConnector } from '@mailyard/directory';
import { DnsClient, mailHosts, type Resolver } from '@mailyard/dns';
import { HopError, OutboundConnection } from '@mailyard/smtp';
import { DnsZone, type Zone } from '@mailyard/testing';

import type { Destination } from '../destination.js';
import { HostPolicies } from '../policy/host-policies.js';
import { parseStsPolicy } from '../policy/mta-sts/sts-policy.js';
import { issue, type Issued } from '../policy/spec-support/issued.js';
import { startTlsPeer } from '../policy/spec-support/tls-peer.js';
import { againstPolicy, type TlsAtHost } from '../policy/under-policy.js';
import { tlsAtHost } from './tls-at-host.js';

const dayMs = 86_400_000;
const past = { notBefore: new Date(Date.now() - 9 * dayMs), notAfter: new Date(Date.now() - dayMs) };

let authority: Issued;
let good: Issued;
let expired: Issued;
let otherName: Issued;
let selfSigned: Issued;

beforeAll(async () => {
  authority = await issue('authority');
  good = await issue('mx', { by: authority, names: ['mx.example.com'] });
  expired = await issue('mx', { by: authority, names: ['mx.example.com'], ...past });
  otherName = await issue('mx', { by: authority, names: ['mx.example.net'] });
  selfSigned = await issue('mx', { names: ['mx.example.com'] });
});

interface Scene {
  /** What the host presents; none: it offers no TLS. */
  readonly presents?: readonly Issued[];
  readonly tlsa?: { readonly usage: 2 | 3; readonly of: Issued } | 'unusable' | 'servfail';
  /** Mode of the domain's policy, and its hosts. */
  readonly sts?: { readonly mode: string; readonly mx?: string };
  readonly connector?: Readonly<Record<string, unknown>>;
}

/** A connection to the host of example.com, by the connector's TLS and the domain's policies. */
async function reach(scene: Scene) {
  await using peer = await startTlsPeer({ presents: scene.presents ?? [] });
  await using dns = await DnsZone.start(zoneWith(scene.tlsa, peer.port));
  const resolver = new DnsClient({ servers: [dns.server] });
  const how = await session(scene, resolver, peer.port).catch((error: HopError) => error.message);
  return { how, names: peer.names, said: peer.said };
}

async function session(scene: Scene, resolver: Resolver, port: number): Promise<'TLS' | 'clear text'> {
  const { tls, demandedBy } = await tlsAt(scene, resolver, port);
  try {
    const connection = await OutboundConnection.connect({
      remote: { address: '127.0.0.1', port },
      dial: () => Promise.resolve(connect({ host: '127.0.0.1', port })),
      helo: 'mbx01.contoso.com',
      forceHelo: scene.connector?.['ForceHELO'] === true,
      tls,
    });
    connection.close();
    return connection.tls === undefined ? 'clear text' : 'TLS';
  } catch (error) {
    if (!(error instanceof HopError) || demandedBy === undefined) throw error;
    throw againstPolicy(demandedBy, error.message);
  }
}

async function tlsAt({ sts, connector }: Scene, resolver: Resolver, port: number): Promise<TlsAtHost> {
  const { value: host } = await mailHosts('example.com', { resolver, isOurselves: () => false }).next();
  if (host === undefined || !('addresses' in host)) throw new Error('a host is expected');
  const text = `version: STSv1\nmode: ${sts?.mode}\nmx: ${sts?.mx ?? 'mx.example.com'}\nmax_age: 1\n`;
  const stsPolicies = { of: () => Promise.resolve(sts && parseStsPolicy(text)) };
  const destination: Destination = {
    connector: connectorWith({ ...connector, Port: port }),
    name: 'example.com',
    by: 'dns',
    domain: 'example.com',
  };
  return tlsAtHost(host, destination, {
    policies: new HostPolicies({ stsPolicies, now: () => new Date() }),
    resolver: () => resolver,
    ours: () => ({
      certificates: {
        publicClient: () => createSecureContext(),
        internalClient: createSecureContext(),
        subscribedClient: () => createSecureContext(),
      },
      fqdn: 'mbx01.contoso.com',
      secureDomains: [],
    }),
    publicAuthorities: () => createSecureContext({ ca: authority.certificate.toString() }),
    onTested: () => undefined,
  });
}

function zoneWith(tlsa: Scene['tlsa'], port: number): Zone {
  const host: Zone = {
    'example.com': { MX: [[10, 'mx.example.com']], secure: true },
    'mx.example.com': { A: ['127.0.0.1'], secure: true },
  };
  const name = `_${port}._tcp.mx.example.com`;
  if (tlsa === undefined) return host;
  if (tlsa === 'servfail') return { ...host, [name]: 'servfail' };
  const [usage, of] = tlsa === 'unusable' ? [1, authority] : [tlsa.usage, tlsa.of];
  const certificate = createHash('sha256').update(of.certificate.raw).digest();
  return { ...host, [name]: { TLSA: [{ usage, selector: 0, matchingType: 1, certificate }], secure: true } };
}

function connectorWith(parameters: Readonly<Record<string, unknown>>): SendConnector {
  return sendConnectorSchema.parse({
    Guid: '7f0a3c3e-2b8e-4f57-9f3b-2b6f4bb9a0d1',
    Name: 'To Internet',
    AddressSpaces: ['*'],
    SourceTransportServers: ['MBX01'],
    ...parameters,
  }) as SendConnector;
}

const waitsForDane = /^451 4\.7\.323 .*DANE policy of mx\.example\.com: /;
const waitsForSts = /^451 4\.7\.5 .*MTA-STS policy of example\.com: /;

describe('DANE', () => {
  it.each<[string, () => Issued]>([
    ['signed by an authority', () => good],
    ['self-signed', () => selfSigned],
    ['expired', () => expired],
    ['for another name', () => otherName],
  ])('DANE-EE: the certificate of the record, %s', async (_, own) => {
    const { how, names } = await reach({ presents: [own()], tlsa: { usage: 3, of: own() } });
    expect({ how, names }).toEqual({ how: 'TLS', names: ['mx.example.com'] });
  });

  it('DANE-EE: no other one', async () => {
    const { how, said } = await reach({ presents: [good], tlsa: { usage: 3, of: selfSigned } });
    expect(how).toMatch(waitsForDane);
    expect(how).toContain('no TLSA record matches');
    expect(said).toEqual(['clear EHLO', 'clear STARTTLS']);
  });

  it('DANE-TA: with name and time', async () => {
    const tlsa = { usage: 2, of: authority } as const;
    expect((await reach({ presents: [good, authority], tlsa })).how).toBe('TLS');
    expect((await reach({ presents: [good], tlsa })).how).toMatch(waitsForDane);
    expect((await reach({ presents: [expired, authority], tlsa })).how).toMatch(/not valid now/);
    expect((await reach({ presents: [otherName, authority], tlsa })).how).toMatch(/not for mx\.example\.com/);
    expect((await reach({ presents: [selfSigned, authority], tlsa })).how).toMatch(waitsForDane);
  });

  it('records of no use: TLS with anybody, but TLS', async () => {
    expect((await reach({ presents: [selfSigned], tlsa: 'unusable' })).how).toBe('TLS');
    expect((await reach({ tlsa: 'unusable' })).how).toMatch(waitsForDane);
  });

  it('records that cannot be told: nothing is said to the host', async () => {
    const { how, said } = await reach({ presents: [good], tlsa: 'servfail' });
    expect(how).toMatch(waitsForDane);
    expect(said).toEqual([]);
  });
});

describe('MTA-STS', () => {
  const enforce = { mode: 'enforce' };

  it('enforce: a public authority, the name, the time', async () => {
    expect(await reach({ presents: [good], sts: enforce })).toMatchObject({
      how: 'TLS',
      names: ['mx.example.com'],
    });
    for (const presents of [[expired], [otherName], [selfSigned]]) {
      expect((await reach({ presents, sts: enforce })).how).toMatch(waitsForSts);
    }
  });

  it('enforce: a host that the policy does not name is told nothing', async () => {
    const { how, said } = await reach({ presents: [good], sts: { ...enforce, mx: 'mx.example.net' } });
    expect(how).toMatch(waitsForSts);
    expect(said).toEqual([]);
  });

  it.each(['testing', 'none'])('%s: as without a policy', async (mode) => {
    for (const presents of [[expired], [otherName], [selfSigned]]) {
      expect((await reach({ presents, sts: { mode } })).how).toBe('TLS');
    }
    expect((await reach({ sts: { mode } })).how).toBe('clear text');
  });
});

describe('clear text where TLS was stripped, or is switched off', () => {
  const policies: [string, Scene, RegExp][] = [
    ['DANE', { tlsa: 'unusable' }, waitsForDane],
    ['MTA-STS', { sts: { mode: 'enforce' } }, waitsForSts],
  ];

  it.each(policies)('never passes under %s', async (_, scene, waits) => {
    const { how, said } = await reach(scene);
    expect(how).toMatch(waits);
    expect(said.filter((line) => !/EHLO|QUIT/.test(line))).toEqual([]);
    const ignoring = await reach({ ...scene, presents: [good], connector: { IgnoreSTARTTLS: true } });
    expect(ignoring.how).toMatch(waits);
    expect(ignoring.said).toEqual([]);
    expect((await reach({ ...scene, connector: { ForceHELO: true } })).how).toMatch(waits);
  });

  it('passes without a policy, and where the connector keeps to none', async () => {
    expect((await reach({})).how).toBe('clear text');
    for (const [, scene] of policies) {
      const connector = { MtaStsEnabled: false, DaneEnabled: false };
      expect((await reach({ ...scene, connector })).how).toBe('clear text');
    }
  });
});
