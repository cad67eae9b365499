import { isAscii as octetsAreAscii } from 'node:buffer';
import { domainToASCII } from 'node:url';

import { isAsciiText, type Path } from '../address/path.js';
import type { Extensions } from '../client/extensions.js';
import type { BodyType, Envelope, EnvelopeRecipient } from '../commands/envelope.js';
import { replies } from '../reply/replies.js';
import type { Reply } from '../reply/reply.js';

/** What a message asks of a peer. */
export interface Demands {
  readonly envelope: Envelope;
  readonly header: Buffer;
  /** In memory, or undefined when it is read piece by piece. */
  readonly content: readonly Buffer[] | undefined;
  /** There is CR or LF without the other in it. */
  readonly bareLineEnds: boolean;
  /** Of the whole message, when that is known. */
  readonly octets: number | undefined;
}

export interface PeerAbilities {
  readonly extensions: Extensions;
  /** TLS with the host that the mail is for, and no other. */
  readonly verified: boolean;
}

export interface Fitted {
  /** With those recipients only that the peer can be asked for. */
  readonly envelope: Envelope;
  /** For each recipient of the message; undefined: ask the peer. */
  readonly refusals: readonly (Reply | undefined)[];
}

/** The most that the peer takes; content of another kind has to be converted before (RFC 6152 §3, RFC 3030 §3). */
export function bodyTaken(extensions: Extensions): BodyType {
  if (extensions.has('BINARYMIME') && extensions.has('CHUNKING')) return 'BINARYMIME';
  return extensions.has('8BITMIME') ? '8BITMIME' : '7BIT';
}

/** The envelope as this peer understands it, or why it cannot have the message. */
export function fitted(message: Demands, peer: PeerAbilities): Fitted | Reply {
  const refusal = cannotCarry(message, peer) ?? tooLarge(message.octets, peer.extensions);
  if (refusal !== undefined) return refusal;
  const { envelope } = message;
  const labelled = { ...envelope, ...sizeOf(message.octets), body: bodyOf(message, peer.extensions) };
  if (!envelope.smtpUtf8 || peer.extensions.has('SMTPUTF8')) {
    return { envelope: labelled, refusals: envelope.recipients.map(() => undefined) };
  }
  return withoutUtf8(labelled, message.header);
}

function cannotCarry(message: Demands, { extensions, verified }: PeerAbilities): Reply | undefined {
  const { requireTls = false } = message.envelope;
  if (requireTls && !(verified && extensions.has('REQUIRETLS'))) return replies.requireTlsUnsupported;
  return cannotEncode(message, bodyTaken(extensions));
}

function cannotEncode(
  { envelope: { body }, content, bareLineEnds }: Demands,
  taken: BodyType,
): Reply | undefined {
  if (taken === 'BINARYMIME') return undefined;
  if (body === 'BINARYMIME') return replies.binaryMimeUnsupported;
  // RFC 5321 §2.3.8; only BINARYMIME says that they are no line ends (RFC 3030 §3).
  if (bareLineEnds) return replies.bareLineEnds;
  if (taken === '8BITMIME') return undefined;
  return body === '8BITMIME' || !isSevenBit(content ?? []) ? replies.eightBitUnsupported : undefined;
}

/** RFC 1870 §6.1: nobody needs to hear it from the peer. 0 is no limit (§4). */
function tooLarge(octets: number | undefined, extensions: Extensions): Reply | undefined {
  const most = Number(extensions.get('SIZE') ?? 0);
  return octets !== undefined && most > 0 && octets > most ? replies.messageTooLarge : undefined;
}

/** What the client declared is no longer so: our own fields stand in front. */
function sizeOf(octets: number | undefined): { readonly declaredBytes?: number } {
  return octets === undefined ? {} : { declaredBytes: octets };
}

/** Clients that send 8-bit content as 7BIT are many; the peer hears what it is, or may be when it was not looked through. */
function bodyOf({ envelope, content, bareLineEnds }: Demands, extensions: Extensions): BodyType {
  if (bareLineEnds) return 'BINARYMIME';
  if (envelope.body !== '7BIT' || !extensions.has('8BITMIME')) return envelope.body;
  return content !== undefined && isSevenBit(content) ? '7BIT' : '8BITMIME';
}

function isSevenBit(content: readonly Buffer[]): boolean {
  return content.every((piece) => octetsAreAscii(piece));
}

/**
 * RFC 6531 §3.2 forbids to send what needs SMTPUTF8 to a peer that lacks it. What was only declared so goes: domains have
 * their A-labels, and a recipient whose local part is not ASCII fails alone.
 */
function withoutUtf8(envelope: Envelope, header: Buffer): Fitted | Reply {
  const { reversePath } = envelope;
  const sender = reversePath === null ? null : asciiPath(reversePath);
  if (sender === undefined || !octetsAreAscii(header)) return replies.smtpUtf8Unsupported;
  const recipients = envelope.recipients.map((recipient) => asciiRecipient(recipient));
  return {
    envelope: {
      ...envelope,
      smtpUtf8: false,
      reversePath: sender,
      recipients: recipients.filter((recipient) => recipient !== undefined),
    },
    refusals: recipients.map((recipient) => (recipient ? undefined : replies.smtpUtf8Required)),
  };
}

function asciiRecipient(recipient: EnvelopeRecipient): EnvelopeRecipient | undefined {
  const path = asciiPath(recipient.path);
  return path && { ...recipient, path };
}

function asciiPath({ localPart, domain }: Path): Path | undefined {
  if (!isAsciiText(localPart)) return undefined;
  if (isAsciiText(domain)) return { localPart, domain };
  const ascii = domainToASCII(domain);
  return ascii === '' ? undefined : { localPart, domain: ascii };
}
