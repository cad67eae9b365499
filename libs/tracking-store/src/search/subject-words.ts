import { TrackingQueryError } from './tracking-query.js';

/** Scripts that put no spaces between words: each of their characters is a word. */
const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/**
 * The words of a subject without case and accents, so that both databases compare the same. Of very long ones as many as
 * anybody looks for.
 */
export function subjectWords(subject: string): readonly string[] {
  const plain = subject.slice(0, 1000).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const apart = plain.replaceAll(ideograph, ' $& ');
  return [...new Set(apart.match(/[\p{L}\p{N}]+/gu))].map((word) => word.slice(0, 64));
}

/** What is looked for: a word, or with `*` behind it those that begin with it. */
export interface SoughtWord {
  readonly word: string;
  readonly isBeginning: boolean;
}

export function soughtWords(text: string): readonly SoughtWord[] {
  const sought = text.split(/\s+/).flatMap((part) => {
    const words = subjectWords(part);
    return words.map((word, at) => ({ word, isBeginning: part.endsWith('*') && at === words.length - 1 }));
  });
  if (sought.length > 0) return sought;
  throw new TrackingQueryError('a subject is looked for by its words: there are none');
}
