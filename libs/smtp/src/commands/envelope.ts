import type { Path, ReversePath } from '../address/path.js';

/** RFC 6152 and RFC 3030 §3. */
export type BodyType = '7BIT' | '8BITMIME' | 'BINARYMIME';

/** RFC 3461 §4.1. NEVER stands alone. */
export type Notify = 'NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY';

/** One RCPT command with its DSN parameters (RFC 3461 §4.1, §4.2). */
export interface EnvelopeRecipient {
  readonly path: Path;
  /** Undefined: the client said nothing, so the default of RFC 3461 §4.1 holds (FAILURE, perhaps DELAY). */
  readonly notify?: readonly Notify[];
  /** `addr-type;address`, xtext decoded. */
  readonly orcpt?: string;
  /** Originator-requested alternate recipient: gets the message when this one cannot. */
  readonly orar?: Path;
}

/** What MAIL and RCPT said (RFC 5321 §2.3.1). Plain data: it can be stored as JSON. */
export interface Envelope {
  readonly reversePath: ReversePath;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly body: BodyType;
  readonly smtpUtf8: boolean;
  /** SIZE= of MAIL in octets (RFC 1870). */
  readonly declaredBytes?: number;
  /** REQUIRETLS of MAIL (RFC 8689 §2): better not delivered than over a hop that does not promise the same. */
  readonly requireTls?: true;
  /** RFC 3461 §4.3. */
  readonly ret?: 'FULL' | 'HDRS';
  /** RFC 3461 §4.4, xtext decoded. */
  readonly envid?: string;
}
