import { addressKey, malformedField, parseMailbox, ReplyError, replies, type Path } from '@mailyard/smtp';

import { addressesIn, readLoosely } from '../header/address-list.js';
import { hasBorders } from '../header/field-readings.js';
import { unfoldedValue, type HeaderBlock, type HeaderField } from '../header/header-block.js';
import { headerField } from '../header/header-field.js';
import { encodePhrase } from '../mime/encoded-word.js';
import { ensureField } from '../trace/missing-fields.js';
import { hiddenSenderField, senderFieldName, type SenderFieldName } from './sender-field-names.js';

/** As whom somebody may write. */
export interface PermittedSenders {
  /** Their own addresses; the first is the primary one. */
  readonly own: readonly string[];
  /** What the owner of another address has granted: to write as that one, or on its behalf. */
  readonly granted?: (address: Path) => 'SendAs' | 'SendOnBehalf' | undefined;
}

/**
 * RFC 6409 §6.1: who may write only as these addresses must name them in From, Sender and their Resent twins, too. What
 * cannot be read in one way is refused with the field's name, since the recipient's mail program may read it in the other
 * one; but a field whose only address is the user's is written anew. What is missing is added (RFC 6409 §8, §8.1). Whoever
 * writes on behalf of another is the Sender.
 */
export function admitSenderFields(block: HeaderBlock, permitted: PermittedSenders): HeaderBlock {
  const keys = new Set(permitted.own.map(keyOf));
  let onBehalf = false;
  const isOwn = (address: string): boolean => {
    const path = parseMailbox(address);
    if (path === undefined) return false;
    if (keys.has(addressKey(path))) return true;
    const right = permitted.granted?.(path);
    onBehalf ||= right === 'SendOnBehalf';
    return right !== undefined;
  };
  for (const field of block.fields) {
    const hidden = hiddenSenderField(field);
    if (hidden !== undefined) throw new ReplyError(malformedField(hidden));
  }
  for (const name of ['From', 'Sender'] as const) refuseRepeated(block, name);
  const admitted = block.replace(isFilledSender, (field) => admittedField(field, isOwn));
  return withMissing(onBehalf ? withSender(admitted, permitted.own) : admitted, permitted.own);
}

function isFilledSender(field: HeaderField): boolean {
  return senderFieldName(field) !== undefined && unfoldedValue(field) !== '';
}

/** RFC 5322 §3.6: once each; of two, one reader shows the first and another the last. */
function refuseRepeated(block: HeaderBlock, name: SenderFieldName): void {
  if (block.find(name).filter((value) => value !== '').length > 1) throw new ReplyError(malformedField(name));
}

function admittedField(field: HeaderField, isOwn: (address: string) => boolean): HeaderField {
  const addresses = hasBorders(field) ? undefined : addressesIn(unfoldedValue(field));
  if (addresses === undefined || addresses.length === 0) return rewritten(field, isOwn);
  if (!addresses.every(isOwn)) throw new ReplyError(replies.sendAsDenied);
  return field;
}

/** A field that is not well-formed, with its only address. */
function rewritten(field: HeaderField, isOwn: (address: string) => boolean): HeaderField {
  const { addresses, phrase, stray } = readLoosely(unfoldedValue(field));
  if (!addresses.every(isOwn)) throw new ReplyError(replies.sendAsDenied);
  const [only, second] = addresses;
  if (only === undefined || second !== undefined || stray || hasBorders(field)) {
    throw new ReplyError(malformedField(field.name));
  }
  return headerField(field.name, `${phrase === '' ? '' : `${encodePhrase(phrase)} `}<${only}>`);
}

/** Whoever writes on behalf of another is named, and nobody else (RFC 5322 §3.6.2). */
function withSender(block: HeaderBlock, [primary]: readonly string[]): HeaderBlock {
  return primary === undefined ? block : block.set(headerField('Sender', `<${primary}>`));
}

/** RFC 5322 §3.6.2: From must be there, and Sender where From has several addresses. */
function withMissing(block: HeaderBlock, [primary]: readonly string[]): HeaderBlock {
  if (primary === undefined) return block;
  const withFrom = ensureField(block, 'From', primary);
  const [from = ''] = withFrom.find('From');
  return (addressesIn(from)?.length ?? 0) > 1 ? ensureField(withFrom, 'Sender', primary) : withFrom;
}

function keyOf(address: string): string | undefined {
  const path = parseMailbox(address);
  return path && addressKey(path);
}
