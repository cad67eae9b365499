import { applyHeaderFirewall, HeaderBlock, headerField, type HeaderField } from '@mailyard/message';
import type { LoadedCopy } from '@mailyard/queue';
import { mailCommand, rcptCommand } from '@mailyard/smtp';

/** What a Replay directory takes from a file for the envelope and the origin: a stranger may have written such fields, too. */
const injected =
  /^x-(?:sender|receiver|createdby|endofinjectedxheaders|extendedmessageprops|helodomain|source|sourceipaddress)$/i;

/** All that the envelope has said can be said in the file. */
const everything = new Map(
  ['SIZE', '8BITMIME', 'BINARYMIME', 'SMTPUTF8', 'REQUIRETLS', 'DSN', 'XORAR'].map((name) => [name, '']),
);

/**
 * The header of the .eml that a Replay directory would take: first the envelope, as X-Sender and X-Receiver with the
 * parameters of MAIL and RCPT, then the message's own, without what is the organization's.
 */
export function replayHeader({ item, copy }: LoadedCopy): Buffer {
  const { declaredBytes: _, ...envelope } = { ...item.envelope, recipients: copy.recipients };
  const sender = mailCommand(envelope, everything).slice('MAIL FROM:'.length);
  const receivers = copy.recipients.map((recipient) =>
    rcptCommand(recipient, everything).slice('RCPT TO:'.length),
  );
  const own = HeaderBlock.parse(item.header).without(({ name }) => injected.test(name));
  const lines: readonly HeaderField[] = [
    headerField('X-Sender', sender),
    ...receivers.map((receiver) => headerField('X-Receiver', receiver)),
  ];
  return applyHeaderFirewall(own, { routing: true, organization: false, forest: false })
    .prepend(...lines)
    .toBuffer();
}
