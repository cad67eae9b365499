import { replies } from '../../../reply/replies.js';
import type { Reply } from '../../../reply/reply.js';
import type { PeerInput } from '../../session/peer-input.js';
import type { ServerSession } from '../../session/server-session.js';
import type { Transaction } from '../../session/transaction.js';
import { after, type Given, type Verb } from '../verb.js';

interface Chunk {
  readonly octets: number;
  readonly last: boolean;
}

/** BDAT (RFC 3030 §2). Whatever the answer, the octets of the chunk are taken: they are never read as commands. */
export const bdat: Verb = {
  octetsFollow: true,
  readAhead: true,
  run(session, argument) {
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

function accept(session: ServerSession, chunk: Chunk): Promise<Given> | Given {
  const { transaction, offer } = session;
  if (transaction === undefined) return replies.needMail;
  if (chunk.octets > 0) session.commandsWithoutMail.carriesMail();
  const { limitBytes } = offer.size;
  return after(opened(session, transaction), () =>
    after(
      take(session, chunk.octets, (octets) => transaction.write(octets, limitBytes)),
      (whole) => (whole ? taken(session, transaction, chunk) : []),
    ),
  );
}

/** A refused transaction is refused after its chunk was taken. */
function opened(session: ServerSession, transaction: Transaction): Promise<void> | undefined {
  if (transaction.contentBegun) return undefined;
  try {
    return session.openContent(transaction)?.catch((error: unknown) => transaction.fail(error));
  } catch (error) {
    transaction.fail(error);
    return undefined;
  }
}

function taken(session: ServerSession, transaction: Transaction, chunk: Chunk): Promise<Given> | Given {
  if (chunk.last) return session.endContent(transaction);
  if (transaction.failure !== undefined) throw transaction.failure;
  return replies.chunkReceived.withText(`${replies.chunkReceived.text}, ${chunk.octets} octets`);
}

function refuse(session: ServerSession, chunk: Chunk, refusal: Reply): Promise<Given> | Given {
  return after(
    take(session, chunk.octets, () => undefined),
    (whole) => {
      const { transaction } = session;
      if (!whole) return [];
      if (!chunk.last || transaction === undefined) return refusal;
      transaction.fail(new Error('the transaction had failed before its last chunk'));
      return session.endTransaction(transaction, refusal);
    },
  );
}

type Taker = (octets: Buffer) => Promise<void> | undefined;

/** Takes so many octets. False: the peer left within the chunk. */
function take({ input }: ServerSession, count: number, taker: Taker): Promise<boolean> | boolean {
  const octets = input.takeWhole(count);
  return octets === undefined ? takeInPieces(input, count, taker) : after(taker(octets), () => true);
}

async function takeInPieces(input: PeerInput, count: number, taker: Taker): Promise<boolean> {
  let left = count;
  while (left > 0) {
    const octets = input.takeOctets(left);
    if (octets === undefined) {
      if (!(await input.more())) return false;
      continue;
    }
    left -= octets.length;
    const taken = taker(octets);
    if (taken !== undefined) await taken;
  }
  return true;
}
