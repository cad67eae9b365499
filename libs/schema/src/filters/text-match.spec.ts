import { SearchedText, slowPatternProblem, textPattern } from './text-match.js';

describe('words in a text', () => {
  it.each([
    ['the budget of May', 'budget', true],
    ['the Budgets of May', 'budget', false],
    ['BUDGET', 'budget', true],
    ['final   budget\r\n draft', 'budget draft', true],
    ['john@contoso.com', 'contoso', true],
    ['john@acontoso.com', 'contoso', false],
    ['Größe: 3', 'GRÖSSE', false],
    ['GRÖßE', 'größe', true],
    ['Acontoso contoso', 'contoso', true],
    ['a ümlaut', 'mlaut', false],
    ['costs $5 (net)', '$5 (net)', true],
    ['x', '.*', false],
    ['Straße', 'straße', true],
  ])('%j and %j: %s', (text, words, found) => expect(new SearchedText(text).contains(words)).toBe(found));
});

describe('patterns in a text', () => {
  it.each([
    ['Invoice 2026-11', String.raw`^invoice \d{4}-\d{2}$`, true],
    ['an Invoice 2026-11', String.raw`^invoice`, false],
    ['foo|bar', 'bar|baz', true],
  ])('%j and %j: %s', (text, pattern, found) => expect(new SearchedText(text).matches(pattern)).toBe(found));

  it('are refused when they cannot be compiled', () => {
    expect(textPattern.safeParse('(').success).toBe(false);
    expect(textPattern.safeParse(String.raw`(a)\1`).success).toBe(false);
  });

  it.each([
    ['(?:x{1,100}){1,10}y', 2000],
    ['x{1,1000}y', 1999],
    ['[a-z]{1,150}@[a-z]{1,150}', 598],
    ['x?'.repeat(499) + 'y', 998],
    ['.*x'.repeat(130), 260],
  ])('%s is too slow: its repetitions, written out, add %i steps', (pattern, steps) =>
    expect(slowPatternProblem(pattern)).toContain(`add ${steps} steps`),
  );

  it.each([
    String.raw`\b(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14})\b`,
    String.raw`[a-z0-9._%+-]{1,64}@[a-z0-9.-]+\.[a-z]{2,24}`,
    `(?:${Array.from({ length: 120 }, (_, at) => `word${at}`).join('|')})`,
  ])('%s is small enough', (pattern) => expect(slowPatternProblem(pattern)).toBeUndefined());

  it('take time by the length of the text alone', () => {
    const begun = performance.now();
    expect(new SearchedText('a'.repeat(5_000)).matches('(a+)+b')).toBe(false);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
