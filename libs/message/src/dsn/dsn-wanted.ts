import type { Envelope, EnvelopeRecipient, Notify, ReversePath } from '@mailyard/smtp';

import type { DsnKind } from './dsn.js';

const keywordOf = {
  failed: 'FAILURE',
  delayed: 'DELAY',
  delivered: 'SUCCESS',
  relayed: 'SUCCESS',
  expanded: 'SUCCESS',
} as const satisfies Record<DsnKind, Notify>;

/** RFC 3461 §4.1 leaves DELAY to us when the client said nothing; Exchange reports it. */
const notifyDefault: readonly Notify[] = ['FAILURE', 'DELAY'];

/** Whether the sender wants to hear of this outcome; a null reverse-path never does (RFC 3461 §5.2.1). */
export function dsnWanted(
  recipient: Pick<EnvelopeRecipient, 'notify'>,
  kind: DsnKind,
  reversePath: ReversePath,
): boolean {
  if (reversePath === null) return false;
  const notify = recipient.notify ?? notifyDefault;
  return !notify.includes('NEVER') && notify.includes(keywordOf[kind]);
}

/**
 * Whether the content travels with the DSN. RFC 3461 §4.3: RET counts for failures only, other DSNs have headers.
 * Binary content stays behind, since the DSN would then need BINARYMIME all the way back (RFC 3030 §3).
 */
export function attachesContent(message: {
  readonly kind: DsnKind;
  readonly envelope: Pick<Envelope, 'ret' | 'body'>;
  readonly contentBytes: number;
  /** InternalDsnMaxMessageAttachSize or its External twin. */
  readonly maxAttachedBytes: number;
}): boolean {
  const { kind, envelope, contentBytes, maxAttachedBytes } = message;
  if (kind !== 'failed' || envelope.ret === 'HDRS' || envelope.body === 'BINARYMIME') return false;
  return contentBytes <= maxAttachedBytes && maxAttachedBytes > 0;
}
