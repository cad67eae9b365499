import type { Organization } from '@mailyard/directory';
import { smtpAddressKey } from '@mailyard/schema';
import type { SendScope } from '@mailyard/sign-in';
import { addressKey, domainKey, replies, type Envelope, type Path } from '@mailyard/smtp';

import type { Check } from '../checks/check.js';
import { domainOf } from '../checks/rcpt/default-domain.js';
import { relay } from '../checks/rcpt/relay.js';
import { rightsOf, type Rights } from '../rights/rights.js';

/**
 * What every application may: those of users who have signed in, less the right to send outside; and any sender, since its
 * own scope has judged that before.
 */
const ownRights = rightsOf(
  'ms-Exch-SMTP-Submit',
  'ms-Exch-SMTP-Accept-Any-Sender',
  'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender',
  'ms-Exch-Bypass-Anti-Spam',
  'ms-Exch-Accept-Headers-Routing',
);
const toOutside = rightsOf('ms-Exch-SMTP-Accept-Any-Recipient');

/** To send to all of these, none of which its scope refuses. */
export function rightsTo(recipients: readonly Path[], scope: SendScope, organization: Organization): Rights {
  return recipients.some((path) => isOutside(path, scope, organization)) ? ownRights | toOutside : ownRights;
}

/** Outside the organization, where the scope says so in so many words. */
function isOutside(path: Path, { recipientDomains }: SendScope, organization: Organization): boolean {
  if (recipientDomains.includes('*')) return true;
  const domain = domainOf(path, organization);
  return organization.acceptedDomain(domain) === undefined && includesDomain(recipientDomains, domain);
}

/** Whether an application may write as this address, in From as in MAIL. */
export function mayWriteAs({ senders }: SendScope, path: Path, organization: Organization): boolean {
  if (senders.length === 0) return organization.acceptedDomain(path.domain) !== undefined;
  const key = addressKey(path);
  return senders.some((sender) =>
    sender.includes('@') ? smtpAddressKey(sender) === key : domainKey(sender) === domainKey(path.domain),
  );
}

export const applicationSender =
  (scope: SendScope): Check<Pick<Envelope, 'reversePath'>> =>
  ({ organization }, { reversePath }) =>
    reversePath !== null && mayWriteAs(scope, reversePath, organization) ? undefined : replies.sendAsDenied;

/** A list of domains is all that there is; without one it is as for anybody who may not relay. */
export const applicationRecipient =
  (scope: SendScope): Check<Path> =>
  (session, path) => {
    const { recipientDomains } = scope;
    const isListed =
      recipientDomains.length === 0 ||
      recipientDomains.includes('*') ||
      includesDomain(recipientDomains, domainOf(path, session.organization));
    if (!isListed) return replies.relayDenied;
    const rights = rightsTo([path], scope, session.organization);
    return relay({ ...session, submitter: { ...session.submitter, rights } }, path);
  };

function includesDomain(domains: readonly string[], domain: string): boolean {
  const key = domainKey(domain);
  return domains.some((each) => domainKey(each) === key);
}
