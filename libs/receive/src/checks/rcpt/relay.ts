import { ownSubscription, type Organization } from '@mailyard/directory';
import { replies, type Path } from '@mailyard/smtp';

import { domainOf } from './default-domain.js';
import { isEncapsulated } from './encapsulated.js';
import { holds } from '../../rights/rights.js';
import type { Check } from '../check.js';

/**
 * Whether mail to this domain may be left here. A `%` or a quoted `@` in the local part routes nothing, and
 * source routes are gone by now (RFC 5321 §3.6.1, appendix C); an encapsulated address leads elsewhere.
 */
export const relay: Check<Path> = ({ submitter, organization }, path) => {
  if (holds(submitter.rights, 'ms-Exch-SMTP-Accept-Any-Recipient')) return undefined;
  const accepted = organization.acceptedDomain(domainOf(path, organization)) !== undefined;
  if (accepted && !isEncapsulated(path, organization)) return undefined;
  return awaitsDomains(organization) ? replies.domainsAwaited : replies.relayDenied;
};

/** An Edge whose subscription is not completed will be told which domains are the organization's: no reason for NDRs yet. */
function awaitsDomains(organization: Organization): boolean {
  const own = ownSubscription(organization);
  return own !== undefined && own.InForce === undefined;
}
