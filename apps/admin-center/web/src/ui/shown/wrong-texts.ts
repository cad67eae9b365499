import { wrongsOf } from '../../api/index.js';

/** What an error says, a text each; none: there is no error. */
export function wrongTexts(error: unknown): readonly string[] {
  if (error === null || error === undefined) return [];
  return wrongsOf(error).map(({ detail }) => detail);
}
