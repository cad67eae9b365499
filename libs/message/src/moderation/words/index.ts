import type { DsnLanguage } from '../../dsn/words/dsn-language.js';
import type { ApprovalWords } from '../approval-words.js';
import { english } from './english.js';
import { french } from './french.js';
import { german } from './german.js';
import { spanish } from './spanish.js';

export const approvalWords: Readonly<Record<DsnLanguage, ApprovalWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
};
