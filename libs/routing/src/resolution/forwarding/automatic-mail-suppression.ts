import type { Organization, RemoteDomain } from '@mailyard/directory';
import type { AutomaticMail } from '@mailyard/message';
import type { Path } from '@mailyard/smtp';

import type { RoutableMessage } from '../../routable-message.js';

/** The settings for a domain that is not the organization's; of those that are, everything may be sent there. */
export function remoteDomainOf({ domain }: Path, organization: Organization): RemoteDomain | undefined {
  return organization.acceptedDomain(domain) === undefined ? organization.remoteDomain(domain) : undefined;
}

/** The kind of an automatic message that must not go to an address outside: it is dropped then, and nobody hears of it. */
export function suppressedKind(
  { history, source }: Pick<RoutableMessage, 'history' | 'source'>,
  path: Path,
  organization: Organization,
): AutomaticMail | undefined {
  const automatic = history?.automatic;
  if (automatic === undefined || source.kind === 'DSN') return undefined;
  const remote = remoteDomainOf(path, organization);
  return remote === undefined || isAllowed(automatic, remote) ? undefined : automatic;
}

/** The kinds of out-of-office replies that each AllowedOOFType lets out. */
const allowedOofs: Readonly<Record<RemoteDomain['AllowedOOFType'], readonly AutomaticMail[]>> = {
  None: [],
  External: ['ExternalOof'],
  ExternalLegacy: ['ExternalOof', 'LegacyOof'],
  InternalLegacy: ['InternalOof', 'LegacyOof'],
};

function isAllowed(automatic: AutomaticMail, remote: RemoteDomain): boolean {
  switch (automatic) {
    case 'ExternalOof':
    case 'InternalOof':
    case 'LegacyOof':
      return allowedOofs[remote.AllowedOOFType].includes(automatic);
    case 'AutoReply':
      return remote.AutoReplyEnabled;
    case 'AutoForward':
      return remote.AutoForwardEnabled;
    case 'MeetingForwardNotification':
      return remote.MeetingForwardNotificationEnabled;
    case 'NonDeliveryReport':
    case 'DeliveryReport':
    case 'ReadReport':
      // Who writes them asks: see NDREnabled and DeliveryReportEnabled.
      return true;
  }
}
