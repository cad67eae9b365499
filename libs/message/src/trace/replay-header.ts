import { mailCommand, rcptCommand, type Envelope } from '@mailyard/smtp';

import { HeaderBlock, type HeaderField } from '../header/header-block.js';
import { headerField } from '../header/header-field.js';
import { applyHeaderFirewall } from './header-firewall.js';

/** What a Replay directory takes from the top of a file, in lower case and without `x-`. */
const names = [
  'sender',
  'receiver',
  'createdby',
  'endofinjectedxheaders',
  'extendedmessageprops',
  'helodomain',
  'source',
  'sourceipaddress',
] as const;

export type ReplayName = (typeof names)[number];

/** Which of them a field is, if it is one. */
export function replayName({ name }: Pick<HeaderField, 'name'>): ReplayName | undefined {
  const key = name.toLowerCase();
  return names.find((known) => key === `x-${known}`);
}

/** All that the envelope has said can be said in the file, but the size that was declared. */
const everything = new Map(
  ['8BITMIME', 'BINARYMIME', 'SMTPUTF8', 'REQUIRETLS', 'DSN', 'XORAR'].map((name) => [name, '']),
);

/**
 * The header of an .eml that a Replay directory takes: first the envelope, as X-Sender and X-Receiver with the parameters of
 * MAIL and RCPT, and `more` of that sort; then the message's own, without what is the organization's, and without fields
 * that a stranger has named so.
 */
export function replayHeader(envelope: Envelope, header: Buffer, more: readonly HeaderField[] = []): Buffer {
  const sender = mailCommand(envelope, everything).slice('MAIL FROM:'.length);
  const receivers = envelope.recipients.map((recipient) =>
    rcptCommand(recipient, everything).slice('RCPT TO:'.length),
  );
  const own = HeaderBlock.parse(header).without((field) => replayName(field) !== undefined);
  return applyHeaderFirewall(own, { routing: true, organization: false, forest: false })
    .prepend(
      headerField('X-Sender', sender),
      ...receivers.map((receiver) => headerField('X-Receiver', receiver)),
      ...more,
    )
    .toBuffer();
}
