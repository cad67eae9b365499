import type { Reply } from '@mailyard/smtp';

import type { DeliveryOutcome, OutgoingMessage } from '../delivery-agent.js';

const chunkBytes = 65_536;
const mebibyte = 1_048_576;

export const small = Buffer.from('A line.\r\n.\r\n..\r\nAnd no end');

export function message(
  recipients: readonly string[],
  content: OutgoingMessage['content'] = [small],
): OutgoingMessage {
  const path = (address: string) => {
    const [localPart = '', domain = ''] = address.split('@');
    return { localPart, domain };
  };
  return {
    identity: {
      messageId: '<m@contoso.com>',
      networkMessageId: '11111111-1111-4111-8111-111111111111',
      receivedAt: 0,
    },
    envelope: {
      reversePath: path('sender@contoso.com'),
      recipients: recipients.map((address) => ({ path: path(address) })),
      body: '7BIT',
      smtpUtf8: false,
    },
    header: Buffer.from('Subject: test\r\n\r\n'),
    content,
  };
}

/** Content of a mebibyte, piece by piece; each octet is `filled`. */
export function largeContent(filled = 0x78): () => AsyncIterable<Buffer> {
  return async function* chunks() {
    for (let sent = 0; sent < mebibyte; sent += chunkBytes) yield Buffer.alloc(chunkBytes, filled);
  };
}

/** As a store does that finds its file gone, or that what it read is not what was kept. */
export function contentThatBreaks(where: 'amid' | 'at the end'): () => AsyncIterable<Buffer> {
  return async function* chunks() {
    yield* largeContent()();
    if (where === 'amid') yield Buffer.alloc(1);
    throw new Error(`unreadable ${where}`);
  };
}

/** Content that knows how much of it was asked for. */
export class ReadContent {
  bytes = 0;
  readonly size = 64 * mebibyte;
  #seen = -1;
  #looks = 0;

  async *chunks(): AsyncIterable<Buffer> {
    for (; this.bytes < this.size; this.bytes += chunkBytes) yield Buffer.alloc(chunkBytes, 0x78);
  }

  /** Whether nobody has asked for more in the last ten looks. */
  stands(): boolean {
    this.#looks = this.bytes > 0 && this.bytes === this.#seen ? this.#looks + 1 : 0;
    this.#seen = this.bytes;
    return this.#looks >= 10;
  }
}

/** The replies to the recipients, which there must be. */
export function repliesOf(outcome: DeliveryOutcome): readonly Reply[] {
  if (outcome.scope !== 'recipients') throw new Error(`no replies: ${JSON.stringify(outcome)}`);
  return outcome.replies;
}
