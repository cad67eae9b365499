import { replies } from '../../../reply/replies.js';
import type { Reply, Answer } from '../../../reply/reply.js';
import type { UnderWay } from '../../session/reply-queue.js';
import type { ServerSession } from '../../session/server-session.js';
import type { Verb } from '../verb.js';

interface Chunk {
  readonly octets: number;
  readonly last: boolean;
}

/** BDAT (RFC 3030 §2). Whatever the answer, the octets of the chunk are taken: they are never read as commands. */
export const bdat: Verb = {
  octetsFollow: true,
  readAhead: true,
  async run(session, argument) {
    const chunk = parseChunk(argument);
    if (chunk === undefined) return replies.invalidArguments;
    if (!Number.isSafeInteger(chunk.octets)) {
      // A size that cannot be counted exactly: nobody knows where commands begin again.
      session.lifetime.end();
      return replies.invalidArguments;
    }
    const refusal = refusalOf(session);
    return refusal === undefined ? accept(session, chunk) : refuse(session, chunk, refusal);
  },
};

function parseChunk(argument: string): Chunk | undefined {
  const [, digits, last] = /^(\d+)(?: +(LAST))?$/i.exec(argument) ?? [];
  return digits === undefined ? undefined : { octets: Number(digits), last: last !== undefined };
}

function refusalOf({ state, offer, transaction }: ServerSession): Reply | undefined {
  if (state.helo === undefined) return replies.sendHelloFirst;
  if (!offer.chunking) return replies.unrecognizedCommand;
  if (transaction === undefined) return replies.needMail;
  if (transaction.envelope.recipients.length === 0) return replies.needRcpt;
  return transaction.failure === undefined ? undefined : replies.bdatTransactionFailed;
}

async function accept(session: ServerSession, chunk: Chunk): Promise<Answer | UnderWay> {
  const { transaction, offer } = session;
  if (transaction === undefined) return replies.needMail;
  if (!transaction.contentBegun) {
    // A refused transaction is refused after its chunk was taken.
    await session.openContent(transaction).catch((error: unknown) => transaction.fail(error));
  }
  if (chunk.octets > 0) session.commandsWithoutMail.carriesMail();
  const whole = await take(session, chunk, (octets) => transaction.write(octets, offer.size.limitBytes));
  if (!whole) return [];
  if (chunk.last) return session.endContent(transaction);
  if (transaction.failure !== undefined) throw transaction.failure;
  return replies.chunkReceived.withText(`${replies.chunkReceived.text}, ${chunk.octets} octets`);
}

async function refuse(session: ServerSession, chunk: Chunk, refusal: Reply): Promise<Answer> {
  const whole = await take(session, chunk, () => undefined);
  if (!whole) return [];
  const { transaction } = session;
  if (!chunk.last || transaction === undefined) return refusal;
  transaction.fail(new Error('the transaction had failed before its last chunk'));
  return session.endTransaction(transaction, refusal);
}

type Taker = (octets: Buffer) => Promise<void> | void;

/** False: the peer left within the chunk. */
async function take(session: ServerSession, chunk: Chunk, taker: Taker): Promise<boolean> {
  let left = chunk.octets;
  while (left > 0) {
    const octets = await session.input.octets(left);
    if (octets === undefined) return false;
    left -= octets.length;
    await taker(octets);
  }
  return true;
}
