import type { InputOf } from '../../../api/index.js';
import { momentOf, spanMs, type QueryField, type QueryTerm } from '../../../ui/query/query-terms.js';

export const statuses = ['Active', 'Ready', 'Retry', 'Suspended', 'PendingSuspend', 'PendingRemove'];
const directions = ['Incoming', 'Originating'];

type SearchInput = InputOf<'Search-Message'>;
type Condition = NonNullable<SearchInput['filter']>[number];
type Property = Condition['property'];

interface MessageField extends QueryField {
  readonly property: Property;
  /** A span counts from then: into the past, or ahead. */
  readonly ahead?: boolean;
}

/** What messages are searched by, each with its name at Exchange. */
export const messageFields: readonly MessageField[] = [
  { name: 'from', kind: 'text', property: 'FromAddress' },
  { name: 'to', kind: 'text', property: 'Recipients' },
  { name: 'domain', kind: 'text', property: 'RecipientDomain' },
  { name: 'fromdomain', kind: 'text', property: 'SenderDomain' },
  { name: 'subject', kind: 'text', property: 'Subject' },
  { name: 'status', kind: 'choice', property: 'Status', values: statuses },
  { name: 'queue', kind: 'exact', property: 'QueueIdentity' },
  { name: 'connector', kind: 'text', property: 'ReceiveConnector' },
  { name: 'source', kind: 'text', property: 'MessageSourceName' },
  { name: 'ip', kind: 'address', property: 'SourceIP' },
  { name: 'error', kind: 'text', property: 'LastError' },
  { name: 'size', kind: 'size', property: 'Size' },
  { name: 'age', kind: 'span', property: 'DateReceived' },
  { name: 'received', kind: 'time', property: 'DateReceived' },
  { name: 'expires', kind: 'span', property: 'ExpirationTime', ahead: true },
  { name: 'next', kind: 'span', property: 'NextRetryTime', ahead: true },
  { name: 'retries', kind: 'number', property: 'RetryCount' },
  { name: 'scl', kind: 'number', property: 'SCL' },
  { name: 'priority', kind: 'choice', property: 'Priority', values: ['High', 'Normal', 'Low'] },
  { name: 'direction', kind: 'choice', property: 'Directionality', values: directions },
  { name: 'id', kind: 'exact', property: 'InternalMessageId' },
  { name: 'msgid', kind: 'exact', property: 'InternetMessageId' },
  { name: 'held', kind: 'exact', property: 'HeldBy' },
];

/** Ours alone: a filter with them is no filter of Exchange. */
const ours: ReadonlySet<Property> = new Set(['Anything', 'SenderDomain', 'RecipientDomain', 'HeldBy']);

export interface MessageQuery {
  readonly where: string | undefined;
  /** What the filter language cannot say. */
  readonly filter: readonly Condition[];
  readonly unsaid: readonly string[];
  /** Properties that Exchange does not have. */
  readonly ours: readonly string[];
}

export interface Moment {
  readonly now: number;
  readonly isUtc: boolean;
  /** Numbers of the own operations that hold messages. */
  readonly heldByMe: readonly string[];
}

/** The terms as the server takes them; none of them may be wrong. */
export function messageQuery(terms: readonly QueryTerm[], at: Moment): MessageQuery {
  const networks = terms.filter(({ field }) => field?.kind === 'address');
  const others = terms.filter((term) => !networks.includes(term));
  const parts = others.map((term) => partOf(term, at));
  const used = others.map(propertyOf).filter((property) => ours.has(property));
  return {
    where: parts.length === 0 ? undefined : parts.join(' -and '),
    filter: networks.map(({ values, isNegated }) => ({
      property: 'SourceIP',
      operator: 'in',
      values: [...values],
      ...(isNegated && { not: true }),
    })),
    unsaid: networks.map(({ text }) => text),
    ours: [...new Set(used)],
  };
}

function propertyOf({ field }: QueryTerm): Property {
  return messageFields.find(({ name }) => name === field?.name)?.property ?? 'Anything';
}

function partOf(term: QueryTerm, at: Moment): string {
  const any = valuesOf(term, at).map((value) => comparisonOf(term, value, at));
  const [only = '', ...others] = any;
  const whole = others.length === 0 ? only : `(${any.join(' -or ')})`;
  return term.isNegated ? `-not (${whole})` : whole;
}

function comparisonOf(term: QueryTerm, value: string, at: Moment): string {
  const property = propertyOf(term);
  const kind = term.field?.kind ?? 'text';
  if (kind === 'choice') return `${property} -eq ${quoted(choiceOf(term, value))}`;
  if (kind === 'text') return like(property, value.includes('*') ? value : `*${value}*`);
  if (kind !== 'exact') return ordered(term, value, at);
  return value.includes('*') ? like(property, value) : `${property} -eq ${quoted(value)}`;
}

/** `held:me`: by nobody's operation when none is. */
function valuesOf({ field, values }: QueryTerm, { heldByMe }: Moment): readonly string[] {
  if (field?.name !== 'held') return values;
  const own = heldByMe.length > 0 ? heldByMe : ['0'];
  return values.flatMap((value) => (value.toLowerCase() === 'me' ? own : [value]));
}

function choiceOf({ field }: QueryTerm, value: string): string {
  return field?.values?.find((each) => each.toLowerCase() === value.toLowerCase()) ?? value;
}

function like(property: string, pattern: string): string {
  return `${property} -like ${quoted(pattern)}`;
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `>`, `<`, `a..b`, or that value. */
function ordered(term: QueryTerm, value: string, at: Moment): string {
  const property = propertyOf(term);
  const [low = '', high = low] = value.split('..');
  const of = (text: string): Bounds | undefined => (text === '' ? undefined : boundsOf(term, text, at));
  if (term.operator === ':') {
    return between(property, term, isAge(term) ? [of(high), of(low)] : [of(low), of(high)]);
  }
  // What is older was received earlier.
  const isMore = (term.operator === '>') !== isAge(term);
  return isMore ? `${property} ${after(term)} ${of(low)?.to}` : `${property} -lt ${of(low)?.from}`;
}

type Ends = readonly [first: Bounds | undefined, last: Bounds | undefined];

/** One end of a range may be absent. */
function between(property: string, term: QueryTerm, [first, last]: Ends): string {
  if (first !== undefined && first.from === last?.to) return `${property} -eq ${first.from}`;
  const ends = [
    first && `${property} -ge ${first.from}`,
    last && `${property} ${until(term)} ${last.to}`,
  ].filter((end) => end !== undefined);
  return ends.length === 1 ? ends.join('') : `(${ends.join(' -and ')})`;
}

/** A minute or a day ends where the next one begins. */
function after({ field }: QueryTerm): string {
  return field?.kind === 'time' ? '-ge' : '-gt';
}

function until({ field }: QueryTerm): string {
  return field?.kind === 'time' ? '-lt' : '-le';
}

function isAge({ field }: QueryTerm): boolean {
  return field?.name === 'age';
}

interface Bounds {
  readonly from: string;
  readonly to: string;
}

function boundsOf({ field }: QueryTerm, text: string, at: Moment): Bounds {
  if (field?.kind === 'time') {
    const { from, to } = momentOf(text, at);
    return { from: timeText(from), to: timeText(to) };
  }
  if (field?.kind !== 'span') {
    const value = field?.kind === 'size' ? quoted(text.toUpperCase()) : text;
    return { from: value, to: value };
  }
  const span = spanMs(text);
  const known = messageFields.find(({ name }) => name === field.name);
  const value = timeText(known?.ahead === true ? at.now + span : at.now - span);
  return { from: value, to: value };
}

function timeText(ms: number): string {
  return quoted(new Date(ms).toISOString());
}

/** How a group of what was found is asked for by itself. */
export const groupFields = {
  FromAddress: 'from',
  SenderDomain: 'fromdomain',
  RecipientDomain: 'domain',
  LastError: 'error',
  SourceIP: 'ip',
  ReceiveConnector: 'connector',
  Queue: 'queue',
  Status: 'status',
} as const satisfies Partial<Record<Property, string>>;

export type Grouping = keyof typeof groupFields;
export type { Property };
