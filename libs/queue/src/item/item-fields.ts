import { crc32 } from 'node:zlib';

import type { InternalId } from '@mailyard/message';

import { DamagedMessage } from './damaged-message.js';
import type { MailItem, QueuedCopy } from './mail-item.js';

/** Fields of the Redis hash that is a mail item. `copies` counts those that are open; each has a field of its own. */
export const itemFields = {
  message: 'message',
  header: 'header',
  copies: 'copies',
  /** Set once the sender was told that the message is delayed. */
  delayNotified: 'delay-notified',
  copy: (number: string): string => `copy:${number}`,
} as const;

/** Field, value, field, value, … of a new item with its first copies. */
export function newItemFields(item: MailItem, copies: readonly QueuedCopy[]): (string | Buffer)[] {
  const { id: _, header, ...message } = item;
  const fields: (string | Buffer)[] = [itemFields.message, JSON.stringify(message)];
  fields.push(itemFields.header, header, itemFields.copies, String(copies.length));
  for (const copy of copies) fields.push(itemFields.copy(copy.number), formatCopy(copy));
  return fields;
}

export function parseItem(id: InternalId, message: string, header: Buffer): MailItem {
  const found = parseJson(id, 'envelope', message) as Partial<Omit<MailItem, 'id' | 'header'>> | null;
  const { content, sizeBytes, headerCrc32 } = found ?? {};
  if (!Array.isArray(found?.envelope?.recipients) || content === undefined || sizeBytes === undefined) {
    throw new DamagedMessage(id, 'its envelope is incomplete');
  }
  const headerBytes = sizeBytes - content.bytes;
  if (header.length !== headerBytes) {
    throw new DamagedMessage(id, `its header has ${header.length} octets instead of ${headerBytes}`);
  }
  if (headerCrc32 !== undefined && headerCrc32 !== crc32(header)) {
    throw new DamagedMessage(id, 'its header has changed');
  }
  return { ...(found as Omit<MailItem, 'id' | 'header'>), id, header };
}

/** Also the job's data; the text as stored guards the copy against being settled twice. */
export function formatCopy(copy: QueuedCopy): string {
  return JSON.stringify(copy);
}

export function parseCopy(text: string, id: InternalId = ''): QueuedCopy {
  const copy = parseJson(id, 'copy', text) as Partial<QueuedCopy> | null;
  const whole =
    typeof copy?.number === 'string' && typeof copy.queue === 'string' && Array.isArray(copy.recipients);
  if (!whole) throw new DamagedMessage(id, 'a copy is incomplete');
  return copy as QueuedCopy;
}

function parseJson(id: InternalId, what: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DamagedMessage(id, `its ${what} cannot be read`, { cause: error });
  }
}
