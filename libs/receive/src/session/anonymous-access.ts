import type { ExtendedRight, Organization, ReceiveConnector } from '@mailyard/directory';
import { replies, ReplyError, type Path, type Reply } from '@mailyard/smtp';

import { isOutboundProxy } from '../connector/outbound-proxy.js';
import { checkRecipient } from '../envelope/recipient-check.js';
import { checkSubmission } from '../envelope/submission-check.js';
import { effectiveRights } from '../rights/effective-rights.js';
import { rightNames } from '../rights/rights.js';
import { sessionPrincipals } from '../rights/session-principals.js';

/** A peer before TLS and AUTH. */
const newcomer = { tls: undefined };

export interface AnonymousAccess {
  readonly principals: readonly string[];
  readonly rights: readonly ExtendedRight[];
}

/** Whom a peer that has shown nothing but its address counts as, and what it may do. */
export function anonymousAccess(connector: ReceiveConnector): AnonymousAccess {
  const principals = sessionPrincipals(connector, newcomer);
  return { principals, rights: rightNames(effectiveRights(connector, principals)) };
}

/** The answer that such a peer gets: to MAIL when that is refused already, else to RCPT. */
export interface RcptAnswer {
  readonly command: 'MAIL' | 'RCPT';
  readonly reply: Reply;
}

export function anonymousRcpt(
  connector: ReceiveConnector,
  path: Path,
  organization: Organization,
): RcptAnswer {
  const rights = effectiveRights(connector, sessionPrincipals(connector, newcomer));
  const mail = refusalOf(() => {
    // LMTP is for hubs, which show a certificate.
    if (connector.TransportRole === 'MailboxTransportDelivery') {
      throw new ReplyError(replies.exchangeAuthRequired);
    }
    checkSubmission(connector, rights, newcomer);
    if (isOutboundProxy(connector)) throw new ReplyError(replies.outboundProxyOnly);
  });
  if (mail !== undefined) return { command: 'MAIL', reply: mail };
  const rcpt = refusalOf(() => {
    checkRecipient({ path }, { connector, rights, organization });
  });
  return { command: 'RCPT', reply: rcpt ?? replies.recipientOk };
}

function refusalOf(check: () => void): Reply | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof ReplyError) return error.reply;
    throw error;
  }
}
