import {
  changedFields,
  fieldOf,
  formReducer,
  openedForm,
  pageOf,
  wrongsUpTo,
  type FormPage,
} from './form-state.js';

const pages: readonly FormPage[] = [
  { title: 'Name', fields: ['Name', 'TransportRole'] },
  { title: 'Bindings', fields: ['Bindings'], rules: ['C3'] },
  { title: 'Remote', fields: ['RemoteIPRanges'], rules: ['C1', 'C2'] },
];
const wrong = (parameter?: string, rule?: string) => ({
  detail: 'wrong',
  ...(parameter !== undefined && { parameter }),
  ...(rule !== undefined && { rule }),
});

it.each([
  ['at its field', wrong('Name', 'N3'), 0],
  ['where the rule is mended', wrong('Bindings', 'C1'), 2],
  ['where the rule is mended, of another field', wrong('RemoteIPRanges', 'C3'), 1],
  ['at the end, when no page has it', wrong('Fqdn'), 2],
  ['at the end, when it is of nothing', wrong(), 2],
])('something wrong is told %s', (_, told, page) => {
  expect(pageOf(told, pages)).toBe(page);
});

it('a wizard stays for what can be mended there or before, and for nothing else', () => {
  const wrongs = [wrong('Bindings', 'C1'), wrong('Name', 'N3')];
  expect(wrongsUpTo(1, wrongs, pages)).toEqual([wrong('Name', 'N3')]);
  expect(wrongsUpTo(2, wrongs, pages)).toEqual(wrongs);
});

it('a rule of another parameter is told at the last field of its page', () => {
  const [, bindings = pages[0], remote = pages[0]] = pages;
  expect(fieldOf(wrong('Bindings', 'C1'), remote as FormPage)).toBe('RemoteIPRanges');
  expect(fieldOf(wrong('Name'), bindings as FormPage)).toBeUndefined();
});

it('what was cleared and what was never there are the same; what was typed and taken back is no change', () => {
  const opened = openedForm({ Name: 'a', Ranges: ['1'], Comment: undefined });
  const typed = formReducer(opened, { type: 'set', change: { Name: 'b', Comment: '', Ranges: ['1'] } });
  expect(changedFields(typed)).toEqual(['Name']);
  expect(changedFields(formReducer(typed, { type: 'set', change: { Name: 'a' } }))).toEqual([]);
});

it('a refusal tells of all fields of the page, and goes there', () => {
  const state = formReducer(openedForm({}), { type: 'refused', fields: ['Name'], at: 2 });
  expect([...state.told]).toEqual(['Name']);
  expect(state.at).toBe(2);
});
