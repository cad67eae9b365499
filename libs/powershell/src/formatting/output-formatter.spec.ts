import { Properties, PSObject, type Value } from '../values/value.js';
import { OutputFormatter } from './output-formatter.js';

const row = (Name: string, more: readonly (readonly [string, Value])[] = []) =>
  new PSObject(new Properties([['Name', Name], ...more]));
const long = (Name: string) =>
  row(
    Name,
    ['A', 'B', 'C', 'D'].map((each) => [each, each.toLowerCase()] as const),
  );

/** What is on the screen; a text is said to the host, and is no output. */
function screen(steps: readonly (PSObject | { readonly said: string })[], width = 20): string {
  const formatter = new OutputFormatter(width);
  const lines = steps.flatMap((step) =>
    step instanceof PSObject ? formatter.add(step) : [...formatter.pause(), step.said],
  );
  return [...lines, ...formatter.end()].join('\n');
}

describe('what is said in the midst of output', () => {
  it('a whole table is as wide as its rows', () => {
    expect(screen([row('ab'), row('abcdef')])).toBe('\nName\n----\nab\nabcdef\n');
  });

  it('stands where it was said, and the other rows follow in the same columns', () => {
    const steps = [row('a', [['Id', 1]]), { said: 'one' }, row('a longer', [['Id', 2]]), { said: 'two' }];
    const lines = [
      '',
      'Name           Id',
      '----           --',
      'a               1',
      'one',
      'a longer        2',
      'two',
    ];
    expect(screen(steps, 18)).toBe(`${lines.join('\n')}\n`);
  });

  it('a cell that is too long for the columns by then is cut', () => {
    expect(screen([row('a'), { said: '!' }, row('abcdefgh')], 5)).toBe('\nName\n----\na\n!\nabcd…\n');
  });

  it('objects of another kind begin anew', () => {
    const other = new PSObject(new Properties([['Id', 1]]));
    expect(screen([row('a'), { said: '!' }, other])).toBe('\nName\n----\na\n!\n\n\nId\n--\n 1\n');
  });

  it('a list shows each object before the next one is asked for', () => {
    const [head, ...others] = ['Name : x', 'A    : a', 'B    : b', 'C    : c', 'D    : d'];
    const entry = [head, ...others, ''];
    expect(screen([long('x'), { said: '!' }, long('x')])).toBe(['', ...entry, '!', ...entry].join('\n'));
  });

  it('rows beyond a thousand do not wait', () => {
    const formatter = new OutputFormatter(20);
    const shown = Array.from({ length: 1001 }, (_, index) => formatter.add(row(String(index))).length);
    expect([shown[0], shown[999], shown[1000]]).toEqual([0, 1003, 1]);
    expect(formatter.end()).toEqual(['']);
  });
});
