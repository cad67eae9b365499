import { type DistributionGroup, type Mailbox, type Organization } from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';
import { addressKey, replies, type EnvelopeRecipient, type Notify, type Path } from '@mailyard/smtp';

import { addressed, alternateOf } from './alternate-recipient.js';
import type {
  Categorization,
  Delivery,
  ExpandedGroup,
  FailedRecipient,
  ResolvedRecipient,
  UnreachableRecipient,
} from './categorization.js';
import { destinationOf, type Destination } from './connectors/destination.js';
import { outsideRoute, type OutsideRoute } from './connectors/outside-route.js';
import type { RoutingPlace } from './connectors/own-smart-hosts.js';
import { expandGroup } from './expand-group.js';
import { mailboxNextHop } from './mailbox-next-hop.js';
import { queueNameOf, type NextHop } from './next-hop.js';

/** Members of one group, nested ones included; a job with more recipients would pass every bound of a queue. */
const maxGroupMembers = 100_000;

export interface CategorizeOptions extends RoutingPlace {
  readonly maxGroupMembers?: number;
}

/** What routing asks of a message. */
export interface RoutableMessage {
  readonly recipients: readonly EnvelopeRecipient[];
  /** Octets of header and content. */
  readonly size: number;
}

/**
 * Resolves recipients and chooses each one's next hop. Pure: the same message, organization and server give the same
 * result, so a categorization that a crash cut short can be done again.
 */
export function categorize(
  message: RoutableMessage,
  organization: Organization,
  options: CategorizeOptions,
): Categorization {
  const sorting = new Sorting(message.size, organization, options);
  for (const recipient of message.recipients) sorting.add(recipient);
  return sorting.result();
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

/** One pass over a message's recipients; each mailbox, group and unknown address is taken once. */
class Sorting {
  readonly #deliveries = new Map<string, Delivery & { readonly recipients: ResolvedRecipient[] }>();
  readonly #failed: FailedRecipient[] = [];
  readonly #unreachable: UnreachableRecipient[] = [];
  readonly #expanded: ExpandedGroup[] = [];
  readonly #seenMailboxes = new Set<string>();
  readonly #addressedGroups = new Set<string>();
  readonly #expandedGroups = new Set<string>();
  readonly #seenUnknown = new Set<string>();
  readonly #groups: [EnvelopeRecipient, DistributionGroup][] = [];

  /** By destination: a thousand recipients may be in one domain. */
  readonly #routes = new Map<string, OutsideRoute>();

  constructor(
    private readonly size: number,
    private readonly organization: Organization,
    private readonly options: CategorizeOptions,
  ) {}

  add(recipient: EnvelopeRecipient): void {
    const found = this.organization.recipient(recipient.path);
    if (found === undefined) this.#addUnknown(recipient);
    else if (found.kind === 'Mailbox') this.#addMailbox(found, addressed(recipient));
    else this.#groups.push([recipient, found]);
  }

  #addUnknown(recipient: EnvelopeRecipient): void {
    const { path, orar } = recipient;
    const key = `${addressKey(path)} ${orar === undefined ? '' : addressKey(orar)}`;
    if (this.#seenUnknown.has(key)) return;
    this.#seenUnknown.add(key);
    const to = destinationOf(path, this.organization);
    const route = this.#route(path, to);
    switch (route.outcome) {
      case 'routed':
        this.#deliveryTo(route.nextHop).recipients.push(recipient);
        return;
      case 'failed':
        this.#fail({ recipient, reply: route.reply });
        return;
      case 'unreachable':
        this.#unreachable.push({ recipient, domain: to.address, lastError: route.lastError });
    }
  }

  #route(path: Path, to: Destination): OutsideRoute {
    const key = `${to.type}:${to.address}`;
    const known = this.#routes.get(key);
    if (known !== undefined) return known;
    const route = outsideRoute({ path, to, size: this.size }, this.organization, this.options);
    this.#routes.set(key, route);
    return route;
  }

  #addMailbox(mailbox: Mailbox, recipient: EnvelopeRecipient, group?: Path): boolean {
    if (this.#seenMailboxes.has(mailbox.Guid)) return false;
    this.#seenMailboxes.add(mailbox.Guid);
    const resolved: ResolvedRecipient = {
      ...recipient,
      path: pathOf(mailbox.PrimarySmtpAddress),
      mailbox: mailbox.Name,
      displayName: mailbox.DisplayName,
      ...(group === undefined ? {} : { group }),
    };
    this.#deliveryTo(mailboxNextHop(mailbox, this.organization, this.options)).recipients.push(resolved);
    return true;
  }

  #addGroup(group: DistributionGroup, recipient: EnvelopeRecipient): void {
    if (this.#addressedGroups.has(group.Guid)) return;
    this.#addressedGroups.add(group.Guid);
    const maxMembers = this.options.maxGroupMembers ?? maxGroupMembers;
    const bounds = { expanded: this.#expandedGroups, maxMembers };
    const expansion = expandGroup(group, this.organization, bounds);
    if (expansion === undefined) {
      this.#fail({ recipient, reply: replies.groupTooLarge });
      return;
    }
    for (const guid of expansion.groups) this.#expandedGroups.add(guid);
    // The alternate stands in for the group, not for each of its members.
    const { notify, orar: _, ...rest } = recipient;
    const member = { ...rest, ...memberNotify(notify) };
    let members = 0;
    for (const mailbox of expansion.mailboxes.values()) {
      if (this.#addMailbox(mailbox, member, recipient.path)) members++;
    }
    this.#expanded.push({ recipient, displayName: group.DisplayName, members });
  }

  result(): Categorization {
    // Groups come last: who is addressed by name gets the copy with the parameters that were meant for them.
    for (const [recipient, group] of this.#groups) this.#addGroup(group, addressed(recipient));
    return {
      deliveries: [...this.#deliveries.values()],
      failed: this.#failed,
      unreachable: this.#unreachable,
      expanded: this.#expanded,
    };
  }

  #fail(failed: FailedRecipient): void {
    const alternate = alternateOf(failed.recipient);
    if (alternate === undefined) this.#failed.push(failed);
    else this.add(alternate);
  }

  #deliveryTo(nextHop: NextHop): { readonly recipients: ResolvedRecipient[] } {
    const key = queueNameOf(nextHop);
    const known = this.#deliveries.get(key);
    if (known !== undefined) return known;
    const delivery = { nextHop, recipients: [] };
    this.#deliveries.set(key, delivery);
    return delivery;
  }
}
