import { SearchedText, textPattern } from './text-match.js';

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

  it('take time by the length of the text alone', () => {
    const begun = performance.now();
    expect(new SearchedText('a'.repeat(5_000)).matches('(a+)+b')).toBe(false);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
