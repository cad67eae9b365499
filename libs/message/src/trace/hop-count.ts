import { ReplyError, replies } from '@mailyard/smtp';

import type { HeaderBlock } from '../header/header-block.js';

/** RFC 5321 §6.3: a message that was received too often goes in circles. */
export function checkHopCount(block: HeaderBlock, maxHopCount: number): void {
  if (block.count('Received') > maxHopCount) throw new ReplyError(replies.hopCountExceeded);
}
