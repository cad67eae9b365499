import { OpathError, parseOpath, type OpathComparison, type OpathExpression } from '@mailyard/schema';

import { FilterError, type Filter, type Properties, type Term } from './predicate.js';

/**
 * A filter that was written in Exchange's language, for these properties. Upper and lower case are the same in their names.
 * Throws a FilterError for what is none.
 */
export function opathFilter<Of extends Properties<never>>(properties: Of, text: string): Filter<Of> {
  try {
    return filterOf(properties, parseOpath(text));
  } catch (error) {
    throw error instanceof OpathError ? new FilterError(error.message) : error;
  }
}

function filterOf<Of extends Properties<never>>(properties: Of, expression: OpathExpression): Filter<Of> {
  if ('all' in expression) return expression.all.flatMap((each) => filterOf(properties, each));
  if ('any' in expression) return [{ any: expression.any.map((each) => filterOf(properties, each)) }];
  if ('not' in expression) return [{ none: [filterOf(properties, expression.not)] }];
  return [comparisonOf(properties, expression)];
}

function comparisonOf<Of extends Properties<never>>(
  properties: Of,
  { property: written, operator, value }: OpathComparison,
): Term<Of> {
  const key = written.toLowerCase();
  const property = Object.keys(properties).find((name) => name.toLowerCase() === key);
  if (property === undefined) throw new FilterError(`there is no property ${written}`);
  const condition = { property, ...conditionOf(operator, value) };
  // Whether it may be asked of that kind of property is said by the matcher.
  return condition as unknown as Term<Of>;
}

function conditionOf(operator: OpathComparison['operator'], value: string | null) {
  if (value === null || value === '') {
    if (operator === 'eq') return { operator: 'absent' };
    if (operator === 'ne') return { operator: 'present' };
    throw new FilterError(`nothing can be compared with an empty value by -${operator}`);
  }
  if (operator === 'contains') return { operator: 'like', values: [`*${value}*`] };
  if (operator === 'notlike') return { operator: 'like', values: [value], not: true };
  return { operator, values: [value] };
}
