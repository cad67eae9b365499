import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

import { catalogue, pseudo, textsIn, type Catalogue } from './catalogue.js';

const sources = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('**/*.text.ts', { cwd: sources });

/** What a message has to be given: `count plural`, `name`. */
function argumentsOf(elements: readonly MessageFormatElement[]): readonly string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element.value];
    const inside = Object.values(element.options).flatMap(({ value }) => argumentsOf(value));
    return [`${element.value} ${TYPE[element.type]}`, ...inside];
  });
}

const wanted = (text: string) => [...new Set(argumentsOf(parse(text)))].toSorted();

it.each(files)('%s has every text in every language, and each asks for the same values', async (file) => {
  const exported = (await import(join(sources, file))) as Readonly<Record<string, Catalogue>>;
  const catalogues = Object.values(exported);
  expect(catalogues.length).toBeGreaterThan(0);
  for (const { en, de } of catalogues) {
    expect(Object.keys(de).toSorted()).toEqual(Object.keys(en).toSorted());
    for (const [key, text] of Object.entries(en)) {
      expect([key, text.trim() === '']).toEqual([key, false]);
      expect([key, wanted(de[key] ?? '')]).toEqual([key, wanted(text)]);
    }
  }
});

it('plurals follow the language, and the pseudo-language is longer', () => {
  const texts = catalogue({
    en: { rows: '{count, plural, one {# row} other {# rows}}' },
    de: { rows: '{count, plural, one {# Zeile} other {# Zeilen}}' },
  });
  expect(textsIn(texts, 'en')('rows', { count: 1 })).toBe('1 row');
  expect(textsIn(texts, 'de')('rows', { count: 2000 })).toBe('2.000 Zeilen');
  expect(textsIn(texts, 'pseudo')('rows', { count: 2 })).toBe(pseudo('2 rows'));
  expect(pseudo('2 rows')).toBe('[2 rów​s~~~]'.replace('​', ''));
});
