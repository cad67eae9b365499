import { ReplyError } from '../reply.js';
import { parsePathArguments } from './command-arguments.js';

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
  ])('%s', (text, path, parameters) => {
    const parsed = parsePathArguments('FROM', text);
    expect(parsed?.path).toBe(path);
    expect(Array.from(parsed?.parameters ?? [])).toEqual(parameters);
  });

  it.each(['', 'TO:<a@b>', 'FROM <a@b>', 'FROM', '<a@b>'])('is not FROM: %j', (text) => {
    expect(parsePathArguments('FROM', text)).toBeUndefined();
  });

  it.each(['SIZE=1 SIZE=2', 'SIZE=1 size=1', '=1', 'SIZE=', 'A=B=C', '-A', 'A_B', 'ü=1'])(
    'refuses parameters %j with 501',
    (text) => {
      expect(() => parsePathArguments('TO', `TO:<a@b> ${text}`)).toThrow(ReplyError);
      expect(() => parsePathArguments('TO', `TO:<a@b> ${text}`)).toThrow(/^501 5\.5\.4/);
    },
  );
});
