import type { Mailbox } from '@mailyard/directory';
import { mailboxesIn, type HeaderBlock } from '@mailyard/message';
import { pathOf } from '@mailyard/schema';
import { addressKey, malformedField, replies, ReplyError, type Envelope, type Path } from '@mailyard/smtp';

/** What goes to the hub of a message in an Outbox. */
export interface OutgoingMessage {
  readonly envelope: Envelope;
  /** Without Bcc (RFC 5322 §3.6.3). */
  readonly header: HeaderBlock;
}

const destinations = ['To', 'Cc', 'Bcc'];
const maxAscii = 0x7f;

/**
 * The envelope of a message of which there is a header alone: from whoever sends it, to all whom it names. Whether its
 * owner may write so is the hub's to judge. Throws a ReplyError when no envelope can be read off.
 */
export function outgoingMessage(
  written: HeaderBlock,
  { PrimarySmtpAddress }: Pick<Mailbox, 'PrimarySmtpAddress'>,
): OutgoingMessage {
  const recipients = recipientsOf(written);
  if (recipients.length === 0) throw new ReplyError(replies.noDestination);
  const header = written.withoutNamed('Bcc');
  return {
    header,
    envelope: {
      reversePath: senderOf(written) ?? pathOf(PrimarySmtpAddress),
      recipients: recipients.map((path) => ({ path })),
      body: '8BITMIME',
      // RFC 6531 §3.4: an address of another kind shows in the header, too.
      smtpUtf8: header.fields.some(({ isPlain, raw }) => !isPlain && raw.some((octet) => octet > maxAscii)),
    },
  };
}

/** RFC 5322 §3.6.2: the Sender, else the author. */
function senderOf(header: HeaderBlock): Path | undefined {
  const [sender] = mailboxesOf(header, 'Sender');
  return sender ?? mailboxesOf(header, 'From')[0];
}

/** Each once, in the order in which they are named. */
function recipientsOf(header: HeaderBlock): readonly Path[] {
  const paths = destinations.flatMap((name) => mailboxesOf(header, name));
  return [...new Map(paths.toReversed().map((path) => [addressKey(path), path])).values()].toReversed();
}

function mailboxesOf(header: HeaderBlock, name: string): readonly Path[] {
  return header.find(name).flatMap((value) => {
    const paths = mailboxesIn(value);
    if (paths === undefined) throw new ReplyError(malformedField(name));
    return paths;
  });
}
