import { filterTerm, type Comparison } from './filter-term.js';
import { parseQuery, type QueryField } from './query-terms.js';

const fields: readonly QueryField[] = [
  { name: 'from', kind: 'text' },
  { name: 'status', kind: 'choice', values: ['Retry', 'Suspended'] },
  { name: 'size', kind: 'size' },
];

it.each<[string, Comparison, string, string]>([
  ['from', 'contains', 'erp', 'from:erp'],
  ['from', 'notContains', 'two words', '-from:"two words"'],
  ['from', 'contains', 'a "b"|c', 'from:"a ""b""|c"'],
  ['from', 'notPresent', '', '-from:*'],
  ['status', 'notEquals', 'Retry', '-status:Retry'],
  ['size', 'greater', '5MB', 'size>5MB'],
])('%s %s %s is written %s, and read so', (name, comparison, value, text) => {
  const field = fields.find((each) => each.name === name) ?? { name, kind: 'text' };
  expect(filterTerm(field, comparison, value)).toEqual({ text, wrong: undefined });
  const [read, ...others] = parseQuery(text, fields);
  expect([read?.field?.name, read?.values, others]).toEqual([name, [value || '*'], []]);
});

it('what cannot be asked says why', () => {
  expect(filterTerm({ name: 'size', kind: 'size' }, 'greater', 'much').wrong).toBe('size');
  expect(filterTerm({ name: 'from', kind: 'text' }, 'contains', '').wrong).toBe('empty');
});
