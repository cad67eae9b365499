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
  return accepted && !isEncapsulated(path, organization) ? undefined : replies.relayDenied;
};
