import { parseByteSize } from '@mailyard/schema';

import { localTime } from './local-time.js';
import type { FieldKind, QueryField } from './query-fields.js';
import type { QueryOperator, QueryTerm, QueryValue } from './query-terms.js';

/** One condition as Search-Message and Get-Queue take it. */
export interface Condition {
  readonly property: string;
  readonly operator: 'eq' | 'like' | 'gt' | 'ge' | 'lt' | 'le' | 'in';
  readonly values: readonly (string | number)[];
}

/** What is known while a query is read. */
export interface QueryMoment {
  /** Of whoever asks: an IANA name. */
  readonly zone: string;
  readonly now: number;
  /** Numbers of the operations of whoever asks that hold messages now. */
  readonly heldByMe: readonly string[];
}

/** What a value is understood as, or why it is not. */
type Read = { readonly conditions: readonly Condition[] } | { readonly problem: string };

/** The conditions of a term, all of which hold; of several values any will do. */
export function conditionsOf(term: QueryTerm, field: QueryField, moment: QueryMoment): Read {
  const { operator, values } = term;
  const [only, ...others] = values;
  if (only === undefined) return { problem: 'it is compared with nothing' };
  if (others.length > 0) return severalConditions(term, field, moment);
  const range = operator === ':' ? rangeOf(only, field.kind) : undefined;
  if (range !== undefined) return between(range, field, moment);
  return readers[field.kind](only, { operator, field, moment });
}

function severalConditions(
  { field: named = '', operator, values }: QueryTerm,
  field: QueryField,
  moment: QueryMoment,
): Read {
  if (operator !== ':' || !takesSeveral.includes(field.kind)) {
    return { problem: `${named} is compared with one value` };
  }
  const parts = values.map((each) => readers[field.kind](each, { operator, field, moment }));
  const problem = parts.find((part) => 'problem' in part);
  return (
    problem ?? { conditions: merged(parts.flatMap((part) => ('problem' in part ? [] : part.conditions))) }
  );
}

const takesSeveral: readonly FieldKind[] = ['text', 'name', 'choice', 'number', 'address'];
const ranged: readonly FieldKind[] = ['number', 'size', 'time', 'age', 'ahead', 'span'];

/** Of several values any will do: they are values of one condition, which has one operator. */
function merged(all: readonly Condition[]): readonly Condition[] {
  const [first] = all;
  if (first === undefined) return [];
  const operator = all.some((each) => each.operator === 'like') ? 'like' : first.operator;
  return [{ ...first, operator, values: all.flatMap(({ values }) => values) }];
}

function rangeOf({ text, isQuoted }: QueryValue, kind: FieldKind): readonly [string, string] | undefined {
  const parts = text.split('..');
  const [from, to] = parts;
  if (isQuoted || !ranged.includes(kind) || parts.length !== 2) return undefined;
  return [from ?? '', to ?? ''];
}

function between([from, to]: readonly [string, string], field: QueryField, moment: QueryMoment): Read {
  const ends = [
    [from, 'ge'],
    [to, 'le'],
  ] as const;
  const conditions: Condition[] = [];
  for (const [text, operator] of ends) {
    if (text === '') continue;
    const value = amountOf(text, field.kind, { moment, isEnd: operator === 'le' });
    if (value === undefined) return { problem: `${text} is no ${wordOf[field.kind]}` };
    const turned = field.kind === 'age' ? ({ ge: 'le', le: 'ge' } as const)[operator] : operator;
    conditions.push({ property: field.property, operator: turned, values: [value] });
  }
  return conditions.length === 0 ? { problem: 'both ends are empty' } : { conditions };
}

interface Reading {
  readonly operator: QueryOperator;
  readonly field: QueryField;
  readonly moment: QueryMoment;
}

type Reader = (value: QueryValue, reading: Reading) => Read;

const readers: Readonly<Record<FieldKind, Reader>> = {
  text: ({ text, isQuoted }, { operator, field: { property } }) => {
    if (operator !== ':') return { problem: 'a text is compared by : only' };
    const pattern = !isQuoted && text.includes('*') ? text : `*${text}*`;
    return { conditions: [{ property, operator: 'like', values: [pattern] }] };
  },
  name: ({ text }, { operator, field: { property }, moment }) => {
    if (operator !== ':') return { problem: 'a name is compared by : only' };
    if (property === 'HeldBy' && text.toLowerCase() === 'me') {
      // Of nobody's operations: none has this number.
      const values = moment.heldByMe.length > 0 ? moment.heldByMe : ['0'];
      return { conditions: [{ property, operator: 'eq', values }] };
    }
    return { conditions: [{ property, operator: text.includes('*') ? 'like' : 'eq', values: [text] }] };
  },
  choice: ({ text }, { operator, field: { property, choices } }) => {
    if (operator !== ':') return { problem: 'it is compared by : only' };
    const known = choices?.find((each) => each.toLowerCase() === text.toLowerCase());
    if (choices !== undefined && known === undefined) {
      return { problem: `${text} is none of ${choices.join(', ')}` };
    }
    return { conditions: [{ property, operator: 'eq', values: [known ?? text] }] };
  },
  address: ({ text }, { operator, field: { property } }) =>
    operator === ':'
      ? { conditions: [{ property, operator: 'in', values: [text] }] }
      : { problem: 'an address is compared by : only' },
  number: amount,
  size: amount,
  span: amount,
  age: amount,
  ahead: amount,
  time: (value, reading) => {
    const { operator, field, moment } = reading;
    const range = localTime(value.text, moment);
    if (range === undefined) return { problem: `${value.text} is no ${wordOf.time}` };
    const { property } = field;
    if (operator === '<') return { conditions: [{ property, operator: 'lt', values: [range.from] }] };
    if (operator === '>') return { conditions: [{ property, operator: 'ge', values: [range.to] }] };
    return {
      conditions: [
        { property, operator: 'ge', values: [range.from] },
        { property, operator: 'lt', values: [range.to] },
      ],
    };
  },
};

function amount({ text }: QueryValue, { operator, field: { property, kind }, moment }: Reading): Read {
  const value = amountOf(text, kind, { moment, isEnd: false });
  if (value === undefined) return { problem: `${text} is no ${wordOf[kind]}` };
  const asked = ({ ':': 'eq', '<': 'lt', '>': 'gt' } as const)[operator];
  const isSpan = kind === 'age' || kind === 'ahead' || kind === 'span';
  if (asked === 'eq' && isSpan) return { problem: `say < or >, or a range: ${text}..` };
  // What is older was received before.
  const turned = kind === 'age' ? ({ lt: 'gt', gt: 'lt', eq: 'eq' } as const)[asked] : asked;
  return { conditions: [{ property, operator: turned, values: [value] }] };
}

const wordOf: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  name: 'name',
  choice: 'choice',
  address: 'address, range or network',
  number: 'number',
  size: 'size such as 5MB',
  span: 'time span such as 4h',
  age: 'time span such as 4h',
  ahead: 'time span such as 1h',
  time: 'time such as 10:00 or 2026-11-30',
};

function amountOf(
  text: string,
  kind: FieldKind,
  { moment, isEnd }: { readonly moment: QueryMoment; readonly isEnd: boolean },
): number | undefined {
  if (kind === 'size') return parseByteSize(text);
  if (kind === 'span') return spanOf(text);
  if (kind === 'age') return within(moment.now, spanOf(text), -1);
  if (kind === 'ahead') return within(moment.now, spanOf(text), 1);
  if (kind === 'time') {
    const range = localTime(text, moment);
    return range && (isEnd ? range.to - 1 : range.from);
  }
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function within(now: number, span: number | undefined, sign: 1 | -1): number | undefined {
  return span === undefined ? undefined : now + sign * span;
}

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `90s`, `1h30m`, `2d`. */
function spanOf(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?[smhdw])+$/i.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smhdw])/gi)];
  return parts.reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (units[unit.toLowerCase()] ?? 0),
    0,
  );
}
