import type { Organization } from '@mailyard/directory';
import { replies, type EnvelopeRecipient, type Path } from '@mailyard/smtp';

import { domainOf } from './default-domain.js';
import { isEncapsulated } from './encapsulated.js';
import type { Check } from '../check.js';

/**
 * In a domain of which we know every recipient, an unknown one is refused at once: no DSN to a forged sender later. One of
 * two destinations is enough.
 */
export const recipientExists: Check<EnvelopeRecipient> = ({ organization }, { path, orar }) => {
  if (mayExist(path, organization)) return undefined;
  return orar !== undefined && mayExist(orar, organization) ? undefined : replies.unknownRecipient;
};

function mayExist(path: Path, organization: Organization): boolean {
  const domain = organization.acceptedDomain(domainOf(path, organization));
  return (
    domain?.DomainType !== 'Authoritative' ||
    isEncapsulated(path, organization) ||
    organization.recipient(path) !== undefined
  );
}
