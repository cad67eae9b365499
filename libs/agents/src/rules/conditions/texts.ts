import { SearchedText } from '@mailyard/schema';

/** Whether one of the texts has one of the words, or one of the patterns matches. */
export function anyOf(texts: readonly (string | SearchedText)[]): {
  contain(words: readonly string[]): boolean;
  match(patterns: readonly string[]): boolean;
} {
  const searched = texts.map((text) => (typeof text === 'string' ? new SearchedText(text) : text));
  return {
    contain: (words) => searched.some((text) => words.some((each) => text.contains(each))),
    match: (patterns) => searched.some((text) => patterns.some((each) => text.matches(each))),
  };
}
