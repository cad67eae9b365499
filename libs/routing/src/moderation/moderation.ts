import { moderatorsFor, type Organization, type Recipient } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import type { EnvelopeRecipient } from '@mailyard/smtp';

import { knownAs } from '../resolution/forwarding/alternate-recipient.js';
import type { AwaitingApproval } from '../categorization.js';
import type { Arrival } from '../resolution/arrival.js';
import type { Sender } from '../resolution/sender.js';
import type { RoutableMessage } from '../routable-message.js';
import { approvalServer, parseApprovalPath } from './approval-address.js';
import type { EarlierPasses, NeededApproval } from './approval.js';

/** Moderation on the way of a message through recipient resolution. */
export class Moderation {
  constructor(
    private readonly message: RoutableMessage,
    private readonly sender: Sender,
    private readonly organization: Organization,
  ) {}

  /** Whose approval a recipient needs for the message; undefined: nobody’s, or it was given. */
  approval(found: Recipient, arrival: Arrival): NeededApproval | undefined {
    if (!found.ModerationEnabled || arrival.resolved || this.sender.isSystem) return undefined;
    if (this.#isApproved(found, arrival)) return undefined;
    const moderators = moderatorsFor(found, this.sender, this.organization);
    return moderators && approvalBy(moderators, found, this.organization);
  }

  /** By itself, or with a group that it is in. */
  #isApproved({ Guid }: Recipient, { bypassesModeration }: Arrival): boolean {
    const { passes, history } = this.message;
    if (passes?.approved.includes(Guid) === true) return true;
    return (bypassesModeration ?? passes?.bypassesModeration ?? history?.bypassesModeration) === true;
  }

  /** The recipient as it waits: by its own address, so that the way goes on there. */
  awaiting(
    found: Recipient,
    arrival: Arrival,
    waiting: { readonly approval: NeededApproval; readonly expandedGroups: ReadonlySet<string> },
  ): AwaitingApproval {
    const { recipient, group, bifurcation } = arrival;
    const own = knownAs(found, recipient);
    return {
      recipients: [group === undefined ? own : { ...own, group }],
      approval: waiting.approval,
      resolved: false,
      ...bifurcation,
      passes: this.#passes(arrival, waiting.expandedGroups),
    };
  }

  #passes({ bifurcation, bypassesModeration }: Arrival, expandedGroups: ReadonlySet<string>): EarlierPasses {
    const { approved = [], served, sender } = this.message.passes ?? {};
    const isOthers = (bifurcation?.reversePath ?? sender) !== undefined;
    return {
      approved,
      ...(served === undefined ? {} : { served }),
      ...(expandedGroups.size === 0 ? {} : { expandedGroups: [...expandedGroups] }),
      ...(bypassesModeration === undefined ? {} : { bypassesModeration }),
      ...(isOthers ? { sender: this.sender.path } : {}),
    };
  }
}

function approvalBy(
  moderators: readonly Recipient[],
  { Guid: of, SendModerationNotifications: notifications, ArbitrationMailbox }: Recipient,
  organization: Organization,
): NeededApproval {
  const mailbox =
    ArbitrationMailbox === undefined ? undefined : organization.recipientByName(ArbitrationMailbox);
  return {
    of,
    moderators: moderators.map(({ PrimarySmtpAddress }) => PrimarySmtpAddress),
    notifications,
    ...(mailbox === undefined ? {} : { arbitrationMailbox: mailbox.PrimarySmtpAddress }),
  };
}

/** Guids of the groups that were expanded before a pass begins. */
export function expandedBefore({ history, passes }: RoutableMessage): Iterable<string> {
  const before = history?.expandedGroups ?? [];
  return passes?.expandedGroups === undefined ? before : [...before, ...passes.expandedGroups];
}

/**
 * Where a moderator's answer goes: to this server, or to the one where the message waits. Undefined for other addresses, also
 * those of another organization like this one.
 */
export function decisionAt(
  { path }: EnvelopeRecipient,
  organization: Organization,
  ownServer: string,
): 'here' | { readonly fqdn: string } | undefined {
  // What waits for moderators waits behind an Edge.
  if (organization.edge !== undefined) return undefined;
  const address = parseApprovalPath(path);
  if (address === undefined || organization.acceptedDomain(path.domain) === undefined) return undefined;
  const server = organization.servers.find((each) => approvalServer(each) === address.server);
  return server === undefined || isSameName(server.Name, ownServer) ? 'here' : { fqdn: server.Fqdn };
}
