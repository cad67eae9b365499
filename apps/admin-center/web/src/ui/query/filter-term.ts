import { parseQuery, type QueryField, type QueryWrong } from './query-terms.js';

/** How a property can be compared, in the words of Queue Viewer. */
export type Comparison =
  'equals' | 'notEquals' | 'contains' | 'notContains' | 'greater' | 'less' | 'present' | 'notPresent';

const presence: readonly Comparison[] = ['present', 'notPresent'];
const denied: readonly Comparison[] = ['notEquals', 'notContains', 'notPresent'];

/** What the search language can say of a field of each kind. */
export const comparisons: Readonly<Record<QueryField['kind'], readonly Comparison[]>> = {
  text: ['contains', 'notContains', ...presence],
  exact: ['equals', 'notEquals', ...presence],
  choice: ['equals', 'notEquals'],
  address: ['equals', 'notEquals'],
  number: ['equals', 'notEquals', 'greater', 'less'],
  size: ['greater', 'less', 'equals'],
  time: ['equals', 'greater', 'less'],
  span: ['greater', 'less'],
};

export function takesValue(comparison: Comparison): boolean {
  return !presence.includes(comparison);
}

export interface FilterTerm {
  readonly text: string;
  readonly wrong?: QueryWrong | undefined;
}

/** A condition as it is written in a search. */
export function filterTerm(field: QueryField, comparison: Comparison, value: string): FilterTerm {
  const said = takesValue(comparison) ? quoted(value) : '*';
  const text = `${denied.includes(comparison) ? '-' : ''}${field.name}${operatorOf(comparison)}${said}`;
  return { text, wrong: takesValue(comparison) ? parseQuery(text, [field])[0]?.wrong : undefined };
}

function operatorOf(comparison: Comparison): string {
  if (comparison === 'greater') return '>';
  return comparison === 'less' ? '<' : ':';
}

function quoted(value: string): string {
  return value === '' || /[\s|"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
