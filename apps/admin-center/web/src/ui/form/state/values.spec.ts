import {
  formValuesOf,
  kilobytes,
  megabytes,
  number,
  octets,
  optional,
  parametersOf,
  timeSpan,
} from './values.js';

const shown = { Size: megabytes, Header: kilobytes, Count: number, Wait: timeSpan, Comment: optional };

it('an object is shown in the units that people type, and said back as the server takes them', () => {
  const object = {
    Name: 'a',
    Size: 37_748_736,
    Header: 262_144,
    Count: 5,
    Wait: 90_061_000,
    Comment: undefined,
  };
  const values = formValuesOf(object, shown);
  expect(values).toEqual({
    Name: 'a',
    Size: '36',
    Header: '256',
    Count: '5',
    Wait: '1.01:01:01',
    Comment: '',
  });
  expect(parametersOf(values, ['Size', 'Header', 'Count', 'Wait', 'Comment', 'Name'], shown)).toEqual({
    Size: '36MB',
    Header: '256KB',
    Count: 5,
    Wait: '1.01:01:01',
    Comment: null,
    Name: 'a',
  });
});

it('words are said as they stand, and what is no number as well: the server tells what is wrong with it', () => {
  const values = { Size: 'Unlimited', Count: 'many', Wait: 'soon', Comment: ' note ' };
  expect(parametersOf(values, ['Size', 'Count', 'Wait', 'Comment'], shown)).toEqual({
    Size: 'Unlimited',
    Count: 'many',
    Wait: 'soon',
    Comment: 'note',
  });
});

it.each([
  [37_748_736, '36 MB'],
  [262_144, '256 KB'],
  [1_000, '1000 B'],
  [0, '0 B'],
  ['Unlimited', 'Unlimited'],
])('%p octets stand as %s', (value, text) => {
  expect(octets.toText(value)).toBe(text);
});
