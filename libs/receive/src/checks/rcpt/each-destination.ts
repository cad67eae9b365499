import type { EnvelopeRecipient, Path } from '@mailyard/smtp';

import { refusalBy, type Check } from '../check.js';

/** For where the message may have to go: the recipient, and the alternate one (ORAR) that the sender asked for. */
export function eachDestination(...checks: readonly Check<Path>[]): Check<EnvelopeRecipient> {
  return (session, { path, orar }) =>
    refusalBy(checks, session, path) ?? (orar === undefined ? undefined : refusalBy(checks, session, orar));
}
