import type { QueryTerm } from '../searches/query/query-terms.js';

/** The field of tracking that a term of a query is about; a bare word is of a subject, or an address. */
export function trackedField({ field, values: [value] }: QueryTerm): string {
  return field?.toLowerCase() ?? (value?.text.includes('@') === true ? 'to' : 'subject');
}
