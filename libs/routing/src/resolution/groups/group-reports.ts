import type { Group, Organization } from '@mailyard/directory';
import type { AutomaticMail } from '@mailyard/message';
import { pathOf } from '@mailyard/schema';
import type { Notify, Path, ReversePath } from '@mailyard/smtp';

import { addressed } from '../forwarding/alternate-recipient.js';
import { bifurcated, type Arrival } from '../arrival.js';

/**
 * Who gets a report that is addressed to a group, whose members have sent nothing that it could be about: its manager, if it is
 * of a failure and ReportToManagerEnabled says so, or nobody. Undefined for what is no report.
 */
export function reportToGroup(
  group: Group,
  automatic: AutomaticMail | undefined,
  organization: Organization,
): { readonly manager: Path | undefined } | undefined {
  if (automatic === 'NonDeliveryReport') return { manager: managerOf(group, organization) };
  const isReport = automatic === 'DeliveryReport' || automatic === 'ReadReport';
  return isReport ? { manager: undefined } : undefined;
}

/**
 * How members get what is sent to their group: who hears of failures is told by ReportToOriginatorEnabled and
 * ReportToManagerEnabled, who gets their out-of-office replies by SendOofMessageToOriginatorEnabled.
 */
export function memberArrival(
  group: Group,
  arrival: Arrival,
  { organization, reversePath }: { readonly organization: Organization; readonly reversePath: ReversePath },
): Arrival {
  // The alternate stands in for the group, not for each of its members.
  const { orar: _, notify, ...recipient } = addressed(arrival.recipient);
  const member = {
    ...arrival,
    ...(bypassesNested(group) ? { bypassesModeration: true as const } : {}),
    group: arrival.group ?? recipient.path,
    resolved: false,
  };
  const fields = suppression(group);
  if (group.ReportToOriginatorEnabled) {
    const told: Arrival = { ...member, recipient: { ...recipient, ...memberNotify(notify) } };
    return fields === '' ? told : bifurcated(told, { fields });
  }
  // A message without a sender gets none: whatever it is, nobody may answer it (RFC 3834 §2).
  const manager = reversePath === null ? undefined : managerOf(group, organization);
  const reported: Arrival = {
    ...member,
    recipient: { ...recipient, notify: manager === undefined ? ['NEVER'] : ['FAILURE'] },
  };
  return bifurcated(reported, { fields, ...(manager === undefined ? {} : { reversePath: manager }) });
}

/** What is approved for such a group is approved for its members. */
export function bypassesNested(group: Group): boolean {
  return group.kind === 'DistributionGroup' && group.ModerationEnabled && group.BypassNestedModerationEnabled;
}

/** What the stores of members shall not answer: delivery, read and out-of-office reports; '' where they may answer all. */
function suppression(group: Group): string {
  const kinds: string[] = [];
  if (!group.ReportToOriginatorEnabled) kinds.push('DR', 'RN', 'NRN');
  if (!group.ReportToOriginatorEnabled && !group.ReportToManagerEnabled) kinds.push('NDR');
  if (!group.SendOofMessageToOriginatorEnabled) kinds.push('OOF');
  return kinds.length === 0 ? '' : `X-Auto-Response-Suppress: ${kinds.join(', ')}\r\n`;
}

/** The first of ManagedBy, where reports go to managers. */
function managerOf(group: Group, organization: Organization): Path | undefined {
  if (!group.ReportToManagerEnabled) return undefined;
  const { ManagedBy = [] } = group;
  const [name] = typeof ManagedBy === 'string' ? [ManagedBy] : ManagedBy;
  const manager = name === undefined ? undefined : organization.recipientByName(name);
  return manager && pathOf(manager.PrimarySmtpAddress);
}

/**
 * RFC 3461 §5.2.7: a group answers SUCCESS itself, with an `expanded` DSN, so its members are not asked for it again;
 * a sender who wanted nothing else hears nothing else.
 */
function memberNotify(notify: readonly Notify[] | undefined): { readonly notify?: readonly Notify[] } {
  if (notify === undefined) return {};
  const rest = notify.filter((keyword) => keyword !== 'SUCCESS');
  return { notify: rest.length === 0 ? ['NEVER'] : rest };
}
