import { isAscii } from 'node:buffer';

import type { Hold } from '../client/hold.js';
import type { Envelope } from '../commands/envelope.js';
import { replies } from '../reply/replies.js';
import type { Reply } from '../reply/reply.js';
import { DotStuffing, stuffedWhole } from './dot-stuffing.js';
import { bodyTaken, fitted, type PeerAbilities } from './peer-limits.js';

/** A message for one host. */
export interface OutboundMessage {
  readonly envelope: Envelope;
  /** With its closing empty line: the content follows at once. */
  readonly header: Buffer;
  /** In memory, or read piece by piece. */
  readonly content: readonly Buffer[] | (() => AsyncIterable<Buffer>);
  /** Of content that is not in memory, when it is known: the peer hears the size, or is not asked (RFC 1870). */
  readonly contentBytes?: number;
  /** What the protocol log says of it ahead of its commands. */
  readonly remark?: string;
  readonly hold?: Hold | undefined;
  /** No host may have it in clear text. */
  readonly withinTls?: true | undefined;
}

type Pieces = Iterable<Buffer> | AsyncIterable<Buffer>;

/** What goes over the wire, once the envelope fits the peer. */
export interface Outgoing {
  readonly envelope: Envelope;
  /** Octet for octet; undefined: it is not in memory, or too large to be sent before the peer wants it. */
  readonly joined: readonly Buffer[] | undefined;
  /** Octet for octet, piece by piece. Reading it may throw, as with `stuffed`. */
  readonly plain: () => Pieces;
  /** With its dots stuffed and its end (DATA). */
  readonly stuffed: () => Pieces;
  readonly hold: Hold | undefined;
}

export interface Prepared {
  readonly outgoing: Outgoing;
  /** For each recipient of the message; undefined: it is in the outgoing envelope. */
  readonly refusals: readonly (Reply | undefined)[];
}

/** Content up to this size may be sent before the peer has accepted anybody. */
const joinedBytesMax = 262_144;

/** The message as this peer can have it, or why it cannot. */
export function prepared(
  message: OutboundMessage,
  peer: PeerAbilities & { readonly encrypted: boolean },
): Prepared | Reply {
  if (message.withinTls === true && !peer.encrypted) return replies.noTlsForMessage;
  const { header, content } = message;
  return typeof content === 'function'
    ? read({ ...message, content }, peer)
    : inMemory({ ...message, content }, [header, ...content], peer);
}

function inMemory(
  { envelope, header, content, hold }: OutboundMessage & { readonly content: readonly Buffer[] },
  whole: readonly Buffer[],
  peer: PeerAbilities,
): Prepared | Reply {
  const octets = whole.reduce((sum, piece) => sum + piece.length, 0);
  const stuffed = envelope.body === 'BINARYMIME' ? whole : stuffedWhole(whole);
  const fit = fitted({ envelope, header, content, octets, bareLineEnds: stuffed === undefined }, peer);
  if (!('envelope' in fit)) return fit;
  const joined = octets <= joinedBytesMax ? whole : undefined;
  return {
    outgoing: {
      envelope: fit.envelope,
      joined,
      plain: () => whole,
      stuffed: () => stuffed ?? whole,
      hold,
    },
    refusals: fit.refusals,
  };
}

function read(
  message: OutboundMessage & { readonly content: () => AsyncIterable<Buffer> },
  peer: PeerAbilities,
): Prepared | Reply {
  const { envelope, header, contentBytes, hold } = message;
  const octets = contentBytes === undefined ? undefined : header.length + contentBytes;
  const fit = fitted({ envelope, header, content: undefined, octets, bareLineEnds: false }, peer);
  if (!('envelope' in fit)) return fit;
  const checked = (): AsyncIterable<Buffer> =>
    octetsOf(message, { sevenBit: bodyTaken(peer.extensions) === '7BIT' });
  return {
    outgoing: {
      envelope: fit.envelope,
      joined: undefined,
      plain: () => (fit.envelope.body === 'BINARYMIME' ? checked() : inLines(checked())),
      stuffed: () => inStuffedLines(checked()),
      hold,
    },
    refusals: fit.refusals,
  };
}

/** Found only when it was read. The peer has not heard its end, nor will it. */
export class UnfitContent extends Error {
  override readonly name = 'UnfitContent';

  constructor(readonly reply: Reply) {
    super(reply.toString());
  }
}

interface Read {
  readonly header: Buffer;
  readonly content: () => AsyncIterable<Buffer>;
}

async function* octetsOf(
  { header, content }: Read,
  { sevenBit }: { readonly sevenBit: boolean },
): AsyncGenerator<Buffer> {
  yield header;
  for await (const piece of content()) {
    if (sevenBit && !isAscii(piece)) throw new UnfitContent(replies.eightBitUnsupported);
    yield piece;
  }
}

async function* inLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stuffing = new DotStuffing();
  for await (const piece of pieces) {
    stuffing.stuffed(piece);
    yield piece;
  }
  stuffing.end();
}

async function* inStuffedLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stuffing = new DotStuffing();
  for await (const piece of pieces) yield* stuffing.stuffed(piece);
  yield stuffing.end();
}
