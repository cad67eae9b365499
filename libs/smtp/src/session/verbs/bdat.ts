import { replies } from '../../replies.js';
import type { Reply } from '../../reply.js';
import type { Dialogue } from '../dialogue/dialogue.js';
import type { Answer, Verb } from '../verb.js';

interface Chunk {
  readonly octets: number;
  readonly last: boolean;
}

/** BDAT (RFC 3030 §2). Whatever the answer, the octets of the chunk are taken: they are never read as commands. */
export const bdat: Verb = {
  octetsFollow: true,
  async run(dialogue, argument) {
    const chunk = parseChunk(argument);
    if (chunk === undefined) return replies.invalidArguments;
    if (!Number.isSafeInteger(chunk.octets)) {
      // A size that cannot be counted exactly: nobody knows where commands begin again.
      dialogue.end();
      return replies.invalidArguments;
    }
    const refusal = refusalOf(dialogue);
    return refusal === undefined ? accept(dialogue, chunk) : refuse(dialogue, chunk, refusal);
  },
};

function parseChunk(argument: string): Chunk | undefined {
  const [, digits, last] = /^(\d+)(?: +(LAST))?$/i.exec(argument) ?? [];
  return digits === undefined ? undefined : { octets: Number(digits), last: last !== undefined };
}

function refusalOf({ session, offer, transaction }: Dialogue): Reply | undefined {
  if (session.helo === undefined) return replies.sendHelloFirst;
  if (!offer.chunking) return replies.unrecognizedCommand;
  if (transaction === undefined) return replies.needMail;
  if (transaction.envelope.recipients.length === 0) return replies.needRcpt;
  return transaction.failure === undefined ? undefined : replies.bdatTransactionFailed;
}

async function accept(dialogue: Dialogue, chunk: Chunk): Promise<Answer> {
  const { transaction, offer } = dialogue;
  if (transaction === undefined) return replies.needMail;
  if (!transaction.contentBegun) {
    // A refused transaction is refused after its chunk was taken.
    await dialogue.openContent(transaction).catch((error: unknown) => transaction.fail(error));
  }
  if (chunk.octets > 0) dialogue.commandsWithoutMail.carriesMail();
  const whole = await take(dialogue, chunk, (octets) => transaction.write(octets, offer.size.limitBytes));
  if (!whole) return [];
  if (chunk.last) return dialogue.endContent(transaction);
  if (transaction.failure !== undefined) throw transaction.failure;
  return replies.chunkReceived.withText(`${replies.chunkReceived.text}, ${chunk.octets} octets`);
}

async function refuse(dialogue: Dialogue, chunk: Chunk, refusal: Reply): Promise<Answer> {
  const whole = await take(dialogue, chunk, () => undefined);
  if (!whole) return [];
  if (!chunk.last || dialogue.transaction === undefined) return refusal;
  dialogue.transaction.fail(new Error('the transaction had failed before its last chunk'));
  return dialogue.endTransaction(refusal);
}

type Taker = (octets: Buffer) => Promise<void> | void;

/** False: the peer left within the chunk. */
async function take(dialogue: Dialogue, chunk: Chunk, taker: Taker): Promise<boolean> {
  let left = chunk.octets;
  while (left > 0) {
    const octets = await dialogue.octets(left);
    if (octets === undefined) return false;
    left -= octets.length;
    await taker(octets);
  }
  return true;
}
