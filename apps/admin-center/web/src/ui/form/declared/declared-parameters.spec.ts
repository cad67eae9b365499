import { isSaid, shownDeclared, undrawn, type DeclaredParameter } from './declared-parameters.js';

const declared = (name: string, more: Partial<DeclaredParameter> = {}): DeclaredParameter => ({
  name,
  label: name,
  help: '',
  type: 'string',
  multiple: false,
  required: false,
  secret: false,
  inert: false,
  tab: 'General',
  ...more,
});
const pages = [
  { title: 'Allgemein', declared: 'General', fields: ['Name'] },
  { title: 'Grenzen', declared: 'Limits', fields: ['MaxSize'] },
  { title: 'Wer passt', fields: [] },
];

it('§8.3: a parameter that no page draws stands on its tab, and one of a new tab on the last', () => {
  const more = undrawn(pages, [
    declared('Name'),
    declared('NewName'),
    declared('MaxNew', { tab: 'Limits' }),
    declared('Elsewhere', { tab: 'Brand new' }),
  ]);
  expect([...more].map(([{ title }, all]) => [title, all.map(({ name }) => name)])).toEqual([
    ['Allgemein', ['NewName']],
    ['Grenzen', ['MaxNew', 'Elsewhere']],
  ]);
});

it.each([
  [declared('a'), true],
  [declared('a', { type: 'boolean' }), true],
  [declared('a', { inert: true }), false],
  [declared('a', { fixed: 'another one can' }), false],
  [declared('a', { type: 'object' }), false],
])('%o has a field: %s', (parameter, expected) => {
  expect(isSaid(parameter)).toBe(expected);
});

it.each([
  ['size', 37_748_736, '36 MB'],
  ['size', 65_536, '64 KB'],
  ['size', 'Unlimited', 'Unlimited'],
  ['timespan', 600_000, '00:10:00'],
  ['integer', 5, '5'],
] as const)('a %s of %s is shown as %s', (type, value, text) => {
  expect(shownDeclared([declared('a', { type })])['a']?.toText(value)).toBe(text);
});

it('what has no default is cleared by an empty field', () => {
  const shown = shownDeclared([
    declared('Room', { type: 'size' }),
    declared('Age', { type: 'size', default: 1 }),
  ]);
  expect(shown['Room']?.toValue('')).toBeNull();
  expect(shown['Age']?.toValue('')).toBe('');
});
