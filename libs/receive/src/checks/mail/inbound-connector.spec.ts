import { randomUUID } from 'node:crypto';

import { inboundConnectorSchema, Organization } from '@mailyard/directory';
import type { ReversePath } from '@mailyard/smtp';

import { rightsOf } from '../../rights/rights.js';
import { connectorOf, contoso } from '../../testing/contoso.js';
import { checkedSession, type CheckedSessionOptions } from '../../testing/checked-session.js';
import { inboundConnector } from './inbound-connector.js';

type Said = Omit<CheckedSessionOptions, 'organization'>;
type Parameters = Readonly<Record<string, unknown>>;

const path = (domain: string): ReversePath => (domain === '' ? null : { localPart: 'x', domain });
const tls = (...peerHosts: string[]) =>
  ({ command: 'STARTTLS', peerAuthorized: true, peerHosts }) as unknown as CheckedSessionOptions['tls'];

async function verdict(connector: Parameters, domain: string, said: Said): Promise<string> {
  const { objects } = await contoso();
  const partner = inboundConnectorSchema.parse({ Guid: randomUUID(), Name: 'partner', ...connector });
  const organization = new Organization(1, { ...objects, InboundConnectors: [partner] });
  const reversePath = path(domain);
  return inboundConnector(checkedSession({ organization, ...said }), { reversePath })?.status ?? 'accepted';
}

const fabrikam = { SenderDomains: 'fabrikam.com' };
const everything = { SenderDomains: 'smtp:*;1' };
const hosts = { SenderIPAddresses: '203.0.113.0/28' };
const byAddress = { ...hosts, RestrictDomainsToIPAddresses: true };
const certificate = { TlsSenderCertificateName: '*.fabrikam.com', RestrictDomainsToCertificate: true };
const inside = { from: '203.0.113.7', tls: tls() };
const outside = { from: '203.0.113.16', tls: tls() };

describe('Exchange Online: what an Inbound connector demands', () => {
  it.each<[string, Parameters, string, Said, string]>([
    ['from its hosts', { ...fabrikam, ...byAddress }, 'fabrikam.com', inside, 'accepted'],
    ['from another host', { ...fabrikam, ...byAddress }, 'FABRIKAM.com', outside, '5.7.51'],
    ['a domain below', { ...fabrikam, ...byAddress }, 'mail.fabrikam.com', outside, 'accepted'],
    [
      '*. and a domain',
      { SenderDomains: '*.fabrikam.com', ...byAddress },
      'a.fabrikam.com',
      outside,
      '5.7.51',
    ],
    ['all mail', { ...everything, ...byAddress }, 'example.com', outside, '5.7.51'],
    ['all mail, the null reverse-path', { ...everything, ...byAddress }, '', outside, '5.7.51'],
    ['of a domain, the null reverse-path', { ...fabrikam, ...byAddress }, '', outside, 'accepted'],
    ['disabled', { ...fabrikam, ...byAddress, Enabled: false }, 'fabrikam.com', outside, 'accepted'],
    [
      'its hosts, in clear text',
      { ...fabrikam, ...byAddress },
      'fabrikam.com',
      { from: '203.0.113.7' },
      '5.7.3',
    ],
    ['anybody, in clear text', fabrikam, 'fabrikam.com', {}, '5.7.3'],
    ['RequireTls $false', { ...fabrikam, RequireTls: false }, 'fabrikam.com', {}, 'accepted'],
    ['others than its hosts', { ...everything, ...hosts }, 'example.com', {}, 'accepted'],
    ['its hosts', { ...everything, ...hosts }, 'example.com', { from: '203.0.113.7' }, '5.7.3'],
    ['no TLS at all', { ...fabrikam, ...certificate }, 'fabrikam.com', {}, '5.7.51'],
    ['no certificate', { ...fabrikam, ...certificate }, 'fabrikam.com', { tls: tls() }, '5.7.51'],
    [
      'its certificate',
      { ...fabrikam, ...certificate },
      'fabrikam.com',
      { tls: tls('mx.fabrikam.com') },
      'accepted',
    ],
    [
      'another one',
      { ...fabrikam, ...certificate },
      'fabrikam.com',
      { tls: tls('evilfabrikam.com') },
      '5.7.51',
    ],
  ])('%s: %o, mail of <%s>', async (_, connector, domain, said, expected) => {
    expect(await verdict(connector, domain, said)).toBe(expected);
  });

  it('nothing of users, servers of the organization, an Edge and hosts that are externally secured', async () => {
    const connector = { ...everything, ...byAddress };
    const own = { ...outside, identity: { authAs: 'Internal' as const } };
    expect(await verdict(connector, 'fabrikam.com', own)).toBe('accepted');
    const edge = { ...outside, identity: { rights: rightsOf('ms-Exch-Accept-Headers-Organization') } };
    expect(await verdict(connector, 'fabrikam.com', edge)).toBe('accepted');
    const secured = connectorOf({
      AuthMechanism: ['ExternalAuthoritative'],
      PermissionGroups: ['ExchangeServers'],
    });
    expect(await verdict(connector, 'fabrikam.com', { ...outside, connector: secured })).toBe('accepted');
  });
});
