import { ReplyError } from '../../reply/reply.js';
import { parsePathArguments, trimBlankEnd, trimBlanks } from './arguments.js';

const strict = { angleBracketsRequired: true };
const lenient = { angleBracketsRequired: false };

describe('arguments of MAIL and RCPT (RFC 5321 §4.1.1.2, §4.1.1.3, §4.1.1.11)', () => {
  it.each([
    ['FROM:<a@b>', '<a@b>', []],
    ['from:<a@b>', '<a@b>', []],
    ['FROM: <a@b>', '<a@b>', []],
    [
      'FROM:<a@b> SIZE=10 SMTPUTF8',
      '<a@b>',
      [
        ['SIZE', '10'],
        ['SMTPUTF8', undefined],
      ],
    ],
    [
      'FROM:<a@b>  size=10   body=8BITMIME ',
      '<a@b>',
      [
        ['SIZE', '10'],
        ['BODY', '8BITMIME'],
      ],
    ],
    ['FROM:<"> SIZE=1"@b> SIZE=2', '<"> SIZE=1"@b>', [['SIZE', '2']]],
    ['FROM:<"\\">"@b>', '<"\\">"@b>', []],
    ['FROM:a@b', '', []],
    ['FROM:', '', []],
    ['FROM:<a@b>SIZE=1', '', []],
    ['FROM:\t<a@b> \t', '<a@b>', []],
    ['FROM:<a@b>\u00a0', '', []],
    ['FROM:\u2003<a@b>', '', []],
  ])('%s', (text, path, parameters) => {
    const parsed = parsePathArguments('FROM', text, strict);
    expect(parsed?.path).toBe(path);
    expect(Array.from(parsed?.parameters ?? [])).toEqual(parameters);
  });

  it.each(['', 'TO:<a@b>', 'FROM <a@b>', 'FROM', '<a@b>'])('is not FROM: %j', (text) => {
    expect(parsePathArguments('FROM', text, strict)).toBeUndefined();
  });

  it.each(['SIZE=1 SIZE=2', 'SIZE=1 size=1', '=1', 'SIZE=', 'A=B=C', '-A', 'A_B', 'ü=1'])(
    'refuses parameters %j with 501',
    (text) => {
      expect(() => parsePathArguments('TO', `TO:<a@b> ${text}`, strict)).toThrow(ReplyError);
      expect(() => parsePathArguments('TO', `TO:<a@b> ${text}`, strict)).toThrow(/^501 5\.5\.4/);
    },
  );
});

describe('addresses without angle brackets, as Exchange takes them', () => {
  it.each([
    ['FROM:chris@contoso.com', '<chris@contoso.com>', []],
    ['FROM: chris@contoso.com \t', '<chris@contoso.com>', []],
    ['FROM:chris@contoso.com SIZE=100', '<chris@contoso.com>', [['SIZE', '100']]],
    ['FROM:chris@[IPv6:2001:db8::1]', '<chris@[IPv6:2001:db8::1]>', []],
    ['FROM:<chris@contoso.com> SIZE=100', '<chris@contoso.com>', [['SIZE', '100']]],
  ])('%j', (text, path, parameters) => {
    const parsed = parsePathArguments('FROM', text, lenient);
    expect(parsed?.path).toBe(path);
    expect(Array.from(parsed?.parameters ?? [])).toEqual(parameters);
    expect(parsePathArguments('FROM', text, strict)?.path).toBe(text.includes('<') ? path : '');
  });

  // Each could be read as one address or as another one, or as none.
  it.each([
    'chris',
    'SIZE=100',
    'AUTH=bob@contoso.com',
    'chris=fabrikam.com@contoso.com',
    '"chris"@contoso.com',
    '"chris@contoso.com',
    'chris@contoso.com>',
    '<chris@contoso.com',
    'chris@fabrikam.com@contoso.com',
    '@fabrikam.com:chris@contoso.com',
    'chris@contoso.com,bob@contoso.com',
    'chris@contoso.com;bob@contoso.com',
    'chris@contoso.com(bob)',
    'chris\\@contoso.com',
    'Chris<chris@contoso.com>',
    'Chris <chris@contoso.com>',
    'chris@contoso.com\tSIZE=1',
    'chris@contoso.com\u00a0SIZE=1',
    'smtp:chris@contoso.com',
  ])('is none: %j', (text) => {
    expect(parsePathArguments('TO', `TO:${text}`, lenient)?.path).toBe('');
  });

  it.each(['chris@contoso.com bob@contoso.com', 'chris@contoso.com <bob@contoso.com>'])(
    'what follows is a parameter, never a second address: %j',
    (text) => {
      expect(() => parsePathArguments('TO', `TO:${text}`, lenient)).toThrow(/^501 5\.5\.4/);
    },
  );
});

it.each([
  ['', '', ''],
  ['a', 'a', 'a'],
  [' \ta b\t ', 'a b', ' \ta b'],
  [' \t ', '', ''],
  ['\u00a0a\u2028', '\u00a0a\u2028', '\u00a0a\u2028'],
  ['\ufeffa\v', '\ufeffa\v', '\ufeffa\v'],
])('white space is space and tab: %j', (text, trimmed, endTrimmed) => {
  expect(trimBlanks(text)).toBe(trimmed);
  expect(trimBlankEnd(text)).toBe(endTrimmed);
});
