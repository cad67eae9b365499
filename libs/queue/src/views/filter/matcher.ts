import { addressRange, parseByteSize, parseIpRange, parseTimeSpan, rangeContains } from '@mailyard/schema';

import { FilterError, type Filter, type Properties, type PropertyKind, type Term } from './predicate.js';

type Value = string | number;
type Test = (value: Value) => boolean;
type Matcher<Row> = (row: Row) => boolean;

interface Condition {
  readonly property: string;
  readonly not?: boolean;
  readonly operator: string;
  readonly values?: readonly Value[];
}

/** Whether a row passes a filter. Throws a FilterError for what the types would not have allowed. */
export function matcher<Row, Of extends Properties<Row>>(properties: Of, filter: Filter<Of>): Matcher<Row> {
  const all = filter.map((term) => termMatcher<Row, Of>(properties, term));
  return (row) => all.every((holds) => holds(row));
}

function termMatcher<Row, Of extends Properties<Row>>(properties: Of, term: Term<Of>): Matcher<Row> {
  if ('any' in term || 'none' in term) {
    const filters = 'any' in term ? term.any : term.none;
    const each = filters.map((filter) => matcher<Row, Of>(properties, filter));
    return (row) => each.some((holds) => holds(row)) === 'any' in term;
  }
  const condition = term as Condition;
  const property = Object.hasOwn(properties, condition.property) ? properties[condition.property] : undefined;
  if (property === undefined) throw new FilterError(`there is no property ${condition.property}`);
  const holds = conditionOn(property.kind, condition);
  return (row) => holds(valuesOf(property.of(row))) !== (condition.not ?? false);
}

function valuesOf(found: Value | readonly Value[] | undefined): readonly Value[] {
  if (found === undefined || found === '') return [];
  return typeof found === 'object' ? found : [found];
}

function conditionOn(kind: PropertyKind, condition: Condition): (found: readonly Value[]) => boolean {
  const { operator, values = [], property } = condition;
  if (operator === 'present') return (found) => found.length > 0;
  if (operator === 'absent') return (found) => found.length === 0;
  if (values.length === 0) throw new FilterError(`${property} is compared with nothing`);
  if (operator === 'ne') {
    const same = values.map((value) => testOf(kind, { ...condition, operator: 'eq' }, value));
    return (found) => !found.some((each) => same.some((test) => test(each)));
  }
  const tests = values.map((value) => testOf(kind, condition, value));
  return (found) => found.some((each) => tests.some((test) => test(each)));
}

function testOf(kind: PropertyKind, { operator, property }: Condition, value: Value): Test {
  const number = numberOf[kind];
  const test =
    number !== undefined
      ? numberTest(operator, typeof value === 'number' ? value : (number(value) ?? NaN))
      : kind === 'address' && operator === 'in'
        ? rangeTest(String(value))
        : textTest(kind, operator, String(value));
  if (test !== undefined) return test;
  throw new FilterError(`${property} cannot be compared by ${operator} with ${value}`);
}

/** Of what people write, for the kinds that have an order. */
const numberOf: Readonly<Partial<Record<PropertyKind, (text: string) => number | undefined>>> = {
  number: (text) => (text.trim() === '' ? undefined : Number(text)),
  size: parseByteSize,
  span: parseTimeSpan,
  time: (text) => (/^\d{11,}$/.test(text) ? Number(text) : Date.parse(text)),
};

function numberTest(operator: string, value: number): Test | undefined {
  if (Number.isNaN(value)) return undefined;
  switch (operator) {
    case 'eq':
      return (found) => found === value;
    case 'gt':
      return (found) => Number(found) > value;
    case 'ge':
      return (found) => Number(found) >= value;
    case 'lt':
      return (found) => Number(found) < value;
    case 'le':
      return (found) => Number(found) <= value;
    default:
      return undefined;
  }
}

function textTest(kind: PropertyKind, operator: string, value: string): Test | undefined {
  const wanted = value.toLowerCase();
  if (operator === 'eq') return (found) => String(found).toLowerCase() === wanted;
  if (operator !== 'like' || kind !== 'text') return undefined;
  const pieces = wanted.split('*');
  return (found) => isLike(String(found).toLowerCase(), pieces);
}

/** The pieces follow each other, the first at the beginning and the last at the end; in time linear in the text. */
function isLike(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

function rangeTest(value: string): Test | undefined {
  const range = parseIpRange(value);
  if (range === undefined) return undefined;
  return (found) => {
    const address = addressRange(String(found));
    return address !== undefined && rangeContains(range, address);
  };
}
