import {
  ensureMessageId,
  headerField,
  mailboxesIn,
  noHeaderRights,
  withUsableDate,
  type HeaderBlock,
} from '@mailyard/message';
import { addressKey, replies, type Path, type Reply } from '@mailyard/smtp';

import { MalformedFile, needsUtf8, recipientsMost, type Injection } from './injection.js';

/** What holds for a file in the Pickup folder. */
export interface PickupTerms {
  readonly maxHeaderBytes: number;
  readonly maxRecipients: number;
  readonly defaultDomain: string;
  /** A fresh GUID, for a message without a Message-ID. */
  readonly guid: string;
  readonly now: Date;
}

/** The envelope is what the header says (RFC 5322 §3.6.2, §3.6.3). Throws MalformedFile. */
export function pickupEnvelope(block: HeaderBlock, terms: PickupTerms): Injection {
  const reversePath = senderOf(block);
  const recipients = recipientsOf(block);
  const shown = block.withoutNamed('Bcc');
  const addressed = [...shown.find('To'), ...shown.find('Cc')].some((value) => value !== '');
  // RFC 5322 §3.6.3 needs none of them; RFC 822 did, and readers of today show an empty line.
  const header = addressed ? shown : shown.set(headerField('To', 'Undisclosed Recipients:;'));
  return {
    envelope: {
      reversePath,
      recipients: recipients.map((path) => ({ path })),
      body: '7BIT',
      smtpUtf8: needsUtf8([reversePath, ...recipients]),
    },
    header: repaired(header, terms),
    source: {
      kind: 'PICKUP',
      name: 'Pickup',
      peer: { ip: '', port: 0, helo: 'localhost' },
      authAs: 'Anonymous',
      headerRights: noHeaderRights,
    },
    refusal: refusalOf(block, recipients.length, terms),
  };
}

function repaired(header: HeaderBlock, { guid, defaultDomain, now }: PickupTerms): HeaderBlock {
  return withUsableDate(ensureMessageId(header, { guid, fqdn: defaultDomain }), now);
}

function refusalOf(block: HeaderBlock, recipients: number, terms: PickupTerms): Reply | undefined {
  if (block.toBuffer().length > terms.maxHeaderBytes) return replies.headerTooLarge;
  return recipients > terms.maxRecipients ? replies.recipientLimitExceeded : undefined;
}

/** One address in From is the sender, several need a Sender. */
function senderOf(block: HeaderBlock): Path {
  const [authors, senders] = [mailboxesOf(block, 'From'), mailboxesOf(block, 'Sender')];
  const [author, ...others] = authors;
  const [sender, ...more] = senders;
  if (more.length > 0) throw new MalformedFile('Sender names more than one address');
  const found = others.length === 0 && author !== undefined ? author : sender;
  if (found !== undefined) return found;
  throw new MalformedFile(
    author === undefined
      ? 'neither From nor Sender names an address'
      : 'From names several addresses, and there is no Sender',
  );
}

function recipientsOf(block: HeaderBlock): readonly Path[] {
  const found = new Map<string, Path>();
  for (const path of ['To', 'Cc', 'Bcc'].flatMap((name) => mailboxesOf(block, name))) {
    if (!found.has(addressKey(path))) found.set(addressKey(path), path);
  }
  if (found.size === 0) throw new MalformedFile('neither To, nor Cc, nor Bcc names an address');
  if (found.size > recipientsMost) {
    throw new MalformedFile(`there are more than ${recipientsMost} recipients`);
  }
  return [...found.values()];
}

/** Of From and Sender there is one field (RFC 5322 §3.6); of the others some programs write several. */
function mailboxesOf(block: HeaderBlock, name: string): readonly Path[] {
  const values = block.find(name);
  if (values.length > 1 && (name === 'From' || name === 'Sender')) {
    throw new MalformedFile(`there are ${values.length} ${name} fields`);
  }
  return values.flatMap((value) => {
    const paths = mailboxesIn(value);
    if (paths === undefined) throw new MalformedFile(`${name} is not a list of addresses`);
    return paths;
  });
}
