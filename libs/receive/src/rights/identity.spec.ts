import { randomUUID, X509Certificate } from 'node:crypto';

import { issueAuthority, issueInternal } from '@mailyard/certificates';
import { edgeSubscriptionSchema, Organization, type EdgeSubscription } from '@mailyard/directory';
import type { TlsState } from '@mailyard/smtp';

import { connectorOf, contoso } from '../testing/contoso.js';
import { identityOf } from './identity.js';
import { holds } from './rights.js';

const now = new Date();
const authority = await issueAuthority(now);
const { certificate } = await issueInternal(authority, 'edge01.contoso.com', now);
const tls: TlsState = {
  command: 'X-ANONYMOUSTLS',
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  peerAuthorized: false,
  peerName: 'edge01.contoso.com',
  peerCertificate: new X509Certificate(certificate),
  peerHosts: ['edge01.contoso.com'],
};
const connector = connectorOf({
  AuthMechanism: ['Tls', 'ExchangeServer'],
  PermissionGroups: ['ExchangeServers'],
});

async function identityWith(Peer: EdgeSubscription['Peer']) {
  const { objects } = await contoso();
  const subscription = edgeSubscriptionSchema.parse({
    Guid: randomUUID(),
    Name: 'EDGE01',
    Fqdn: 'edge01.contoso.com',
    Peer,
    Authority: authority.certificate,
    Addresses: [],
    Port: 25,
    SyncPort: 5636,
    SealedPassword: '',
  });
  const organization = new Organization(2, { ...objects, EdgeSubscriptions: [subscription] });
  return identityOf({ tls, user: undefined }, { connector, organization, account: undefined });
}

// Who has taken over an Edge has its certificate, and must not have the organization with it.
it.each([
  ['Edge', 'ms-Exch-SMTP-Submit', true],
  ['Edge', 'ms-Exch-Accept-Headers-Organization', true],
  ['Edge', 'ms-Exch-SMTP-Accept-Any-Recipient', false],
  ['Edge', 'ms-Exch-SMTP-Accept-XProxyFrom', false],
  ['Organization', 'ms-Exch-SMTP-Accept-Any-Recipient', true],
] as const)('subscribed %s: %s is %s', async (peer, right, held) => {
  const { rights, authAs } = await identityWith(peer);
  expect(holds(rights, right)).toBe(held);
  expect(authAs).toBe(peer === 'Edge' ? 'Anonymous' : 'Internal');
});
