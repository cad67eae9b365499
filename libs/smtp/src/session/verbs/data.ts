import { replies } from '../../replies.js';
import { ReplyError } from '../../reply.js';
import { BareLineFeeds } from '../input/bare-line-feeds.js';
import { DataDecoder } from '../input/data-decoder.js';
import type { Dialogue } from '../dialogue/dialogue.js';
import type { Transaction } from '../dialogue/transaction.js';
import type { Answer, Verb } from '../verb.js';

export const data: Verb = {
  needsHello: true,
  async run(dialogue, argument) {
    if (argument !== '') return replies.invalidArguments;
    const { transaction } = dialogue;
    if (transaction === undefined) return replies.needMail;
    if (transaction.envelope.recipients.length === 0) return replies.needRcpt;
    // RFC 3030 §3.
    if (transaction.envelope.body === 'BINARYMIME') return replies.dataForBinaryMime;
    await dialogue.openContent(transaction).catch((error: unknown) => {
      dialogue.resetTransaction(new Error('the content was refused'));
      throw error;
    });
    dialogue.send(replies.startMailInput);
    return take(dialogue, transaction);
  },
};

async function take(dialogue: Dialogue, transaction: Transaction): Promise<Answer> {
  const { offer, wire } = dialogue;
  const decoder = new DataDecoder();
  const lineFeeds = offer.bareLineFeedsRejected ? new BareLineFeeds() : undefined;
  for (;;) {
    const octets = await dialogue.octets();
    if (octets === undefined) return [];
    const { content, rest } = decoder.decode(octets);
    if (lineFeeds?.foundIn(content) === true) transaction.fail(new ReplyError(replies.bareLineFeed));
    await transaction.write(content, offer.size.limitBytes);
    if (rest === undefined) continue;
    wire.input.unread(rest);
    return dialogue.endContent(transaction);
  }
}
