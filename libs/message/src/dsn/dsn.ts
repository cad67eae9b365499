import type { Envelope, EnvelopeRecipient, Path, Reply } from '@mailyard/smtp';

import type { HeaderBlock } from '../header/header-block.js';
import type { TransferEncoding } from '../mime/natural-encoding.js';
import type { NoticePiece } from './report/notice.js';
import type { WaitCause } from './wait-cause.js';
import type { DsnLanguage } from './words/dsn-language.js';

/** RFC 3464 §2.3.3. */
export type DsnKind = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';

/** A recipient and what became of it. */
export interface DsnRecipient extends Pick<EnvelopeRecipient, 'path' | 'orcpt'> {
  readonly displayName?: string;
  /** The reply that decided, word for word when another host gave it. */
  readonly reply: Reply;
  /** Why it has not been delivered in time, when the reply says no more than that. */
  readonly waited?: WaitCause;
  /** The host that gave the reply; absent when it is our own. */
  readonly remote?: { readonly host: string; readonly ip?: string };
  /** What whoever has refused it says. */
  readonly comment?: string;
  /** An administrator's words in place of ours (New-SystemMessage). */
  readonly notice?: readonly NoticePiece[];
}

/** Content that is not in memory: the author of the DSN puts it in its place. */
export interface ContentElsewhere {
  readonly bytes: number;
  readonly encoding: TransferEncoding;
}

/** The message on which a DSN reports. */
export interface DsnOriginal {
  /** A message with a null reverse-path is never reported on, so its type has no place here. */
  readonly reversePath: Path;
  readonly envelope: Pick<Envelope, 'ret' | 'envid' | 'smtpUtf8' | 'body' | 'requireTls'>;
  readonly header: HeaderBlock;
  /** Given only when it is to travel with the DSN: see `attachesContent`. */
  readonly content?: readonly Buffer[] | ContentElsewhere;
  readonly arrivedAt: Date;
  /** The client that sent it; what it called itself is its own choice. */
  readonly receivedFrom?: { readonly helo: string; readonly ip: string };
}

/** Who reports, and how. */
export interface DsnReporter {
  readonly fqdn: string;
  /** InternalDsnReportingAuthority or its External twin: the name in Reporting-MTA; `fqdn` when absent. */
  readonly authority?: string;
  readonly defaultDomain: string;
  /** Internal senders read `Microsoft Outlook`, others the postmaster. */
  readonly audience: 'internal' | 'external';
  /** ExternalPostmasterAddress; `postmaster@` the default domain when absent. */
  readonly postmaster?: string;
  readonly language: DsnLanguage;
  /** With a twin of the text in HTML. */
  readonly html: boolean;
  /** Whether there is a part for administrators, and whether it may show the organization's inside. */
  readonly diagnostics: 'none' | 'without-trace' | 'whole';
}

export interface DsnRequest {
  readonly kind: DsnKind;
  readonly original: DsnOriginal;
  /** At least one; all recipients with this outcome share one DSN. */
  readonly recipients: readonly DsnRecipient[];
  readonly reporter: DsnReporter;
  /** Who gets the DSN, too (GenerateCopyOfDSNFor). */
  readonly copyTo?: Path;
  /** When a delayed recipient will fail (Will-Retry-Until). */
  readonly retryUntil?: Date;
  readonly now: Date;
  /** A fresh GUID: Message-ID, network message id and MIME boundaries come from it. */
  readonly guid: string;
}

/** A DSN ready for the Submission queue: `header` ends with the empty line, `content` follows. */
export interface ComposedDsn {
  readonly envelope: Envelope;
  readonly header: HeaderBlock;
  readonly content: readonly Buffer[];
  /** True: before the last piece of `content` belongs the original's content, which is elsewhere. */
  readonly isOpen: boolean;
  /** Of `content`, with what is elsewhere. */
  readonly contentBytes: number;
  /** With angle brackets. */
  readonly messageId: string;
  readonly networkMessageId: string;
}
