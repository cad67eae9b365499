import { inboundConnectorsFor, type InboundConnector } from '@mailyard/directory';
import { addressRange, parseIpRange, rangeContains } from '@mailyard/schema';
import { domainKey, replies, type Envelope, type Reply } from '@mailyard/smtp';

import { holds } from '../../rights/rights.js';
import type { Check, CheckedSession } from '../check.js';

type Brought = Pick<CheckedSession, 'tls' | 'remote'>;

/**
 * What comes of one Inbound connector. `met`: all that it demands is there. `otherHost`: it is about other hosts, and demands
 * nothing. `address`, `certificate`, `tls`: it demands what the session has not, and the mail is refused.
 */
export type InboundOutcome = 'met' | 'otherHost' | 'address' | 'certificate' | 'tls';

/** An Inbound connector that is about a sender, and what comes of it in a session. */
export interface InboundVerdict {
  readonly partner: InboundConnector;
  readonly outcome: InboundOutcome;
}

const refusals: Readonly<Partial<Record<InboundOutcome, Reply>>> = {
  address: replies.partnerConnectorRestricts,
  certificate: replies.partnerConnectorRestricts,
  tls: replies.tlsRequired,
};

/** What Inbound connectors demand of whoever brings the mail of a domain: from where, within TLS, with which certificate. */
export const inboundConnector: Check<Pick<Envelope, 'reversePath'>> = (session, envelope) => {
  for (const { outcome } of inboundVerdicts(session, envelope)) {
    const refusal = refusals[outcome];
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

/** In the order in which they are asked; none where nothing is demanded of whoever brings the mail. */
export function* inboundVerdicts(
  session: CheckedSession,
  { reversePath }: Pick<Envelope, 'reversePath'>,
): Generator<InboundVerdict> {
  const { objects, indexed } = session.organization;
  if (objects.InboundConnectors.length === 0 || isOwn(session)) return;
  for (const partner of inboundConnectorsFor(reversePath?.domain, indexed)) {
    yield { partner, outcome: outcomeOf(partner, session) };
  }
}

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

function outcomeOf(partner: InboundConnector, session: Brought): InboundOutcome {
  // Without the restriction it is about these hosts alone.
  if (!isFrom(partner, session)) return partner.RestrictDomainsToIPAddresses ? 'address' : 'otherHost';
  if (partner.RestrictDomainsToCertificate && !showsCertificate(partner, session)) return 'certificate';
  return partner.RequireTls && session.tls === undefined ? 'tls' : 'met';
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
