import { senderRight, type Organization, type ReceiveConnector } from '@mailyard/directory';
import type { HopLimits, MessageSource, PermittedSenders, ProxiedClient } from '@mailyard/message';
import type { ContentSink, Envelope, Once, ProxyFrom } from '@mailyard/smtp';

import { headerRightsOf } from '../rights/header-rights.js';
import { holds, type Rights } from '../rights/rights.js';
import { isServerAccount } from '../rights/session-principals.js';
import type { Submitter } from '../rights/submitter.js';
import { senderOctets } from '../checks/mail/sender-size.js';
import { withDefaultDomain } from '../checks/rcpt/default-domain.js';
import type { Sink, SinkSession } from '../session/connector-session.js';
import { endsOf } from '../session/session-ends.js';

/** What the Receive connector allows for one message. */
export interface ContentLimits {
  /** Infinity: the sender may bypass the limit (ms-Exch-Bypass-Message-Size-Limit). */
  readonly maxMessageBytes: number;
  readonly maxHeaderBytes: number;
  readonly hops: HopLimits;
  /** The addresses that From and Sender may name; undefined: any (ms-Exch-SMTP-Accept-Any-Sender). */
  readonly senders?: PermittedSenders;
}

/** Under what a message is accepted. */
export interface AcceptanceTerms extends ContentLimits {
  /** Absent: each time anew. */
  readonly once?: Once | undefined;
  /** GUID that the message gets; absent: a fresh one. */
  readonly guid?: string | undefined;
}

/** What owns the Submission queue. */
export interface Submission {
  /**
   * Called at DATA or the first BDAT. Throws a ReplyError to refuse the transaction.
   * The sink’s `end()` may answer 250 only once the message is durable.
   */
  accept(envelope: Envelope, source: MessageSource, terms: AcceptanceTerms): Promise<ContentSink>;
}

/** Hands each transaction over, with who it came from and what it may be. */
export function toSubmission(submission: Submission): Sink {
  return (session, envelope) =>
    submission.accept(withDefaultDomain(envelope, session.organization), sourceOf(session), {
      ...limitsOf(session, envelope),
      once: session.submitter.client?.once,
      guid: session.submitter.client?.messageGuid,
    });
}

function sourceOf(session: SinkSession): MessageSource {
  const { smtp, organization, submitter, services } = session;
  const { rights, authAs, login, client } = submitter;
  const { connector, server, peer } = endsOf(session);
  return {
    kind: 'SMTP',
    receivedAt: services.now().getTime(),
    sessionId: smtp.id,
    messageNumber: smtp.messages,
    connector,
    server,
    peer,
    ...(client === undefined ? {} : { client: proxiedClient(client, organization) }),
    authAs,
    ...(login === undefined ? {} : { login }),
    ...(isRelayed(login, organization) ? { serverAccount: true } : {}),
    ...(client?.authDomain === undefined ? {} : { authDomain: client.authDomain }),
    ...(client?.traceId === undefined ? {} : { traceId: client.traceId }),
    ...(holds(rights, 'ms-Exch-Bypass-Anti-Spam') ? { bypassAntiSpam: true } : {}),
    headerRights: headerRightsOf(rights),
  };
}

/**
 * Behind an Edge is its organization, and what comes from there is the organization's. Before the organization is whoever
 * sends to the Edge.
 */
function isRelayed(login: string | undefined, organization: Organization): boolean {
  if (login === undefined || organization.edge !== undefined) return false;
  return isServerAccount(organization.account(login));
}

function proxiedClient(
  { sid, connector, ip, port, domain, tls }: ProxyFrom,
  organization: Organization,
): ProxiedClient {
  const fqdn = organization.receiveConnector(connector)?.Fqdn;
  return {
    sessionId: sid,
    connectorGuid: connector,
    ...(fqdn === undefined ? {} : { connectorFqdn: fqdn }),
    ip,
    port,
    helo: domain,
    ...(tls === undefined ? {} : { tls }),
  };
}

/** Front End reads no content, so what its connector allows is enforced here, too. */
function limitsOf(session: SinkSession, { reversePath }: Envelope): ContentLimits {
  const { connector, organization, submitter } = session;
  const { rights, client } = submitter;
  const frontEnd = client && organization.receiveConnector(client.connector);
  const connectors = frontEnd === undefined ? [connector] : [connector, frontEnd];
  const limits = narrowest(connectors, rights, organization.hostNames);
  return {
    ...limits,
    // At the end of the content, and not by a notification to whoever is named in MAIL.
    maxMessageBytes: Math.min(limits.maxMessageBytes, senderOctets(session, reversePath)),
    ...senderLimit(submitter, organization),
  };
}

function narrowest(
  connectors: readonly ReceiveConnector[],
  rights: Rights,
  localHosts: readonly string[],
): ContentLimits {
  const least = (limit: (connector: ReceiveConnector) => number) => Math.min(...connectors.map(limit));
  const unlimited = holds(rights, 'ms-Exch-Bypass-Message-Size-Limit');
  return {
    maxMessageBytes: unlimited ? Infinity : least(({ MaxMessageSize }) => MaxMessageSize),
    maxHeaderBytes: least(({ MaxHeaderSize }) => MaxHeaderSize),
    hops: {
      maxHopCount: least(({ MaxHopCount }) => MaxHopCount),
      maxLocalHopCount: least(({ MaxLocalHopCount }) =>
        MaxLocalHopCount === 0 ? Infinity : MaxLocalHopCount,
      ),
      localHosts,
    },
  };
}

/** Only the hub sees the header: Front End streams past it. */
function senderLimit(
  { rights, login }: Submitter,
  organization: Organization,
): Pick<ContentLimits, 'senders'> {
  if (login === undefined || holds(rights, 'ms-Exch-SMTP-Accept-Any-Sender')) return {};
  return {
    senders: {
      own: organization.userOfLogin(login)?.EmailAddresses ?? [],
      granted: (address) => senderRight(address, login, organization),
    },
  };
}
