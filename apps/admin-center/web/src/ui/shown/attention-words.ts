import { useTexts } from '../../text/index.js';
import { attentionTexts } from './attention.text.js';

export interface AttentionWords {
  /** What it is in general; undefined: it has no name here. */
  readonly kind: string | undefined;
  readonly next: string;
}

interface Told {
  readonly code: string;
  /** In English. */
  readonly next: string;
}

/** What needs attention in the language of the page; of a code that is newer than the page, as the server says it. */
export function useAttentionWords(): (told: Told) => AttentionWords {
  const t = useTexts(attentionTexts);
  const text = (key: string): string | undefined => (isKnown(key) ? t(key) : undefined);
  return ({ code, next }) => ({ kind: text(`${code} kind`), next: text(`${code} next`) ?? next });
}

function isKnown(key: string): key is keyof typeof attentionTexts.en {
  return Object.hasOwn(attentionTexts.en, key);
}
