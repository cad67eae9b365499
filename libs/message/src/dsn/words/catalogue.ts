import type { DsnKind } from '../dsn.js';
import type { RefusalReason, WaitCause } from '../wait-cause.js';
import type { FailureCause } from './failure-cause.js';

/** What a person should know of a failure, in one or two sentences each. */
export interface Explanation {
  readonly why: string;
  readonly advice: string;
}

/** What is said of a message that had to wait. */
export interface WaitWords {
  /** When it was too late. */
  readonly expired: string;
  /** The same as long as there is hope. */
  readonly delayed: string;
}

export interface Duration {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** All that a report says in one language. Replies, addresses and headers in it stay as they are. */
export interface Catalogue {
  /** Content-Language, RFC 5646. */
  readonly tag: string;
  /** Each ends with a space. */
  readonly subjectPrefixes: Readonly<Record<DsnKind, string>>;
  readonly openings: Readonly<Record<DsnKind, string>>;
  readonly causes: Readonly<Record<FailureCause, Explanation>>;
  /** An administrator has removed the message from its queue. */
  readonly removed: Explanation;
  /** Moderators have not approved it. */
  readonly moderation: Readonly<Record<'rejected' | 'expired' | 'unreached', Explanation>>;
  readonly waits: Readonly<Record<WaitCause['kind'], WaitWords>>;
  /** Why the next hop said `not yet`. */
  readonly refusals: Readonly<Record<RefusalReason, string>>;
  readonly subject: (subject: string) => string;
  /** Before what another host said, in a line of its own. */
  readonly gaveError: (host: string) => string;
  readonly delay: {
    readonly notYet: string;
    readonly goesOn: string;
    /** Attempts go on for that long. */
    readonly trying: (rest: string) => string;
    /** The message waits for that long. */
    readonly kept: (rest: string) => string;
    readonly toldLater: string;
    /** In the place of a duration. */
    readonly underAMinute: string;
    readonly duration: (rest: Duration) => string;
  };
  readonly diagnostics: {
    readonly heading: string;
    readonly generatingServer: (fqdn: string) => string;
    readonly returned: (reply: string) => string;
    readonly remoteReturned: (reply: string) => string;
    readonly originalHeader: string;
  };
}
