import type { TrackingCriteria } from '@mailyard/tracking-store';

import { OperationInputError } from '../operation.js';
import { conditionsOf, type QueryMoment } from '../searches/query/query-conditions.js';
import { queryTerms, type QueryTerm } from '../searches/query/query-terms.js';
import { trackedField } from './tracked-field.js';

/** What tracking is searched by in words, each with the criterion that it is. */
interface TrackingField {
  readonly criterion: Exclude<keyof TrackingCriteria, 'start' | 'end'>;
  /** Any of several values will do. */
  readonly isMany?: boolean;
}

const fields: Readonly<Record<string, TrackingField>> = {
  from: { criterion: 'sender' },
  to: { criterion: 'recipients', isMany: true },
  subject: { criterion: 'messageSubject' },
  event: { criterion: 'eventId', isMany: true },
  source: { criterion: 'source', isMany: true },
  server: { criterion: 'server', isMany: true },
  connector: { criterion: 'connectorId', isMany: true },
  ip: { criterion: 'client' },
  id: { criterion: 'internalMessageId' },
  netid: { criterion: 'networkMessageId' },
  msgid: { criterion: 'messageId' },
};
const time = { property: 'received', kind: 'time', hint: '' } as const;

type Criteria = { -readonly [Name in keyof TrackingCriteria]: TrackingCriteria[Name] };

/**
 * `from:erp@* event:FAIL|DEFER received:yesterday invoice` as criteria, all of which hold. Throws an OperationInputError for
 * what is not understood: then nothing is found, rather than everything.
 */
export function criteriaInWords(text: string, moment: QueryMoment): TrackingCriteria {
  const criteria: Criteria = {};
  for (const term of queryTerms(text)) {
    const problem = term.problem ?? addTerm(criteria, term, moment);
    if (problem !== undefined) throw new OperationInputError(`${term.text}: ${problem}`);
  }
  return criteria;
}

/** Why it cannot be done. */
function addTerm(criteria: Criteria, term: QueryTerm, moment: QueryMoment): string | undefined {
  if (term.isDenied) return 'tracking is not searched for what is not so';
  const name = trackedField(term);
  if (name === 'received') return addTimes(criteria, term, moment);
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) return `there is no field ${name}`;
  if (term.operator !== ':') return 'it is compared by : only';
  return addValues(
    criteria,
    field,
    term.values.map((each) => each.text),
  );
}

function addValues(
  criteria: Criteria,
  { criterion, isMany = false }: TrackingField,
  values: readonly string[],
): string | undefined {
  const [value = '', ...others] = values;
  const known = criteria[criterion];
  // Words of a subject come one by one, and all of them are meant.
  const isMore = criterion === 'messageSubject' && known !== undefined;
  if (known !== undefined && !isMore) return 'it is said twice: several values stand together, as in to:a|b';
  if (!isMany && others.length > 0) return 'it is compared with one value';
  const said = isMany ? values : isMore ? `${String(known)} ${value}` : value;
  Object.assign(criteria, { [criterion]: said });
  return undefined;
}

function addTimes(criteria: Criteria, term: QueryTerm, moment: QueryMoment): string | undefined {
  const read = conditionsOf(term, time, moment);
  if ('problem' in read) return read.problem;
  for (const { operator, values } of read.conditions) {
    const at = Number(values[0]);
    if (operator === 'ge') criteria.start = Math.max(at, criteria.start ?? 0);
    else criteria.end = Math.min(operator === 'lt' ? at - 1 : at, criteria.end ?? Infinity);
  }
  return undefined;
}
