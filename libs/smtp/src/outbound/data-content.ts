import type { CommandChannel } from '../client/command-channel.js';
import { conclude } from '../client/transaction/conclude.js';
import type { Hold } from '../client/hold.js';
import { HopError } from '../client/hop-error.js';
import type { Reply } from '../reply/reply.js';
import type { Pace } from './pace.js';

export interface DataContent {
  /** With its dots stuffed and its end, as it goes over the wire. Reading it may throw. */
  readonly wire: Iterable<Buffer> | AsyncIterable<Buffer>;
  readonly pace: Pace;
  /** Of the message; absent: it cannot be lost to others. */
  readonly hold?: Hold | undefined;
  /** Called when the end was sent. */
  readonly sent: () => void;
}

/** Sends content after 354; gives the reply to its end, or an earlier refusal, with which the connection is over. */
export async function sendData(channel: CommandChannel, content: DataContent): Promise<Reply> {
  let ended = false;
  let early: Reply | undefined;
  // It is waited for from the first octet on: a peer that has had enough need not hear the end.
  const final = channel.reply('end');
  final.then(
    (reply) => {
      if (ended) return;
      early = reply;
      channel.fail(HopError.refused('closed', reply));
    },
    () => undefined,
  );
  try {
    await sendWire(channel, content);
  } catch (error) {
    // The peer must never hear an end of what is not whole.
    channel.fail(abandoned(error));
    throw error;
  }
  ended = channel.usable;
  if (!ended) return notSent(channel, early);
  content.sent();
  return final.catch((error: HopError) => {
    throw HopError.untold(error);
  });
}

/** Piece by piece, as fast as the peer takes it; the last one is known when there is no further one. */
async function sendWire(channel: CommandChannel, { wire, pace, hold }: DataContent): Promise<void> {
  let last: Buffer | undefined;
  for await (const piece of wire) {
    if (last !== undefined) channel.octets(last);
    await channel.drained();
    if (!channel.usable) return;
    if (last !== undefined) pace.keep(last.length);
    last = piece;
  }
  await conclude(channel, last === undefined ? [] : [last], hold);
}

function notSent(channel: CommandChannel, early: Reply | undefined): Reply {
  if (early === undefined) {
    throw channel.failure ?? new HopError('closed', 'the connection ended amid content');
  }
  // Nobody can have taken what has no end.
  if (!early.transient && !early.permanent) throw HopError.refused('protocol', early);
  return early;
}

/** Why a connection ends amid content. */
export function abandoned(cause: unknown): HopError {
  return cause instanceof HopError
    ? cause
    : new HopError('closed', 'the content was not sent to its end', { cause });
}
