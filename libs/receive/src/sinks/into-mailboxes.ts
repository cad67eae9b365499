import { receivedFromPeer, type HeaderBlock, type HeaderField } from '@mailyard/message';
import { version } from '@mailyard/service';
import { deliveredReply, formatPath, replies, ReplyError, type Reply } from '@mailyard/smtp';
import type { MessageTracking } from '@mailyard/tracking';

import { mailboxOf } from '../checks/rcpt/mailbox.js';
import type { Sink, SinkSession } from '../session/connector-session.js';
import { endsOf } from '../session/session-ends.js';
import { trackStored } from './delivered-events.js';

/** A message that Mailbox Delivery has taken over. */
export interface MessageForMailboxes {
  /** One for each recipient, in order; two addresses may lead to one mailbox. */
  readonly mailboxes: readonly { readonly database: string; readonly name: string }[];
  /** Without angle brackets; empty for the null reverse-path. */
  readonly reversePath: string;
  readonly received: HeaderField;
  readonly maxHeaderBytes: number;
}

/**
 * What became of one copy. All but `stored` and `duplicate`, which was stored before, is told to the hub, which tries again
 * later; `missing` is the database.
 */
export type MailboxOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'full' | 'missing' | 'unavailable'; readonly cause: unknown };

/** Takes the content of one message. Calls never overlap. */
export interface MailboxWriter {
  /** With angle brackets; known once the header block has come. */
  readonly messageId: string | undefined;
  /** As it came. */
  readonly header: HeaderBlock | undefined;
  /** Of header and content, as far as they have come. */
  readonly bytes: number;
  /** Throws a ReplyError when the header block is too large. */
  write(chunk: Buffer): Promise<void> | void;
  /** One outcome for each mailbox, in order; `stored` only once it would survive a power failure. */
  end(): Promise<readonly MailboxOutcome[]>;
  /** Nothing of the message may survive. */
  abort(): Promise<void>;
}

/** Where Mailbox Delivery puts mail. Implemented by the mailbox store. */
export interface Mailboxes {
  begin(message: MessageForMailboxes): MailboxWriter;
}

const faultReplies = {
  full: replies.insufficientStorage,
  missing: replies.mailboxDatabaseMissing,
  unavailable: replies.mailboxUnavailable,
} as const;

/** What Mailbox Delivery's sessions need. */
export interface MailboxTarget {
  readonly mailboxes: Mailboxes;
  readonly tracking: MessageTracking;
}

/** Stores each message, with a reply for each of its recipients (RFC 2033 §4.2). */
export function intoMailboxes({ mailboxes, tracking }: MailboxTarget): Sink {
  return (session, envelope) => {
    const writer = mailboxes.begin({
      mailboxes: envelope.recipients.map(({ path }) => {
        const mailbox = mailboxOf(path, session.organization);
        if (mailbox === undefined) throw new ReplyError(replies.noSuchMailbox);
        return { database: mailbox.Database, name: mailbox.Alias };
      }),
      reversePath: formatPath(envelope.reversePath),
      received: receivedHere(session),
      // The hub judged the header before its 250 and then added to it: a limit here would fail what was accepted.
      maxHeaderBytes: Infinity,
    });
    return {
      write: (chunk) => writer.write(chunk),
      end: async () => {
        const outcomes = await writer.end();
        const given = repliesTo(outcomes, writer.messageId, session);
        const { messageId, header, bytes } = writer;
        trackStored({ envelope, messageId, header, bytes, replies: given, outcomes }, session, tracking);
        return given;
      },
      abort: () => {
        writer.abort().catch((error: unknown) => session.fault(error));
      },
    };
  };
}

function receivedHere(session: SinkSession): HeaderField {
  const { peer, server } = endsOf(session);
  return receivedFromPeer({ peer, server, via: 'Mailbox Transport', version, at: session.services.now() });
}

function repliesTo(
  outcomes: readonly MailboxOutcome[],
  messageId: string | undefined,
  session: SinkSession,
): readonly Reply[] {
  const delivered = deliveredReply({ messageId: messageId ?? '<>', hostname: session.connector.Fqdn });
  return outcomes.map((outcome) => {
    if (outcome.kind === 'stored' || outcome.kind === 'duplicate') return delivered;
    session.fault(outcome.cause);
    return faultReplies[outcome.kind];
  });
}
