import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import { BareLineFeeds, DataDecoder } from '../../input/data-decoder.js';
import type { ServerSession } from '../../session/server-session.js';
import type { Transaction } from '../../session/transaction.js';
import type { Given, Verb } from '../verb.js';

export const data: Verb = {
  needsHello: true,
  async run(session, argument) {
    if (argument !== '') return replies.invalidArguments;
    const { transaction } = session;
    if (transaction === undefined) return replies.needMail;
    if (transaction.envelope.recipients.length === 0) return replies.needRcpt;
    // RFC 3030 §3.
    if (transaction.envelope.body === 'BINARYMIME') return replies.dataForBinaryMime;
    try {
      await session.openContent(transaction);
    } catch (error) {
      session.resetTransaction('the content was refused');
      throw error;
    }
    session.answers.send(replies.startMailInput);
    return take(session, transaction);
  },
};

async function take(session: ServerSession, transaction: Transaction): Promise<Given> {
  const { offer, connection, input } = session;
  const decoder = new DataDecoder();
  const lineFeeds = offer.bareLineFeedsRejected ? new BareLineFeeds() : undefined;
  for (;;) {
    const octets = input.takeOctets();
    if (octets === undefined) {
      if (!(await input.more())) return [];
      continue;
    }
    const { content, rest } = decoder.decode(octets);
    if (lineFeeds?.foundIn(content) === true) transaction.fail(new ReplyError(replies.bareLineFeed));
    const taken = transaction.write(content, offer.size.limitBytes);
    if (taken !== undefined) await taken;
    if (rest === undefined) continue;
    connection.input.unread(rest);
    return session.endContent(transaction);
  }
}
