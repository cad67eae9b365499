import type { Recipient, TransportRule } from '@mailyard/directory';
import type { HeaderBlock } from '@mailyard/message';
import type { EnvelopeRecipient, Path, Reply } from '@mailyard/smtp';

/** Somebody who gets the message by a rule's order. */
export interface AddedRecipient {
  readonly path: Path;
  readonly as: 'To' | 'Cc' | 'Bcc' | 'Redirect';
}

/** A text for the message's own text, its placeholders filled in. */
export interface Disclaimer {
  readonly html: string;
  readonly location: 'Append' | 'Prepend';
  /** What to do with a message that cannot be changed. */
  readonly fallback: 'Wrap' | 'Ignore' | 'Reject';
}

/** A message that a rule has written: to recipients, or to whoever gets incident reports. */
export type RuleNotice =
  | { readonly kind: 'notification'; readonly to: readonly Path[]; readonly html: string }
  | {
      readonly kind: 'incident report';
      readonly to: Path;
      readonly rule: TransportRule;
      readonly recipients: readonly Path[];
    };

/** A rule that was for a message. `acted`: false in a test mode. */
export interface AppliedRule {
  readonly rule: TransportRule;
  readonly acted: boolean;
}

/** What is to become of a message for some of its recipients. */
export interface RuleCopy<R extends EnvelopeRecipient = EnvelopeRecipient> {
  readonly recipients: readonly R[];
  readonly added: readonly AddedRecipient[];
  readonly header: HeaderBlock;
  readonly disclaimers: readonly Disclaimer[];
  /** `redirect`: those who were added get it in place of its recipients; `moderate`: it waits, as it came, for moderators. */
  readonly fate:
    | { readonly of: 'pass' }
    | { readonly of: 'moderate'; readonly rule: TransportRule; readonly moderators: readonly Recipient[] }
    | { readonly of: 'redirect' }
    | { readonly of: 'reject'; readonly reply: Reply }
    | { readonly of: 'delete' };
  readonly notices: readonly RuleNotice[];
  readonly applied: readonly AppliedRule[];
}
