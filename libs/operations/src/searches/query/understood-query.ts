import {
  FilterError,
  matcher,
  messageProperties,
  queueProperties,
  type ListedMessage,
  type MessageFilter,
  type QueueFilter,
  type QueueSummary,
} from '@mailyard/queue';

import { opathOf } from './opath-text.js';
import { conditionsOf, type Condition, type QueryMoment } from './query-conditions.js';
import { bareWords, messageFields, queueFields, type QueryField } from './query-fields.js';
import { queryTerms, type QueryTerm } from './query-terms.js';

/** What can be searched by a query. */
export const queryLists = ['messages', 'queues'] as const;
export type QueryList = (typeof queryLists)[number];

/** How a term was understood, or why it was not. */
export interface UnderstoodTerm extends Pick<QueryTerm, 'text' | 'from' | 'to' | 'isDenied'> {
  readonly field?: string;
  readonly conditions: readonly Condition[];
  /** Any of the conditions will do; else all of them hold. */
  readonly isAny: boolean;
  readonly problem?: string;
}

export interface UnderstoodQuery {
  readonly terms: readonly UnderstoodTerm[];
  /** What Search-Message, New-MessageOperation and Get-Queue take; undefined: something was not understood. */
  readonly ask?: { readonly filter: readonly AskedCondition[]; readonly where?: string };
  /** As Exchange's filters are written; undefined: they have no words for it. */
  readonly opath?: string;
}

export interface AskedCondition extends Condition {
  readonly not?: true;
}

const fieldsOf: Readonly<Record<QueryList, Readonly<Record<string, QueryField>>>> = {
  messages: messageFields,
  queues: queueFields,
};

export function fieldsOfList(list: QueryList): Readonly<Record<string, QueryField>> {
  return fieldsOf[list];
}

/** A query as it is meant. A term that is not understood finds nothing: then there is nothing to ask with. */
export function understoodQuery(text: string, list: QueryList, moment: QueryMoment): UnderstoodQuery {
  const terms = queryTerms(text).map((term) => understoodTerm(term, list, moment));
  if (terms.some(({ problem }) => problem !== undefined)) return { terms };
  const all = terms.map(opathOf);
  // What a list of conditions cannot say is of texts and amounts, for which Exchange has words.
  const others = terms.flatMap((term, at) => (listedOf(term) === undefined ? [all[at] ?? ''] : []));
  return {
    terms,
    ask: {
      filter: terms.flatMap((term) => listedOf(term) ?? []),
      ...(others.length > 0 && { where: others.join(' -and ') }),
    },
    ...(!all.includes(undefined) && { opath: all.join(' -and ') }),
  };
}

/** As conditions of which all hold; undefined: it cannot be said so. */
function listedOf({ conditions, isDenied, isAny }: UnderstoodTerm): readonly AskedCondition[] | undefined {
  const isOne = conditions.length === 1;
  if (isDenied) return isOne ? conditions.map((only) => ({ ...only, not: true })) : undefined;
  return isAny && !isOne ? undefined : conditions;
}

function understoodTerm(term: QueryTerm, list: QueryList, moment: QueryMoment): UnderstoodTerm {
  const { text, from, to, isDenied, field: named } = term;
  const place = { text, from, to, isDenied, ...(named !== undefined && { field: named }) };
  const read = term.problem === undefined ? conditionsRead(term, list, moment) : { problem: term.problem };
  if ('problem' in read) return { ...place, conditions: [], isAny: false, problem: read.problem };
  const { conditions, isAny } = read;
  const problem = wrong(conditions, list);
  return { ...place, conditions, isAny, ...(problem !== undefined && { problem }) };
}

function conditionsRead(term: QueryTerm, list: QueryList, moment: QueryMoment) {
  const { field: named } = term;
  if (named === undefined) {
    const properties: readonly string[] = bareWords[list];
    const all = properties.map((property) =>
      conditionsOf(term, { property, kind: 'text', hint: '' }, moment),
    );
    const problem = all.find((read) => 'problem' in read);
    if (problem !== undefined) return problem;
    const conditions = all.flatMap((read) => ('problem' in read ? [] : read.conditions));
    return { conditions, isAny: conditions.length > 1 };
  }
  const fields = fieldsOf[list];
  const key = named.toLowerCase();
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (field === undefined) {
    return { problem: `there is no field ${named}: a text with : stands in quotation marks` };
  }
  const read = conditionsOf(term, field, moment);
  return 'problem' in read ? read : { ...read, isAny: false };
}

/** What a property cannot be asked. */
function wrong(conditions: readonly Condition[], list: QueryList): string | undefined {
  try {
    const filter = conditions as unknown as MessageFilter & QueueFilter;
    if (list === 'messages') matcher<ListedMessage, typeof messageProperties>(messageProperties, filter);
    else matcher<QueueSummary, typeof queueProperties>(queueProperties, filter);
    return undefined;
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
}
