import type { InternalId } from '@mailyard/message';

import { DamagedMessage, parseJson } from '../damaged-message.js';
import { itemFields } from './field-names.js';
import { chosenBy, countOf, formatRanges } from './index-ranges.js';
import type { CopyRecord, QueuedCopy, QueuedRecipient } from '../mail-item.js';

/**
 * A copy in its item's hash: its record, which is also the data of its job, and beside it the list of the recipients
 * that it began with, so many in a field. The list is written once; the record tells who of it is still to be served.
 *
 * Versions before this one kept the recipients in the record, as an array where the number now is. Such copies are read
 * as they are, and get a list when they are next changed.
 */
export const recipientsInField = 250;

/** A copy as it was read: `stored` is its record's text in Redis. */
export interface StoredCopy {
  readonly id: InternalId;
  readonly number: string;
  readonly stored: string;
  /** All recipients of the copy's list, where they were read. */
  readonly list?: readonly QueuedRecipient[];
}

/** Field, value, field, value, … of a copy that is new. */
export function newCopyFields(copy: QueuedCopy): string[] {
  const { number, recipients } = copy;
  const fields = [itemFields.copy(number), formatCopy(copy)];
  for (let from = 0; from < recipients.length; from += recipientsInField) {
    const some = recipients.slice(from, from + recipientsInField);
    fields.push(itemFields.recipients(number, from / recipientsInField), JSON.stringify(some));
  }
  return fields;
}

/** What takes the place of a settled copy's fields: what is written, and what goes. */
export function replacementFields(
  settled: StoredCopy,
  replacedBy: readonly CopyRecord[],
): { readonly written: readonly string[]; readonly gone: readonly string[] } {
  const written: string[] = [];
  let listStays = false;
  for (const copy of replacedBy) {
    const { number, recipients } = copy;
    const record = number === settled.number ? withSameList(settled, copy) : undefined;
    listStays ||= record !== undefined;
    if (record !== undefined) written.push(itemFields.copy(number), formatCopy(record));
    else if (typeof recipients !== 'number') written.push(...newCopyFields({ ...copy, recipients }));
    else throw new Error(`copy ${number} has no list of recipients`);
  }
  if (listStays) return { written, gone: [] };
  const kept = new Set(written.filter((_, index) => index % 2 === 0));
  return { written, gone: fieldsOf(settled).filter((field) => !kept.has(field)) };
}

/**
 * The record of a copy whose recipients are in the settled copy's list: those of a copy that stays in its queue. One that
 * moves has a job whose data is its record, so its record is that of a new copy.
 */
function withSameList(settled: StoredCopy, copy: CopyRecord): CopyRecord | undefined {
  const { recipients } = copy;
  if (typeof recipients === 'number') return copy;
  const { list } = settled;
  if (list === undefined || parseCopy(settled.stored, settled.id).queue !== copy.queue) return undefined;
  const left = indexesIn(list, recipients);
  if (left === undefined) return undefined;
  const all = left.length === list.length;
  return { ...copy, recipients: list.length, ...(all ? {} : { left: formatRanges(left) }) };
}

/** Undefined when not all of them are in the list, in its order. */
function indexesIn<T>(list: readonly T[], chosen: readonly T[]): readonly number[] | undefined {
  const indexes: number[] = [];
  for (let at = 0; at < list.length && indexes.length < chosen.length; at += 1) {
    if (list[at] === chosen[indexes.length]) indexes.push(at);
  }
  return indexes.length === chosen.length ? indexes : undefined;
}

function fieldsOf({ number, stored, list }: StoredCopy): readonly string[] {
  return [itemFields.copy(number), ...listFields(number, list?.length ?? listLength(stored))];
}

/** A record that cannot be read has a list, too, which then stays until its message goes. */
function listLength(stored: string): number {
  try {
    const { recipients } = parseCopy(stored);
    return typeof recipients === 'number' ? recipients : 0;
  } catch {
    return 0;
  }
}

/** The fields of a list of so many recipients. */
export function listFields(number: string, recipients: number): readonly string[] {
  const count = Math.ceil(recipients / recipientsInField);
  return Array.from({ length: count }, (_, field) => itemFields.recipients(number, field));
}

/** Of a copy with its recipients the record of a new one. */
export function formatCopy(copy: CopyRecord): string {
  const { number, queue, recipients, ...rest } = copy;
  const count = typeof recipients === 'number' ? recipients : recipients.length;
  return JSON.stringify({ number, queue, recipients: count, ...rest });
}

export function parseCopy(text: string, id: InternalId = ''): CopyRecord {
  const record = parseJson(id, 'copy', text) as Partial<CopyRecord> | null;
  const { recipients } = record ?? {};
  const whole =
    typeof record?.number === 'string' &&
    typeof record.queue === 'string' &&
    (typeof recipients === 'number' || Array.isArray(recipients));
  if (!whole) throw new DamagedMessage(id, 'a copy is incomplete');
  return record as CopyRecord;
}

/** The copy with its recipients, and its list: from its record and the fields of its list, in their order. */
export function copyWithRecipients(
  id: InternalId,
  record: CopyRecord,
  listed: readonly (string | null | undefined)[],
): { readonly copy: QueuedCopy; readonly list?: readonly QueuedRecipient[] } {
  const { left, recipients, ...rest } = record;
  if (typeof recipients !== 'number') return { copy: { ...rest, recipients } };
  const list = listed.flatMap((text) => parseRecipients(id, text ?? ''));
  if (list.length !== recipients) {
    throw new DamagedMessage(id, `a copy has ${list.length} recipients instead of ${recipients}`);
  }
  const chosen = left === undefined ? list : chosenBy(left, list);
  if (chosen === undefined) throw new DamagedMessage(id, 'nobody knows which recipients are left');
  return { copy: { ...rest, recipients: chosen }, list };
}

/** How many are still to be served. */
export function recipientCount({ recipients, left }: CopyRecord): number {
  if (typeof recipients !== 'number') return recipients.length;
  return left === undefined ? recipients : countOf(left);
}

export function parseRecipients(id: InternalId, text: string): readonly QueuedRecipient[] {
  const found = text === '' ? [] : parseJson(id, 'list of recipients', text);
  if (!Array.isArray(found)) throw new DamagedMessage(id, 'a list of recipients is incomplete');
  return found as readonly QueuedRecipient[];
}
