import { crc32 } from 'node:zlib';

import type { InternalId } from '@mailyard/message';

import { newCopyFields } from './copy-fields.js';
import { DamagedMessage, parseJson } from '../damaged-message.js';
import { itemFields } from './field-names.js';
import { flowOf } from './flow.js';
import type { MailItem, QueuedCopy } from '../mail-item.js';

/** What an item's hash holds of its message beside the header. Items of older versions have their recipients here, too. */
export type StoredItem = Omit<MailItem, 'id' | 'header'>;

/**
 * Field, value, field, value, … of a new item with its first copies, which keep the recipients. `content` when it is to be
 * a field.
 */
export function newItemFields(
  item: MailItem,
  copies: readonly QueuedCopy[],
  content?: readonly Buffer[],
): (string | Buffer)[] {
  const { id: _, header, ...message } = item;
  const envelope = { ...message.envelope, recipients: [] };
  const fields: (string | Buffer)[] = [itemFields.message, JSON.stringify({ ...message, envelope })];
  fields.push(
    itemFields.header,
    header,
    itemFields.copies,
    String(copies.length),
    itemFields.flow,
    flowOf(item),
  );
  if (content !== undefined) fields.push(itemFields.content, Buffer.concat(content));
  for (const copy of copies) for (const word of newCopyFields(copy)) fields.push(word);
  return fields;
}

export function parseItem(id: InternalId, message: string, header: Buffer): MailItem {
  const found = parseStoredItem(id, message);
  const { content, sizeBytes, headerCrc32 } = found;
  const headerBytes = sizeBytes - content.bytes;
  if (header.length !== headerBytes) {
    throw new DamagedMessage(id, `its header has ${header.length} octets instead of ${headerBytes}`);
  }
  if (headerCrc32 !== undefined && headerCrc32 !== crc32(header)) {
    throw new DamagedMessage(id, 'its header has changed');
  }
  return { ...found, id, header };
}

export function parseStoredItem(id: InternalId, message: string): StoredItem {
  const found = parseJson(id, 'envelope', message) as Partial<StoredItem> | null;
  const { content, sizeBytes } = found ?? {};
  if (!Array.isArray(found?.envelope?.recipients) || content === undefined || sizeBytes === undefined) {
    throw new DamagedMessage(id, 'its envelope is incomplete');
  }
  return found as StoredItem;
}
