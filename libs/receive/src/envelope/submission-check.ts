import type { ReceiveConnector } from '@mailyard/directory';
import { replies, ReplyError, type Session } from '@mailyard/smtp';

import { holds, type Rights } from '../rights/rights.js';

/** What MAIL needs of everybody: TLS where the connector requires it, and the right to submit. */
export function checkSubmission(
  { RequireTLS }: Pick<ReceiveConnector, 'RequireTLS'>,
  rights: Rights,
  { tls }: Pick<Session, 'tls'>,
): void {
  if (RequireTLS && tls === undefined) throw new ReplyError(replies.tlsRequired);
  if (!holds(rights, 'ms-Exch-SMTP-Submit')) throw new ReplyError(replies.notAuthenticated);
}
