import type { HeaderBlock } from '../../header/header-block.js';

/** Those that reports are written in, by their primary subtags (RFC 5646 §2.2.1). */
export const dsnLanguages = ['en', 'de', 'fr', 'es'] as const;

export type DsnLanguage = (typeof dsnLanguages)[number];

/** What an honest mail program says is shorter. */
const rangesMax = 20;

/** Of a tag such as `de` or `de-AT`; undefined for a language that no report is written in. */
export function languageOfTag(tag: string): DsnLanguage | undefined {
  const [primary = ''] = tag.trim().toLowerCase().split('-', 1);
  return dsnLanguages.find((language) => language === primary);
}

/**
 * The language in which the author of a message reads (Accept-Language, RFC 3282 §3), else that in which it is written
 * (Content-Language, §2); undefined where neither says one that reports are written in.
 */
export function languageOfAuthor(header: HeaderBlock): DsnLanguage | undefined {
  const accepted = rangesByPreference(header.first('Accept-Language') ?? '');
  const written = (header.first('Content-Language') ?? '').split(',', rangesMax);
  for (const tag of [...accepted, ...written]) {
    const language = languageOfTag(tag);
    if (language !== undefined) return language;
  }
  return undefined;
}

function rangesByPreference(field: string): readonly string[] {
  return field
    .split(',', rangesMax)
    .map((element) => {
      const [range = '', ...parameters] = element.split(';');
      return { range, quality: qualityOf(parameters) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ range }) => range);
}

/** RFC 9110 §12.4.2, to which RFC 3282 points; what cannot be read is no preference. */
function qualityOf(parameters: readonly string[]): number {
  const [, text] = /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/i.exec(parameters[0] ?? '') ?? [];
  return text === undefined ? 1 : Number(text);
}
