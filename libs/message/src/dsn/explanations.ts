import { replies, type Reply } from '@mailyard/smtp';

import type { DsnRecipient } from './dsn.js';
import { refusalReason, type WaitCause } from './wait-cause.js';
import type { Catalogue, Explanation } from './words/catalogue.js';
import { catalogues } from './words/catalogues.js';
import { dsnLanguages, type DsnLanguage } from './words/dsn-language.js';
import { failureCause, failureCauses } from './words/failure-cause.js';

/** What is said about a recipient that failed: why, and what to do. */
export function explanationOf(
  { reply, waited }: Pick<DsnRecipient, 'reply' | 'waited'>,
  words: Catalogue,
): string {
  if (waited !== undefined) return waitExplanation(waited, 'expired', words);
  // The very reply, not its words: those another host may choose.
  const { why, advice } = ownExplanation(reply, words) ?? words.causes[failureCause(reply)];
  return `${why} ${advice}`;
}

function ownExplanation(reply: Reply, words: Catalogue): Explanation | undefined {
  switch (reply) {
    case replies.messageDeleted:
      return words.removed;
    case replies.rejectedByModerator:
      return words.moderation.rejected;
    case replies.moderationExpired:
      return words.moderation.expired;
    case replies.moderatorsUnreached:
      return words.moderation.unreached;
    default:
      return undefined;
  }
}

export function waitExplanation(cause: WaitCause, end: 'expired' | 'delayed', words: Catalogue): string {
  const text = words.waits[cause.kind][end];
  const reason = cause.kind === 'temporary-refusal' ? refusalReason(cause.lastError) : undefined;
  return reason === undefined ? text : `${text} ${words.refusals[reason]}`;
}

export interface OriginalExplanation {
  /** `5.1.10`; `5.1.x` for all of that class and subject that are not listed, `5.x.y` for all of that class. */
  readonly code: string;
  readonly language: DsnLanguage;
  readonly text: string;
}

/** What is said of each enhanced status code in each language where nobody has another text. */
export function originalExplanations(): readonly OriginalExplanation[] {
  const codes = Object.entries(failureCauses).filter(([code]) => /^[45](?:\.\w+)*$/.test(code));
  return dsnLanguages.flatMap((language) =>
    codes.map(([code, cause]) => {
      const { why, advice } = catalogues[language].causes[cause];
      const whole = code.split('.').length === 1 ? `${code}.x.y` : code.replace(/^(\d\.\d)$/, '$1.x');
      return { code: whole, language, text: `${why} ${advice}` };
    }),
  );
}
