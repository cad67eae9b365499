import { replies } from '../../replies.js';
import { DataDecoder } from '../input/data-decoder.js';
import type { Verb } from '../verb.js';

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
    const decoder = new DataDecoder();
    for (;;) {
      const octets = await dialogue.octets();
      if (octets === undefined) return [];
      const { content, rest } = decoder.decode(octets);
      await transaction.write(content, dialogue.offer.size.limitBytes);
      if (rest === undefined) continue;
      dialogue.wire.input.unread(rest);
      return dialogue.endContent(transaction);
    }
  },
};
