import type { InternalId } from '@mailyard/message';

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
  return { ...(JSON.parse(message) as Omit<MailItem, 'id' | 'header'>), id, header };
}

/** Also the job's data; the text as stored guards the copy against being settled twice. */
export function formatCopy(copy: QueuedCopy): string {
  return JSON.stringify(copy);
}

export function parseCopy(text: string): QueuedCopy {
  return JSON.parse(text) as QueuedCopy;
}
