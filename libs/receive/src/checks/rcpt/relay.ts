import { replies, type Path } from '@mailyard/smtp';

import { domainOf } from './default-domain.js';
import { holds } from '../../rights/rights.js';
import type { Check } from '../check.js';

/**
 * Whether mail to this domain may be left here. Only the domain of the path counts: a `%` or a quoted `@` in the local
 * part routes nothing, and source routes are gone by now (RFC 5321 §3.6.1, appendix C).
 */
export const relay: Check<Path> = ({ submitter, organization }, path) => {
  if (holds(submitter.rights, 'ms-Exch-SMTP-Accept-Any-Recipient')) return undefined;
  const accepted = organization.acceptedDomain(domainOf(path, organization)) !== undefined;
  return accepted ? undefined : replies.relayDenied;
};
