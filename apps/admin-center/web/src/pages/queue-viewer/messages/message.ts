import type { OutputOf } from '../../../api/index.js';
import type { TextKey, Texts } from '../../../text/index.js';
import type { State } from '../../../ui/index.js';
import type { messageTexts } from './messages.text.js';

/** A copy in a queue as a search has found it. */
export type Message = OutputOf<'Get-MessageSearchRow'>['rows'][number];
export type MessageT = Texts<TextKey<typeof messageTexts>>;

/** A copy is known by its queue, its message and its number. */
export function keyOf({ queue, internalId, number }: Message): string {
  return `${queue}\\${internalId}/${number}`;
}

/** Of the key, what orders are about. */
export function identityOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

const states: Readonly<Record<Message['status'], State>> = {
  Active: 'good',
  Ready: 'good',
  Retry: 'warn',
  Suspended: 'held',
  PendingSuspend: 'held',
  PendingRemove: 'held',
};

export function stateOf({ status, heldBy, queue }: Message): State {
  if (queue === 'Poison' || queue === 'Unreachable') return 'bad';
  return heldBy === undefined ? states[status] : 'held';
}
