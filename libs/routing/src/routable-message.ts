import type { MessageHistory, MessageSource } from '@mailyard/message';
import type { EnvelopeRecipient, ReversePath } from '@mailyard/smtp';

import type { EarlierPasses } from './moderation/approval.js';

/** A message as it was submitted: what the categorizer asks of its envelope, of its header block, and of where it came from. */
export interface RoutableMessage {
  readonly reversePath: ReversePath;
  readonly recipients: readonly EnvelopeRecipient[];
  /** Octets of header and content, as limits see them. */
  readonly size: number;
  readonly source: Pick<MessageSource, 'kind' | 'authAs' | 'headerRights' | 'refusal'>;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** As the header block tells it. */
  readonly history?: MessageHistory | undefined;
  /** It had to wait in the middle of its way. */
  readonly passes?: EarlierPasses | undefined;
  /** An earlier pass has resolved its recipients: they have only to be found and routed. */
  readonly resolved?: boolean | undefined;
}
