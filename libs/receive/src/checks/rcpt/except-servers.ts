import type { Check } from '../check.js';

/** From a server of the organization the message is ours already: the categorizer answers for what it finds. */
export function exceptServers<Subject>(check: Check<Subject>): Check<Subject> {
  return (session, subject) => (session.identity.server ? undefined : check(session, subject));
}
