import type { Catalogue } from './catalogue.js';
import { catalogues } from './catalogues.js';
import { dsnLanguages } from './dsn-language.js';

const rest = { days: 1, hours: 2, minutes: 3 };

/** All that a catalogue says, by its place; functions with arguments that nobody would write. */
function said(catalogue: Catalogue): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, place: string): void => {
    if (typeof value === 'string') found.set(place, value);
    else if (typeof value === 'function') {
      const given: unknown = place.endsWith('duration') ? rest : '§§';
      found.set(place, (value as (argument: unknown) => string)(given));
    } else {
      for (const [name, each] of Object.entries(value as object)) visit(each, `${place}.${name}`);
    }
  };
  visit(catalogue, '');
  return found;
}

const english = said(catalogues.en);

describe.each(dsnLanguages)('the words of %s', (language) => {
  const catalogue = catalogues[language];
  const all = said(catalogue);

  it('are those of every other language, none empty', () => {
    expect([...all.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    expect([...all].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('are translated, and keep what they are given', () => {
    const others = language === 'en' ? [] : [...all].filter(([place, text]) => english.get(place) === text);
    expect(others).toEqual([]);
    const given = [...english].filter(([, text]) => text.includes('§§'));
    expect(given.length).toBeGreaterThan(4);
    expect(given.filter(([place]) => all.get(place)?.includes('§§') !== true)).toEqual([]);
  });

  it('are whole sentences where people are told why, and what to do', () => {
    const sentences = [...all].filter(([place]) => /\.(?:why|advice|expired|delayed)$/.test(place));
    const explanations = sentences.filter(([place]) => !place.includes('subjectPrefixes.'));
    const broken = explanations.filter(
      ([place, text]) => !place.startsWith('.openings') && !/^\p{Lu}.*\.$/u.test(text),
    );
    expect(broken).toEqual([]);
  });

  it('tell the kinds of reports apart', () => {
    const { subjectPrefixes, openings } = catalogue;
    expect(new Set(Object.values(subjectPrefixes)).size).toBe(5);
    expect(new Set(Object.values(openings)).size).toBe(5);
    expect(
      Object.values(subjectPrefixes).filter((prefix) => !/\S: $/.test(prefix.replace(' : ', ': '))),
    ).toEqual([]);
  });

  it('count', () => {
    const { duration } = catalogue.delay;
    expect(duration(rest)).toMatch(/1 \S+, 2 \S+ \S+ 3 \S+/);
  });

  it('have their own tag', () => {
    expect(catalogue.tag.startsWith(`${language}-`)).toBe(true);
  });
});

it.each([
  ['de', '1 Tag, 0 Stunden und 1 Minute'],
  ['fr', '1 jour, 0 heures et 1 minute'],
  ['es', '1 día, 0 horas y 1 minuto'],
] as const)('in %s one is one: %s', (language, words) => {
  expect(catalogues[language].delay.duration({ days: 1, hours: 0, minutes: 1 })).toBe(words);
});
