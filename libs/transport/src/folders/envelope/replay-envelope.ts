import { isIP } from 'node:net';

import {
  ensureMessageId,
  HeaderBlock,
  noHeaderRights,
  replayName,
  withUsableDate,
  type HeaderField,
  type Peer,
  type ReplayName,
} from '@mailyard/message';
import { ReplyError, type Envelope, type EnvelopeRecipient } from '@mailyard/smtp';
import { parseMail, parseRcpt, type EnvelopeOffer } from '@mailyard/smtp/server';

import { MalformedFile, needsUtf8, recipientsMost, type Injection } from './injection.js';

/** What a message without them gets. */
export interface ReplayTerms {
  readonly defaultDomain: string;
  readonly guid: string;
  readonly now: Date;
}

/** All that a session could be told may be said. */
const offer: EnvelopeOffer = {
  size: { limitBytes: 0, advertise: 'value' },
  dsn: true,
  eightBitMime: true,
  binaryMime: true,
  chunking: true,
  smtpUtf8: true,
  orar: true,
  longAddresses: true,
  defaultDomain: undefined,
  angleBracketsRequired: false,
  auth: ['LOGIN'],
};

/** Who says so is believed like a server of the organization: only those may write into the folder whom it trusts so. */
const trustedAuthor = 'MSExchange15';

/** The envelope is in fields above the message's own (Exchange's X-headers of the Replay directory). Throws MalformedFile. */
export function replayEnvelope(block: HeaderBlock, terms: ReplayTerms): Injection {
  const { said, header } = divided(block);
  const trusted = one(said, 'createdby') === trustedAuthor;
  const { defaultDomain, guid, now } = terms;
  const identified = ensureMessageId(header.withoutNamed('Bcc'), { guid, fqdn: defaultDomain });
  return {
    envelope: envelopeOf(said),
    header: withUsableDate(identified, now),
    source: {
      kind: 'REPLAY',
      name: one(said, 'source') ?? 'Replay',
      peer: peerOf(said),
      ...(trusted ? { authAs: 'Internal', serverAccount: true } : { authAs: 'Anonymous' }),
      headerRights: trusted
        ? { routing: true, organization: true, forest: true }
        : { ...noHeaderRights, routing: true },
    },
  };
}

type Said = ReadonlyMap<ReplayName, readonly string[]>;

/** What is injected ends where it says so, else with the first field of another name. */
function divided(block: HeaderBlock): { readonly said: Said; readonly header: HeaderBlock } {
  const said = new Map<ReplayName, string[]>();
  let read = 0;
  for (const field of block.fields) {
    const name = replayName(field);
    if (name === undefined) break;
    read += 1;
    said.set(name, [...(said.get(name) ?? []), valueOf(field)]);
    if (name === 'endofinjectedxheaders') break;
  }
  return { said, header: new HeaderBlock(block.fields.slice(read)) };
}

function valueOf(field: HeaderField): string {
  return new HeaderBlock([field]).first(field.name) ?? '';
}

function envelopeOf(said: Said): Envelope {
  const sender = one(said, 'sender');
  if (sender === undefined) throw new MalformedFile('it does not begin with one X-Sender');
  const receivers = said.get('receiver') ?? [];
  if (receivers.length === 0) throw new MalformedFile('no X-Receiver is above the fields of the message');
  if (receivers.length > recipientsMost) {
    throw new MalformedFile(`there are more than ${recipientsMost} recipients`);
  }
  const mail = understood('X-Sender', () => parseMail(utf8Said('FROM', sender), offer));
  // That the file may hold UTF-8 need not be said.
  const recipients = receivers.map((receiver) =>
    understood('X-Receiver', () => parseRcpt(`TO:${receiver}`, { smtpUtf8: true }, offer)),
  );
  const paths = [mail.reversePath, ...recipients.map(({ path }) => path)].filter((path) => path !== null);
  return { ...mail, recipients: unalike(recipients), smtpUtf8: mail.smtpUtf8 || needsUtf8(paths) };
}

/** An address outside ASCII says by itself what SMTPUTF8 would say (RFC 6531 §3.4). */
function utf8Said(verb: 'FROM', argument: string): string {
  const isAscii = Buffer.byteLength(argument) === argument.length;
  return isAscii || /\sSMTPUTF8\b/i.test(argument) ? `${verb}:${argument}` : `${verb}:${argument} SMTPUTF8`;
}

function unalike(recipients: readonly EnvelopeRecipient[]): readonly EnvelopeRecipient[] {
  const known = new Set<string>();
  return recipients.filter((recipient) => {
    const key = JSON.stringify(recipient);
    return !known.has(key) && known.add(key);
  });
}

function understood<T>(field: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ReplyError)) throw error;
    throw new MalformedFile(`${field} cannot be read: ${error.reply.text}`, { cause: error });
  }
}

/** For logs and for whoever looks at queues: the file may say anything. */
function peerOf(said: Said): Peer {
  const ip = one(said, 'sourceipaddress') ?? '0.0.0.0';
  if (isIP(ip) === 0) throw new MalformedFile('X-SourceIPAddress is not an address');
  return { ip, port: 0, helo: one(said, 'helodomain') ?? '' };
}

/** Undefined: there is none. */
function one(said: Said, name: ReplayName): string | undefined {
  const values = said.get(name) ?? [];
  if (values.length > 1) throw new MalformedFile(`there is more than one X-${name}`);
  const [value] = values;
  if (value === '') throw new MalformedFile(`X-${name} is blank`);
  return value;
}
