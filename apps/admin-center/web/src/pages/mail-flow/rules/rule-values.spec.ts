import {
  changedParameters,
  newParameters,
  present,
  ruleValues,
  type RulePart,
  type RuleParts,
} from './rule-values.js';

const part = (name: string, ...parameters: readonly string[]): RulePart => ({
  name,
  parameters,
  description: '',
});
const words = {
  toText: (value: unknown) => (Array.isArray(value) ? value.join('\n') : ''),
  toValue: (text: unknown) => (text === '' ? null : String(text).split('\n')),
};
const parts: RuleParts = {
  conditions: [
    part('SubjectContains', 'SubjectContainsWords'),
    part('HeaderContains', 'HeaderContainsMessageHeader', 'HeaderContainsWords'),
  ],
  actions: [part('PrependSubject', 'PrependSubject'), part('DeleteMessage', 'DeleteMessage')],
  shown: {
    SubjectContainsWords: words,
    ExceptIfSubjectContainsWords: words,
    HeaderContainsWords: words,
    DeleteMessage: present,
  },
};
const rule = {
  Name: 'Mark',
  State: 'Enabled',
  SubjectContainsWords: ['a', 'b'],
  ExceptIfSubjectContainsWords: ['c'],
  PrependSubject: 'x',
};

it('§2.2: what a rule has stands in three lists', () => {
  expect(ruleValues(rule, parts)).toMatchObject({
    conditions: ['SubjectContains'],
    exceptions: ['SubjectContains'],
    actions: ['PrependSubject'],
    SubjectContainsWords: 'a\nb',
  });
});

it.each([
  ['nothing', {}, {}],
  ['a word', { SubjectContainsWords: 'a' }, { SubjectContainsWords: ['a'] }],
  ['a condition that is taken away', { conditions: [] }, { SubjectContainsWords: null }],
  ['an exception that is taken away', { exceptions: [] }, { ExceptIfSubjectContainsWords: null }],
  ['another action', { actions: ['PrependSubject', 'DeleteMessage'] }, { DeleteMessage: true }],
  [
    'a condition with two parameters',
    {
      conditions: ['SubjectContains', 'HeaderContains'],
      HeaderContainsMessageHeader: 'X-A',
      HeaderContainsWords: 'y',
    },
    { HeaderContainsMessageHeader: 'X-A', HeaderContainsWords: ['y'] },
  ],
])('of %s what changed is said', (_, change, said) => {
  expect(changedParameters({ ...ruleValues(rule, parts), ...change }, rule, parts)).toEqual(said);
});

it('of a new rule only its own parts are said, whatever stands in fields of others', () => {
  const values = { ...ruleValues({ Name: 'New' }, parts), actions: ['DeleteMessage'], PrependSubject: 'x' };
  expect(newParameters(values, parts)).toEqual({ Name: 'New', DeleteMessage: true });
});
