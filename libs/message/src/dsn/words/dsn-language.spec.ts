import { HeaderBlock } from '../../header/header-block.js';
import { languageOfAuthor, languageOfTag } from './dsn-language.js';

const headerWith = (...fields: readonly string[]): HeaderBlock =>
  HeaderBlock.parse(Buffer.from(`${fields.map((field) => `${field}\r\n`).join('')}\r\n`));

describe('languageOfAuthor (RFC 3282)', () => {
  it.each([
    [['Accept-Language: de-DE, en-US'], 'de'],
    [['Accept-Language: ja, fr;q=0.5, es;q=0.8'], 'es'],
    [['Accept-Language: de;q=0, en'], 'en'],
    [['Accept-Language: ja', 'Content-Language: fr-CH'], 'fr'],
    [['Content-Language: ja, es'], 'es'],
    [['Accept-Language: en', 'Content-Language: de'], 'en'],
    [['Accept-Language: *'], undefined],
    [['Accept-Language: deutsch'], undefined],
    [['Accept-Language: ;;;q=,,,'], undefined],
    [[`Accept-Language: ${'ja,'.repeat(50)}de`], undefined],
    [[], undefined],
  ])('%j: %s', (fields, language) => {
    expect(languageOfAuthor(headerWith(...fields))).toBe(language);
  });
});

it.each([
  ['de', 'de'],
  ['DE-at', 'de'],
  ['es-419', 'es'],
  ['deu', undefined],
  ['', undefined],
])('the language of the tag %j is %s (RFC 5646 §2.1)', (tag, language) => {
  expect(languageOfTag(tag)).toBe(language);
});
