import { nameKey, type OpathExpression, type OpathOperator } from '@mailyard/schema';

/** Null is what somebody has who lacks the property. */
export type FilterValue = string | number | boolean | null;
export type Values = readonly FilterValue[];

/** What objects have that a filter may ask for; properties are named as the filter does. */
export interface Properties<T> {
  valuesOf(object: T, property: string): Values;
  /** What a filter compares with, in the form that objects have it. */
  comparable(property: string, value: string | null): FilterValue;
}

/** What a filter in OPATH demands of an object. */
export function filterDemand<T>(filter: OpathExpression, properties: Properties<T>): (object: T) => boolean {
  if ('all' in filter) {
    const all = filter.all.map((each) => filterDemand(each, properties));
    return (object) => all.every((demand) => demand(object));
  }
  if ('any' in filter) {
    const any = filter.any.map((each) => filterDemand(each, properties));
    return (object) => any.some((demand) => demand(object));
  }
  if ('not' in filter) {
    const demand = filterDemand(filter.not, properties);
    return (object) => !demand(object);
  }
  const { property, operator } = filter;
  const compare = comparison(operator, properties.comparable(property, filter.value));
  return (object) => compare(properties.valuesOf(object, property));
}

/** -ne and -notlike also hold where there is no value at all. */
function comparison(operator: OpathOperator, value: FilterValue): (values: Values) => boolean {
  switch (operator) {
    case 'eq':
    case 'contains':
      return isEqual(value);
    case 'ne':
      return not(isEqual(value));
    case 'like':
      return isLike(value);
    case 'notlike':
      return not(isLike(value));
    case 'gt':
      return (values) => values.some((each) => order(each, value) > 0);
    case 'ge':
      return (values) => values.some((each) => order(each, value) >= 0);
    case 'lt':
      return (values) => values.some((each) => order(each, value) < 0);
    case 'le':
      return (values) => values.some((each) => order(each, value) <= 0);
  }
}

const not =
  (demand: (values: Values) => boolean) =>
  (values: Values): boolean =>
    !demand(values);

function isEqual(value: FilterValue): (values: Values) => boolean {
  if (value === null) return (values) => values.length === 0;
  const key = keyOf(value);
  return (values) => values.some((each) => keyOf(each) === key);
}

function isLike(value: FilterValue): (values: Values) => boolean {
  const pieces = keyOf(value).split('*');
  return (values) => values.some((each) => matchesPieces(keyOf(each), pieces));
}

/** The pieces between the asterisks of a pattern: the first begins the text, the last ends it, others come in order. */
function matchesPieces(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of others) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** NaN where the two cannot be compared, so that no order between them holds. */
function order(one: FilterValue, other: FilterValue): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one !== 'string' || typeof other !== 'string') return Number.NaN;
  return keyOf(one).localeCompare(keyOf(other), 'en');
}

const keyOf = (value: FilterValue): string => nameKey(String(value));
