import type { Catalogue } from './catalogue.js';
import type { DsnLanguage } from './dsn-language.js';
import { english } from './english/index.js';
import { french } from './french/index.js';
import { german } from './german/index.js';
import { spanish } from './spanish/index.js';

/** Another language is another folder and another line here, and in `dsn-language.ts`. */
export const catalogues: Readonly<Record<DsnLanguage, Catalogue>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
};
