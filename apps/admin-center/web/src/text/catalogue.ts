import { IntlMessageFormat } from 'intl-messageformat';
import { useMemo } from 'react';

import { localeTag, useLocale, type Language } from './locale.js';

/** Texts of one part of the pages, in every language; ICU messages (plurals: `{count, plural, one {…} other {…}}`). */
export interface Catalogue<Key extends string = string> {
  readonly en: Readonly<Record<Key, string>>;
  readonly de: Readonly<Record<Key, string>>;
}

export type TextValues = Readonly<Record<string, string | number>>;
/** A text by its key. */
export type Texts<Key extends string> = (key: Key, values?: TextValues) => string;
/** The keys of a catalogue. */
export type TextKey<C> = C extends Catalogue<infer Key> ? Key : never;

/** Declares texts: German has to have the keys of English, or the build fails. */
export function catalogue<const Key extends string>(texts: {
  readonly en: Readonly<Record<Key, string>>;
  readonly de: Readonly<Record<NoInfer<Key>, string>>;
}): Catalogue<Key> {
  return texts;
}

export function useTexts<Key extends string>(texts: Catalogue<Key>): Texts<Key> {
  const { language } = useLocale();
  return useMemo(() => textsIn(texts, language), [texts, language]);
}

export function textsIn<Key extends string>(texts: Catalogue<Key>, language: Language): Texts<Key> {
  const own = language === 'de' ? texts.de : texts.en;
  return (key, values) => {
    const text = formatted(own[key], language, values);
    return language === 'pseudo' ? pseudo(text) : text;
  };
}

/** Reading a message costs more than filling it. */
const read = new Map<string, IntlMessageFormat>();

function formatted(text: string, language: Language, values?: TextValues): string {
  if (!text.includes('{') && !text.includes("'")) return text;
  const key = `${language} ${text}`;
  const known = read.get(key) ?? new IntlMessageFormat(text, localeTag({ language }));
  read.set(key, known);
  return String(known.format(values));
}

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  O: 'Ó',
  U: 'Ú',
};

/** Two fifths longer, as German and Finnish are. */
export function pseudo(text: string): string {
  const accented = text.replaceAll(/[aeiouAEOU]/g, (letter) => accents[letter] ?? letter);
  return `[${accented}${'~'.repeat(Math.ceil(text.length * 0.4))}]`;
}
