import { messageProperties, type MessageFilter, type QueueSummary } from '@mailyard/queue';

import type { OperationContext } from '../../context.js';
import { wildcard } from '../../objects/identity/wildcard.js';
import { wantedRows } from '../../page-of-list.js';
import { isMeant } from '../../queues/queue-identity.js';

interface Asked {
  /** The name of the only queue that counts. */
  readonly within?: string | undefined;
  readonly filter: readonly unknown[];
  readonly where?: string | undefined;
}

/**
 * Which messages are asked for. A filter names queues as operations do, and not as Redis has them:
 * `Queue -eq 'MBX01\DB01'`, `Identity -like 'MBX01\DB01\*'`.
 */
export async function wantedMessages(
  { within, ...asked }: Asked,
  { queues, server }: Pick<OperationContext, 'queues' | 'server'>,
): Promise<MessageFilter> {
  const wanted = wantedRows(messageProperties, asked);
  const all = namesQueue(wanted) ? await queues.list() : [];
  const inQueue: MessageFilter =
    within === undefined ? [] : [{ property: 'Queue', operator: 'eq', values: [within] }];
  return [...inQueue, ...withNames(wanted, { all, server: server.name })];
}

interface Known {
  readonly all: readonly QueueSummary[];
  readonly server: string;
}

type Term = MessageFilter[number];
interface Comparison {
  readonly property: string;
  readonly operator: 'eq' | 'ne' | 'like';
  readonly not?: boolean;
  readonly values: readonly string[];
}

const ofQueue: ReadonlySet<string> = new Set(['Queue', 'QueueIdentity', 'Identity']);

function namesQueue(filter: MessageFilter): boolean {
  return filter.some((term) => {
    if ('property' in term) return ofQueue.has(term.property);
    return ('any' in term ? term.any : term.none).some(namesQueue);
  });
}

function withNames(filter: MessageFilter, known: Known): MessageFilter {
  return filter.map((term): Term => {
    if ('any' in term) return { any: term.any.map((each) => withNames(each, known)) };
    if ('none' in term) return { none: term.none.map((each) => withNames(each, known)) };
    if (!ofQueue.has(term.property) || !('values' in term)) return term;
    // All of them are texts.
    return named(term as Comparison, known);
  });
}

/** One queue that is named exactly is what a look at the messages begins with: it stays a condition of its own. */
function named({ property, operator, not = false, values }: Comparison, known: Known): Term {
  const name = property === 'Identity' ? messageNamed : queueNamed;
  const meant = values.map((value) => name(value, operator, known));
  const isDenied = (operator === 'ne') !== not;
  const [[only, ...more] = [], ...others] = meant;
  if (!isDenied && only !== undefined && more.length === 0 && others.length === 0) return only;
  return isDenied ? { none: meant } : { any: meant };
}

function queueNamed(
  written: string,
  operator: Comparison['operator'],
  { all, server }: Known,
): MessageFilter {
  const fits = operator === 'like' ? wildcard(written) : undefined;
  const found = all.filter((queue) =>
    fits === undefined ? isMeant(queue, written, server) : fits(queue.identity) || fits(queue.name),
  );
  // What names no queue stays, and finds nothing.
  const names = found.length === 0 ? [written] : found.map(({ name }) => name);
  return [{ property: 'Queue', operator: 'eq', values: names }];
}

/** `MBX01\DB01\8796093022209`; without a queue, or with `*` in its place, in any. */
function messageNamed(written: string, operator: Comparison['operator'], known: Known): MessageFilter {
  const parts = written.split('\\');
  const id = parts.pop() ?? '';
  const ofId: Term = {
    property: 'InternalMessageId',
    operator: operator === 'like' ? 'like' : 'eq',
    values: [id],
  };
  const isAny = parts.length === 0 || parts.at(-1) === '*';
  return isAny ? [ofId] : [...queueNamed(parts.join('\\'), operator, known), ofId];
}
