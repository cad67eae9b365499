import { RE2JS } from 're2js';
import { z } from 'zod';

import { remembered } from '../remembered.js';

/** Matching takes time by the length of the text alone (RE2), since strangers choose the text. */
const compiled = remembered((pattern: string): RE2JS | undefined => {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch {
    return undefined;
  }
});

/** A regular expression as mail flow rules have them; letter case does not count. */
export const textPattern = z
  .string()
  .min(1)
  .max(1_000)
  .refine(
    (pattern) => compiled(pattern) !== undefined,
    'must be a regular expression, without back-references',
  );

/**
 * Steps that repetitions may add to a pattern: counted ones are written out, and each `?`, `*` and `+` is one more place at
 * which a text may go two ways. Matching may walk all of them at each character; of the worst text a MB takes some 5 s of a
 * processor with so many, 16 s with 500 times `x?`.
 */
const repeatedStepsMax = 250;

/** Escaped characters, classes and the beginnings of groups, in which nothing repeats; and, by name, what does. */
const repetitions =
  /\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*\]|\(\?(?:P?<\w+>|[imsU-]*:?)|(?<times>[?*+]|\{\d+(?:,\d*)?\})\??/g;

/** Why a pattern is too slow for a rule; of the change alone, since an older version may have stored such a one. */
export function slowPatternProblem(pattern: string): string | undefined {
  const steps = repeatedSteps(pattern);
  if (steps <= repeatedStepsMax) return undefined;
  return (
    `${shortened(pattern)} would be too slow: its repetitions, written out, add ${steps} steps, and ${repeatedStepsMax} are ` +
    'allowed; write + or * in the place of {1,100}, lower numbers, or fewer parts that may be there or not'
  );
}

function shortened(pattern: string): string {
  return pattern.length > 80 ? `${pattern.slice(0, 79)}…` : pattern;
}

function repeatedSteps(pattern: string): number {
  let written = 0;
  const once = pattern.replaceAll(repetitions, (part: string, times: string | undefined) => {
    if (times === undefined) return part;
    written += 1;
    return '';
  });
  const sizeOf = (each: string): number => compiled(each)?.programSize() ?? 0;
  return written === 0 ? 0 : sizeOf(pattern) - sizeOf(once) + written;
}

/** Words or a phrase, as mail flow rules have them. */
export const textWords = z.string().trim().min(1).max(1_000);

/** A text in which many words and patterns are looked for; letter case does not count. */
export class SearchedText {
  readonly #text: string;
  #folded: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  matches(pattern: string): boolean {
    return compiled(pattern)?.matcher(this.#text).find() === true;
  }

  /** They stand there as whole words; the kind and number of white space between them does not count. */
  contains(words: string): boolean {
    this.#folded ??= folded(this.#text);
    const sought = folded(words).trim();
    for (let at = this.#folded.indexOf(sought); at !== -1; at = this.#folded.indexOf(sought, at + 1)) {
      if (isWhole(this.#folded, at, at + sought.length)) return true;
    }
    return false;
  }
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ');
}

/** No word goes on beyond what was found. */
function isWhole(text: string, from: number, to: number): boolean {
  const [before, first, last, after] = [from - 1, from, to - 1, to].map((at) => ofWord.test(text.charAt(at)));
  return !(before === true && first === true) && !(last === true && after === true);
}

const ofWord = /[\p{L}\p{N}_]/u;
