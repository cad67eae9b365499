import type { HeaderField } from '@mailyard/message';

/** A message that Mailbox Delivery has taken over. */
export interface MessageForMailboxes {
  /** One for each recipient, in order; two addresses may lead to one mailbox. */
  readonly mailboxes: readonly { readonly database: string; readonly name: string }[];
  /** Without angle brackets; empty for the null reverse-path. */
  readonly reversePath: string;
  readonly received: HeaderField;
  readonly maxHeaderBytes: number;
}

/** What became of one copy. All but `stored` is told to the hub, which tries again later; `missing` is the database. */
export type MailboxOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'full' | 'missing' | 'unavailable'; readonly cause: unknown };

/** Takes the content of one message. Calls never overlap. */
export interface StoredMessage {
  /** With angle brackets; known once the header block has come. */
  readonly messageId: string | undefined;
  /** Throws a ReplyError when the header block is too large. */
  write(chunk: Buffer): Promise<void>;
  /** One outcome for each mailbox, in order; `stored` only once it would survive a power failure. */
  end(): Promise<readonly MailboxOutcome[]>;
  /** Nothing of the message may survive. */
  abort(): Promise<void>;
}

/** Where Mailbox Delivery puts mail. Implemented by the mailbox store. */
export interface MailboxStorage {
  begin(message: MessageForMailboxes): StoredMessage;
}
