import type { InputOf } from '../../../api/index.js';
import { momentOf, type QueryField, type QueryTerm } from '../../../ui/query/query-terms.js';

type TrackingInput = InputOf<'Search-MessageTrackingReport'>;
type Criterion = Exclude<
  keyof TrackingInput,
  'resultSize' | 'offset' | 'order' | 'resultSet' | 'start' | 'end'
>;

const events = [
  'RECEIVE',
  'SEND',
  'DELIVER',
  'DEFER',
  'FAIL',
  'DSN',
  'EXPAND',
  'REDIRECT',
  'RESOLVE',
  'DROP',
];

interface TrackingField extends QueryField {
  /** Undefined: a time. */
  readonly criterion?: Criterion;
  /** The server takes several of them. */
  readonly isMany?: boolean;
}

/** What tracking is searched by; each is a criterion of Get-MessageTrackingLog. */
export const trackingSearchFields: readonly TrackingField[] = [
  { name: 'from', kind: 'text', criterion: 'sender' },
  { name: 'to', kind: 'text', criterion: 'recipients', isMany: true },
  { name: 'subject', kind: 'text', criterion: 'messageSubject' },
  { name: 'event', kind: 'choice', criterion: 'eventId', isMany: true, values: events },
  { name: 'source', kind: 'exact', criterion: 'source', isMany: true },
  { name: 'server', kind: 'exact', criterion: 'server', isMany: true },
  { name: 'connector', kind: 'exact', criterion: 'connectorId', isMany: true },
  { name: 'ip', kind: 'address', criterion: 'clientAddress' },
  { name: 'id', kind: 'exact', criterion: 'internalMessageId' },
  { name: 'netid', kind: 'exact', criterion: 'networkMessageId' },
  { name: 'msgid', kind: 'exact', criterion: 'messageId' },
  { name: 'received', kind: 'time' },
];

export interface TrackingQuery {
  readonly input: TrackingInput;
  /** Terms that this search cannot do: then it finds nothing, rather than too much. */
  readonly unusable: readonly QueryTerm[];
}

const ranges: Readonly<Record<string, number>> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

export interface AskedAt {
  readonly now: number;
  readonly isUtc: boolean;
  /** hour, day, week; anything else: no limit. */
  readonly range: string;
}

export function trackingQuery(terms: readonly QueryTerm[], { now, isUtc, range }: AskedAt): TrackingQuery {
  const span = ranges[range];
  const input: Record<string, unknown> = span === undefined ? {} : { start: now - span };
  const unusable: QueryTerm[] = [];
  for (const term of terms) if (!isTaken(input, term, { now, isUtc })) unusable.push(term);
  return { input, unusable };
}

/** False: it cannot be said, or has been said already. */
function isTaken(
  input: Record<string, unknown>,
  term: QueryTerm,
  at: Pick<AskedAt, 'now' | 'isUtc'>,
): boolean {
  if (term.isNegated) return false;
  if (term.field?.name !== 'received') return term.operator === ':' && isSaid(input, term);
  setTimes(input, term, at);
  return true;
}

function isSaid(input: Record<string, unknown>, term: QueryTerm): boolean {
  const { criterion, isMany = false } = fieldOf(term);
  const { values } = term;
  if (criterion === undefined) return false;
  if (input[criterion] !== undefined) return joined(input, criterion, values);
  if (!isMany && values.length > 1) return false;
  input[criterion] = isMany ? values.map((each) => choiceOf(term, each)) : values[0];
  return true;
}

/** A bare word is of a subject, or an address. */
function fieldOf({ field, values: [value = ''] }: QueryTerm): TrackingField {
  const name = field?.name ?? (value.includes('@') ? 'to' : 'subject');
  return trackingSearchFields.find((each) => each.name === name) ?? { name, kind: 'text' };
}

function choiceOf({ field }: QueryTerm, value: string): string {
  return field?.values?.find((each) => each.toLowerCase() === value.toLowerCase()) ?? value;
}

/** Words of a subject come one by one. */
function joined(input: Record<string, unknown>, criterion: Criterion, values: readonly string[]): boolean {
  if (criterion !== 'messageSubject' || values.length !== 1) return false;
  input[criterion] = `${String(input[criterion])} ${values[0]}`;
  return true;
}

function setTimes(
  input: Record<string, unknown>,
  { operator, values: [value = ''] }: QueryTerm,
  at: Pick<AskedAt, 'now' | 'isUtc'>,
): void {
  const [low = '', high = low] = value.split('..');
  if (operator !== '<') input['start'] = operator === '>' ? momentOf(low, at).to : momentOf(low, at).from;
  if (operator !== '>') input['end'] = operator === '<' ? momentOf(low, at).from : momentOf(high, at).to;
  if (operator === '<') delete input['start'];
}
