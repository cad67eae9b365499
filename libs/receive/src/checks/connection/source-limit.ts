import { holds } from '../../rights/rights.js';
import type { Check, CheckedSession } from '../check.js';

/**
 * MaxInboundConnectionPerSource, MaxInboundConnectionPercentagePerSource and MaxConnectionRatePerMinute: a session is
 * counted once, at the first of these checks that it meets, a server of the organization never.
 */
export const sourceLimit: Check = (session) => (session.identity.server ? undefined : session.chargeSource());

/** The same before the greeting, where it may be too early to tell whose session it is. */
export const sourceLimitAtConnect: Check = (session) =>
  mayBeExempt(session) ? undefined : session.chargeSource();

/**
 * A proxy will say for whom it speaks, and where only servers and users may do anything it can be a server of the
 * organization, which has no such limits.
 */
function mayBeExempt({ connector, identity, forwarder }: CheckedSession): boolean {
  const serverExpected =
    connector.AuthMechanism.includes('ExchangeServer') && !holds(identity.rights, 'ms-Exch-SMTP-Submit');
  return serverExpected || forwarder;
}
