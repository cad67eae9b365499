import { addressKey, parseMailbox, ReplyError, replies } from '@mailyard/smtp';

import { addressesIn } from '../header/address-list.js';
import { hiddenNames } from './header-firewall.js';
import { isNamed, unfoldedValue, type HeaderBlock } from '../header/header-block.js';

const senderFields = ['From', 'Sender'] as const;

/**
 * RFC 6409 §6.1: who may write only as these addresses must name them in From and Sender, too. What cannot be read in one
 * way is refused, since the recipient's mail program may read it in the other one.
 */
export function checkSenderFields(block: HeaderBlock, own: readonly string[]): void {
  const allowed = new Set(own.map(keyOf));
  const isOwn = (address: string): boolean => {
    const key = keyOf(address);
    return key !== undefined && allowed.has(key);
  };
  for (const field of block.fields) {
    if (hiddenNames(field).some((name) => senderFields.some((sender) => sender.toLowerCase() === name))) {
      throw new ReplyError(replies.sendAsDenied);
    }
    if (!senderFields.some((name) => isNamed(field, name))) continue;
    const value = unfoldedValue(field);
    const addresses = addressesIn(value);
    const named = value === '' || (addresses?.length ?? 0) > 0;
    if (!named || !addresses?.every(isOwn)) throw new ReplyError(replies.sendAsDenied);
  }
}

function keyOf(address: string): string | undefined {
  const path = parseMailbox(address);
  return path && addressKey(path);
}
