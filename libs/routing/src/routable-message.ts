import type { MessageSource } from '@mailyard/message';
import type { EnvelopeRecipient, ReversePath } from '@mailyard/smtp';

/** A message as it was submitted: what the categorizer asks of its envelope, of its header block, and of where it came from. */
export interface RoutableMessage {
  readonly reversePath: ReversePath;
  readonly recipients: readonly EnvelopeRecipient[];
  /** Octets of header and content, as limits see them. */
  readonly size: number;
  readonly source: Pick<MessageSource, 'kind' | 'authAs' | 'headerRights'>;
  /** An earlier pass has resolved its recipients: they have only to be routed. */
  readonly resolved?: true;
}
