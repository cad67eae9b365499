import { addressRange, parseByteSize, parseIpRange, parseTimeSpan, rangeContains } from '@mailyard/schema';

import {
  anyPasses,
  FilterError,
  type AskedProperty,
  type Filter,
  type Passes,
  type Properties,
  type PropertyKind,
  type Term,
  type Value,
} from './predicate.js';

type Matcher<Row> = (row: Row) => boolean;

interface Condition {
  readonly property: string;
  readonly not?: boolean;
  readonly operator: string;
  readonly values?: readonly Value[];
}

/** Whether a row passes a filter. Throws a FilterError for what the types would not have allowed. */
export function matcher<Row, Of extends Properties<Row>>(properties: Of, filter: Filter<Of>): Matcher<Row> {
  return matcherBy((name) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === undefined) return undefined;
    const { kind, of } = property;
    return { kind, asked: (passes) => (row: Row) => anyPasses(of(row), passes) };
  }, filter);
}

/** The same where a property is asked for by its name. */
export function matcherBy<Row, Of extends Properties<never>>(
  propertyOf: (name: string) => AskedProperty<Row> | undefined,
  filter: Filter<Of>,
): Matcher<Row> {
  const [first = () => true, ...others] = filter.map((term) => termMatcher<Row, Of>(propertyOf, term));
  return others.length === 0 ? first : (row) => first(row) && others.every((holds) => holds(row));
}

function termMatcher<Row, Of extends Properties<never>>(
  propertyOf: (name: string) => AskedProperty<Row> | undefined,
  term: Term<Of>,
): Matcher<Row> {
  if ('any' in term || 'none' in term) {
    const filters = 'any' in term ? term.any : term.none;
    const each = filters.map((filter) => matcherBy<Row, Of>(propertyOf, filter));
    return (row) => each.some((holds) => holds(row)) === 'any' in term;
  }
  const condition = term as Condition;
  const property = propertyOf(condition.property);
  if (property === undefined) throw new FilterError(`there is no property ${condition.property}`);
  const { passes, denied } = asking(property.kind, condition);
  const holds = property.asked(passes);
  return denied === (condition.not === true) ? holds : (row) => !holds(row);
}

/** What is asked of the values, and whether a condition says that none of them passes. */
function asking(
  kind: PropertyKind,
  condition: Condition,
): { readonly passes: Passes; readonly denied: boolean } {
  const { operator, values = [], property } = condition;
  const denied = operator === 'absent' || operator === 'ne';
  if (operator === 'present' || operator === 'absent') return { passes: (value) => value !== '', denied };
  if (values.length === 0) throw new FilterError(`${property} is compared with nothing`);
  const asked = operator === 'ne' ? { ...condition, operator: 'eq' } : condition;
  const [only = () => false, ...others] = values.map((value) => testOf(kind, asked, value));
  if (others.length === 0) return { passes: only, denied };
  return { passes: (value) => only(value) || others.some((test) => test(value)), denied };
}

function testOf(kind: PropertyKind, { operator, property }: Condition, value: Value): Passes {
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

function numberTest(operator: string, value: number): Passes | undefined {
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

function textTest(kind: PropertyKind, operator: string, value: string): Passes | undefined {
  const wanted = value.toLowerCase();
  const small = (found: Value): string => String(found).toLowerCase();
  if (operator === 'eq') return (found) => small(found) === wanted;
  if (operator !== 'like' || kind !== 'text') return undefined;
  const pieces = wanted.split('*');
  const [first, middle = '', last, ...others] = pieces;
  const anywhere = first === '' && last === '' && others.length === 0;
  return anywhere ? (found) => small(found).includes(middle) : (found) => isLike(small(found), pieces);
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

function rangeTest(value: string): Passes | undefined {
  const range = parseIpRange(value);
  if (range === undefined) return undefined;
  const isIn = (found: Value): boolean => {
    const address = addressRange(String(found));
    return address !== undefined && rangeContains(range, address);
  };
  return remembered(isIn);
}

const rememberedMax = 10_000;

/** Few hosts send very many messages, and to read an address takes longer than to remember what was said of it. */
function remembered(test: Passes): Passes {
  const known = new Map<Value, boolean>();
  return (found) => {
    const said = known.get(found);
    if (said !== undefined) return said;
    const passes = test(found);
    if (known.size < rememberedMax) known.set(found, passes);
    return passes;
  };
}
