import { replies } from '../../../reply/replies.js';
import { ReplyError, type Answer } from '../../../reply/reply.js';
import { BareLineFeeds, DataDecoder } from '../../input/data-decoder.js';
import type { UnderWay } from '../../session/reply-queue.js';
import type { ServerSession } from '../../session/server-session.js';
import type { Transaction } from '../../session/transaction.js';
import type { Verb } from '../verb.js';

export const data: Verb = {
  needsHello: true,
  async run(session, argument) {
    if (argument !== '') return replies.invalidArguments;
    const { transaction } = session;
    if (transaction === undefined) return replies.needMail;
    if (transaction.envelope.recipients.length === 0) return replies.needRcpt;
    // RFC 3030 §3.
    if (transaction.envelope.body === 'BINARYMIME') return replies.dataForBinaryMime;
    await session.openContent(transaction).catch((error: unknown) => {
      session.resetTransaction(new Error('the content was refused'));
      throw error;
    });
    session.send(replies.startMailInput);
    return take(session, transaction);
  },
};

async function take(session: ServerSession, transaction: Transaction): Promise<Answer | UnderWay> {
  const { offer, connection } = session;
  const decoder = new DataDecoder();
  const lineFeeds = offer.bareLineFeedsRejected ? new BareLineFeeds() : undefined;
  for (;;) {
    const octets = await session.input.octets();
    if (octets === undefined) return [];
    const { content, rest } = decoder.decode(octets);
    if (lineFeeds?.foundIn(content) === true) transaction.fail(new ReplyError(replies.bareLineFeed));
    await transaction.write(content, offer.size.limitBytes);
    if (rest === undefined) continue;
    connection.input.unread(rest);
    return session.endContent(transaction);
  }
}
