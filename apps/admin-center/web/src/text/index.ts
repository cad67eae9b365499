export {
  catalogue,
  useTexts,
  type Catalogue,
  type TextKey,
  type Texts,
  type TextValues,
} from './catalogue.js';
export { useFormat, type Format } from './format.js';
export { languages, LocaleProvider, localeTag, useLocale, type Language, type Locale } from './locale.js';
