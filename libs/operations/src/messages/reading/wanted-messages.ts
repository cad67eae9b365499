import { messageProperties, type MessageFilter, type QueueSummary } from '@mailyard/queue';

import type { OperationContext } from '../../context.js';
import { wantedRows } from '../../page-of-list.js';
import { isMeant } from '../../queues/queue-identity.js';

interface Asked {
  /** The name of the only queue that counts. */
  readonly within?: string | undefined;
  readonly filter: readonly unknown[];
  readonly where?: string | undefined;
}

/** Which messages are asked for. `Queue -eq 'MBX01\DB01'` names a queue as operations do, and not as Redis has it. */
export async function wantedMessages(
  { within, ...asked }: Asked,
  { queues, server }: Pick<OperationContext, 'queues' | 'server'>,
): Promise<MessageFilter> {
  const wanted = wantedRows(messageProperties, asked);
  const all = namesQueue(wanted) ? await queues.list() : [];
  const inQueue: MessageFilter =
    within === undefined ? [] : [{ property: 'Queue', operator: 'eq', values: [within] }];
  return [...inQueue, ...withNames(wanted, (written) => namesOf(written, all, server.name))];
}

type Term = MessageFilter[number];

function namesQueue(filter: MessageFilter): boolean {
  return filter.some((term) => {
    if ('property' in term) return term.property === 'Queue';
    return ('any' in term ? term.any : term.none).some(namesQueue);
  });
}

function withNames(filter: MessageFilter, names: (written: string) => readonly string[]): MessageFilter {
  return filter.map((term): Term => {
    if ('any' in term) return { any: term.any.map((each) => withNames(each, names)) };
    if ('none' in term) return { none: term.none.map((each) => withNames(each, names)) };
    if (term.property !== 'Queue' || (term.operator !== 'eq' && term.operator !== 'ne')) return term;
    return { ...term, values: term.values.flatMap(names) };
  });
}

/** What names no queue stays, and finds nothing. */
function namesOf(written: string, all: readonly QueueSummary[], server: string): readonly string[] {
  const found = all.filter((queue) => isMeant(queue, written, server)).map(({ name }) => name);
  return found.length === 0 ? [written] : found;
}
