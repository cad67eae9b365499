import type { InternalId } from '@mailyard/message';

import { replacementFields, type StoredCopy } from '../../item/fields/copy-fields.js';
import { itemFields } from '../../item/fields/field-names.js';
import { newItemFields } from '../../item/fields/item-fields.js';
import type { CopyRecord, MailItem, QueuedCopy } from '../../item/mail-item.js';
import type { Lease } from '../bull/lease.js';
import type { ServerKeys } from '../keys.js';
import type { ScriptSteps, Word } from './transaction-script.js';

/** A message that comes into being: `content`, in pieces, when it is to be kept in Redis. */
export interface NewItem {
  readonly item: MailItem;
  readonly copies: readonly QueuedCopy[];
  readonly content?: readonly Buffer[];
}

/** What becomes of a copy. */
export interface Settlement {
  readonly settled: StoredCopy;
  /** The copy's own job, when it may have to come back: it outlives this transaction if others changed the copy. */
  readonly lease?: Lease;
  /** Or the copy's job when nobody may hold it: an administrator does not take a message away from a delivery. */
  readonly unheld?: Pick<Lease, 'queue' | 'jobId'>;
  /** With `unheld`: the operation that is about to remove it; no other may be. */
  readonly by?: string;
  /** The copies in its place: none when it is done, the same with fewer recipients, or one for each next hop. */
  readonly replacedBy: readonly CopyRecord[];
  /** DSNs that come out of it; they exist if and only if this settlement does. */
  readonly newItems?: readonly NewItem[];
}

/** What came of a settlement. */
export interface SettlementResult {
  /** False when somebody had settled the copy before. */
  readonly settled: boolean;
  /** Not settled, since somebody holds its job, or is about to remove it. */
  readonly held: boolean;
  /** It was the last copy of its message. */
  readonly itemGone: boolean;
}

/** Changes to a message that are made if and only if one field of it still has the value that was read. */
export interface GuardedChange {
  readonly id: InternalId;
  readonly guard: { readonly field: string; readonly value: string };
  /** By how much the number of open copies changes. */
  readonly openCopies: number;
  /** Fields of the item that go. */
  readonly gone: readonly string[];
  /** Field, value, field, value, … */
  readonly written: readonly string[];
  readonly newItems: readonly NewItem[];
  readonly lease?: Settlement['lease'];
  readonly unheld?: Settlement['unheld'];
  readonly by?: Settlement['by'];
}

/** The copy gives way to those that replace it. */
export function settlementChange(settlement: Settlement): GuardedChange {
  const { settled, replacedBy, newItems = [], ...job } = settlement;
  return {
    id: settled.id,
    guard: { field: itemFields.copy(settled.number), value: settled.stored },
    openCopies: replacedBy.length - 1,
    ...replacementFields(settled, replacedBy),
    newItems,
    ...job,
  };
}

/** The message bears the note that its sender knows of the delay. */
export function delayNotice(id: InternalId, newItems: readonly NewItem[]): GuardedChange {
  return {
    id,
    guard: { field: itemFields.delayNotified, value: '' },
    openCopies: 0,
    gone: [],
    written: [itemFields.delayNotified, '1'],
    newItems,
  };
}

/** The change and its new messages, as one step. */
export function addGuarded(steps: ScriptSteps, keys: ServerKeys, change: GuardedChange): void {
  const { id, guard, openCopies, gone, written, newItems, lease, unheld, by = '' } = change;
  const job = lease ?? unheld;
  const lock = job === undefined ? '' : keys.lock(job);
  const token = lease?.token ?? (unheld === undefined ? '' : `-${by}`);
  const words = [gone.length, ...gone, written.length, ...written, ...newItems.flatMap(creation)];
  steps.add('settle', id, guard.field, guard.value, openCopies, lock, token, words.length, ...words);
}

/** What the script answers, see `itemSteps`. */
export function readSettlement(reply: unknown): SettlementResult {
  const outcome = Number(reply);
  return { settled: outcome > 0, held: outcome === -1, itemGone: outcome === 2 };
}

/** The words of a new item; without `content` when that has a key of its own. */
export function creation({ item, copies, content }: NewItem): Word[] {
  const fields = newItemFields(item, copies, content);
  return [item.id, item.receivedAt, fields.length, ...fields];
}

/** Redis's Lua hashes every octet of what it is given, which costs more than a key of its own for a content of this size. */
const besideScriptOctets = 16_384;

export function goesBeside(content: readonly Buffer[]): boolean {
  return content.reduce((sum, { length }) => sum + length, 0) >= besideScriptOctets;
}
