import { inboundConnectorsFor, type InboundConnector } from '@mailyard/directory';
import { addressRange, parseIpRange, rangeContains } from '@mailyard/schema';
import { domainKey, replies, type Envelope, type Reply } from '@mailyard/smtp';

import { holds } from '../../rights/rights.js';
import type { Check, CheckedSession } from '../check.js';

type Brought = Pick<CheckedSession, 'tls' | 'remote'>;

/** What Inbound connectors demand of whoever brings the mail of a domain: from where, within TLS, with which certificate. */
export const inboundConnector: Check<Pick<Envelope, 'reversePath'>> = (session, { reversePath }) => {
  const { objects, indexed } = session.organization;
  if (objects.InboundConnectors.length === 0 || isOwn(session)) return undefined;
  for (const partner of inboundConnectorsFor(reversePath?.domain, indexed)) {
    const refusal = refusalOf(partner, session);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

/**
 * Users, servers of the organization, and hosts that are externally secured are no partners. What an Edge brings has come
 * from partners to the Edge: whoever may say what it has seen of a sender has seen where they were, too.
 */
function isOwn({ identity, connector }: CheckedSession): boolean {
  return (
    identity.authAs === 'Internal' ||
    holds(identity.rights, 'ms-Exch-Accept-Headers-Organization') ||
    connector.AuthMechanism.includes('ExternalAuthoritative')
  );
}

function refusalOf(partner: InboundConnector, session: Brought): Reply | undefined {
  const isKnown = isFrom(partner, session);
  // Without the restriction it is about these hosts alone.
  if (!isKnown) {
    return partner.RestrictDomainsToIPAddresses ? replies.partnerConnectorRestricts : undefined;
  }
  if (partner.RestrictDomainsToCertificate && !showsCertificate(partner, session)) {
    return replies.partnerConnectorRestricts;
  }
  return partner.RequireTls && session.tls === undefined ? replies.tlsRequired : undefined;
}

function isFrom({ SenderIPAddresses: ranges }: InboundConnector, { remote }: Brought): boolean {
  if (ranges.length === 0) return true;
  const source = addressRange(remote.address);
  return ranges.some((text) => {
    const range = parseIpRange(text);
    return source !== undefined && range !== undefined && rangeContains(range, source);
  });
}

/** Of a certification authority that is trusted, with the name or, for `*.domain`, with a host below the domain. */
function showsCertificate(
  { TlsSenderCertificateName: wanted = '' }: InboundConnector,
  { tls }: Brought,
): boolean {
  if (tls?.command !== 'STARTTLS' || !tls.peerAuthorized) return false;
  const name = domainKey(wanted);
  return tls.peerHosts.some(
    (host) => host === name || (name.startsWith('*.') && host.endsWith(name.slice(1))),
  );
}
