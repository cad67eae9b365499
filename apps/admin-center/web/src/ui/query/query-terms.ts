/** What can be asked of a field of a search. */
export interface QueryField {
  readonly name: string;
  /** What lists call it, for a form. */
  readonly label?: string;
  readonly kind: 'text' | 'exact' | 'choice' | 'number' | 'size' | 'time' | 'span' | 'address';
  /** Of a choice all there are; of other fields what is offered while somebody types. */
  readonly values?: readonly string[];
}

/** One condition, and where it stands in the text. */
export interface QueryTerm {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly isNegated: boolean;
  /** Undefined: a bare word, or a field that nobody knows. */
  readonly field: QueryField | undefined;
  readonly operator: ':' | '>' | '<';
  /** Any of them will do. */
  readonly values: readonly string[];
  /** Why it means nothing: then the whole search finds nothing, rather than everything. */
  readonly wrong?: QueryWrong;
}

export type QueryWrong =
  | 'field'
  | 'empty'
  | 'operator'
  | 'several'
  | 'order'
  | 'quote'
  | 'choice'
  | 'number'
  | 'size'
  | 'time'
  | 'span'
  | 'address';

const value = String.raw`(?:"(?:[^"]|"")*"?|[^\s"|]+)`;
const termPattern = new RegExp(
  String.raw`(?<minus>-)?(?:(?<name>[A-Za-z]+)(?<operator>[:><]))?(?<values>(?:${value})?(?:\|(?:${value})?)*)`,
  'g',
);

/** `from:erp@* -status:retry|suspended size>5MB "two words"`: all of them hold. */
export function parseQuery(text: string, fields: readonly QueryField[]): readonly QueryTerm[] {
  return [...text.matchAll(termPattern)].flatMap((match) => {
    const { minus, name, operator = ':', values: written = '' } = match.groups ?? {};
    if (match[0] === '') return [];
    const field = fields.find((each) => each.name === name?.toLowerCase());
    const term = {
      from: match.index,
      to: match.index + match[0].length,
      text: match[0],
      isNegated: minus !== undefined,
      field,
      operator: operator as QueryTerm['operator'],
      values: valuesIn(written),
    };
    const wrong = name !== undefined && field === undefined ? 'field' : (openIn(written) ?? wrongOf(term));
    return [wrong === undefined ? term : { ...term, wrong }];
  });
}

/** A quotation mark that nothing closes, or nothing between two bars. */
function openIn(written: string): QueryWrong | undefined {
  if (written.replaceAll('""', '').split('"').length % 2 === 0) return 'quote';
  return written.replace(/"[^"]*"/g, 'x').includes('||') ? 'empty' : undefined;
}

function valuesIn(written: string): readonly string[] {
  const found = written.match(new RegExp(value, 'g')) ?? [];
  return found.map((each) =>
    each.startsWith('"') ? each.slice(1).replace(/"$/, '').replaceAll('""', '"') : each,
  );
}

function wrongOf({ field, operator, values }: QueryTerm): QueryWrong | undefined {
  if (values.length === 0 || values.some((each) => each.trim() === '')) return 'empty';
  if (field === undefined) return undefined;
  const { kind } = field;
  if (operator !== ':' && !ordered.has(kind)) return 'operator';
  if (values.length > 1 && kind !== 'number' && ordered.has(kind)) return 'several';
  return values.map((each) => wrongValue(each, field, operator)).find((wrong) => wrong !== undefined);
}

const ordered: ReadonlySet<QueryField['kind']> = new Set(['number', 'size', 'time', 'span']);

const patterns = {
  number: /^-?\d+(?:\.\d+)?$/,
  size: /^\d+(?:\.\d+)?(?:B|KB|MB|GB)?$/i,
  time: /^(?:today|yesterday|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?|\d\d?:\d\d(?::\d\d)?)$/i,
  span: /^(?:\d+(?:\.\d+)?[smhdw])+$/i,
  address: /^[\da-f:.]+(?:\/\d{1,3}|-[\da-f:.]+)?$/i,
} as const;

function wrongValue(
  written: string,
  { kind, values = [] }: QueryField,
  operator: QueryTerm['operator'],
): QueryWrong | undefined {
  if (kind === 'text' || kind === 'exact') return undefined;
  if (kind === 'choice') return isAmong(values, written) ? undefined : 'choice';
  return wrongAmount(written, kind, operator);
}

function wrongAmount(
  written: string,
  kind: keyof typeof patterns,
  operator: QueryTerm['operator'],
): QueryWrong | undefined {
  if (kind === 'address' || operator !== ':') return patterns[kind].test(written) ? undefined : kind;
  const ends = written.split('..');
  // Four hours to the millisecond is nobody's age.
  if (kind === 'span' && ends.length === 1) return 'order';
  return areEnds(ends, patterns[kind]) ? undefined : kind;
}

function isAmong(values: readonly string[], written: string): boolean {
  return values.some((each) => each.toLowerCase() === written.toLowerCase());
}

/** One value, or a range: from the one, up to the other, or both. */
function areEnds(ends: readonly string[], pattern: RegExp): boolean {
  const given = ends.length === 2 ? ends.filter((end) => end !== '') : ends;
  return ends.length <= 2 && given.length > 0 && given.every((end) => pattern.test(end));
}

/** The text without that term. */
export function withoutTerm(text: string, { from, to }: Pick<QueryTerm, 'from' | 'to'>): string {
  return `${text.slice(0, from).trimEnd()} ${text.slice(to).trimStart()}`.trim();
}

/** The text with one more term, whose value is what a row has. */
export function withTerm(text: string, name: string, wanted: string): string {
  const term = `${name}:${/^[\w.@+-]+$/.test(wanted) ? wanted : `"${wanted.replaceAll('"', '""')}"`}`;
  return text.includes(term) ? text : `${text} ${term}`.trim();
}

const spanUnits: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `4h`, `1h30m`, in milliseconds. */
export function spanMs(written: string): number {
  const parts = [...written.matchAll(/([\d.]+)([smhdw])/gi)];
  return parts.reduce((sum, [, count, unit = '']) => {
    return sum + Number(count) * (spanUnits[unit.toLowerCase()] ?? 0);
  }, 0);
}

/** A time as people write it, in their zone: a minute, or a day, from its first moment to that of the next one. */
export function momentOf(
  written: string,
  { now, isUtc }: { readonly now: number; readonly isUtc: boolean },
): { readonly from: number; readonly to: number } {
  const dayMs = 86_400_000;
  const shift = isUtc ? 0 : new Date(now).getTimezoneOffset() * 60_000;
  const today = Math.floor((now - shift) / dayMs) * dayMs + shift;
  const word = written.toLowerCase();
  if (word === 'today') return { from: today, to: today + dayMs };
  if (word === 'yesterday') return { from: today - dayMs, to: today };
  const [date, time] = word.includes('-') ? word.split('t') : [undefined, word];
  const day = date === undefined ? today : Date.parse(`${date}T00:00:00${isUtc ? 'Z' : ''}`);
  return time === undefined ? { from: day, to: day + dayMs } : timeOf(day, time);
}

/** A minute of a day, or a second. */
function timeOf(day: number, time: string): { readonly from: number; readonly to: number } {
  const [hours = 0, minutes = 0, seconds] = time.split(':').map(Number);
  const from = day + (hours * 60 + minutes) * 60_000 + (seconds ?? 0) * 1_000;
  return { from, to: from + (seconds === undefined ? 60_000 : 1_000) };
}
