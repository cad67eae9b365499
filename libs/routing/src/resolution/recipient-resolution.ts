import { externalPath, isGroup, type Group, type Organization } from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';
import { addressKey, replies, type EnvelopeRecipient, type Notify, type Path } from '@mailyard/smtp';

import type { ExpandedGroup, FailedRecipient, ResolvedRecipient } from '../categorization.js';
import { destinationOf } from '../connectors/destination.js';
import { isAuthoritative } from '../connectors/outside-route.js';
import { addressed, originalRecipient } from './alternate-recipient.js';
import { expandGroup, type SingleRecipient } from './expand-group.js';
import type { Addressee, MailboxRecipient, Resolved, Whereabouts } from './resolved-message.js';

/** Members of one group, nested ones included; a job with more recipients would pass every bound of a queue. */
const maxGroupMembers = 100_000;

const outside: Whereabouts = { kind: 'Outside' };

export interface ResolutionBounds {
  readonly maxGroupMembers?: number;
}

/**
 * The second stage of the categorizer: addresses become mailboxes, groups their members. Each mailbox, group and unknown
 * address is taken once for a message, also when alternates begin the chain anew.
 */
export class RecipientResolution {
  /** Guids of mailboxes, addresses of others. */
  readonly #seen = new Set<string>();
  /** Guids of groups: those that the sender has addressed, and all that were expanded. */
  #groups: { readonly addressed: Set<string>; readonly expanded: Set<string> } | undefined;
  #addressees: Addressee[] = [];
  #failed: FailedRecipient[] = [];
  #expanded: ExpandedGroup[] = [];

  constructor(
    private readonly organization: Organization,
    private readonly bounds: ResolutionBounds,
  ) {}

  resolve(recipients: readonly EnvelopeRecipient[]): Resolved {
    this.#addressees = [];
    this.#failed = [];
    this.#expanded = [];
    const groups: [EnvelopeRecipient, Group][] = [];
    for (const recipient of recipients) {
      const found = this.organization.recipient(recipient.path);
      if (found === undefined) this.#addUnknown(recipient);
      else if (isGroup(found)) groups.push([recipient, found]);
      else this.#addSingle(found, recipient);
    }
    // Groups come last: who is addressed by name gets the copy with the parameters that were meant for them.
    for (const [recipient, group] of groups) this.#addGroup(group, addressed(recipient));
    return { addressees: this.#addressees, failed: this.#failed, expanded: this.#expanded };
  }

  /** False: they have the message already. */
  #addSingle(found: SingleRecipient, recipient: EnvelopeRecipient, group?: Path): boolean {
    if (found.kind === 'Mailbox') return this.#addMailbox(found, recipient, group);
    const resolved: ResolvedRecipient = {
      ...addressed(recipient),
      path: externalPath(found, this.organization),
      displayName: found.DisplayName,
    };
    return this.#addUnknown(group === undefined ? resolved : { ...resolved, group });
  }

  /** An authoritative domain has no other recipients than we know of. */
  #addUnknown(recipient: ResolvedRecipient): boolean {
    const { path, orar } = recipient;
    const key = orar === undefined ? addressKey(path) : `${addressKey(path)} ${addressKey(orar)}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    const { organization } = this;
    const isOurs =
      isAuthoritative(path.domain, organization) && destinationOf(path, organization).type === 'SMTP';
    if (isOurs) this.#failed.push({ recipient, reply: replies.unknownRecipient });
    else this.#addressees.push({ recipient, at: outside });
    return true;
  }

  #addMailbox(mailbox: MailboxRecipient, recipient: EnvelopeRecipient, group?: Path): boolean {
    if (this.#seen.has(mailbox.Guid)) return false;
    this.#seen.add(mailbox.Guid);
    const resolved: ResolvedRecipient = {
      ...recipient,
      orcpt: recipient.orcpt ?? originalRecipient(recipient.path),
      path: pathOf(mailbox.PrimarySmtpAddress),
      mailbox: mailbox.Name,
      displayName: mailbox.DisplayName,
    };
    this.#addressees.push({
      recipient: group === undefined ? resolved : { ...resolved, group },
      at: mailbox,
    });
    return true;
  }

  #addGroup(group: Group, recipient: EnvelopeRecipient): void {
    const groups = (this.#groups ??= { addressed: new Set<string>(), expanded: new Set<string>() });
    if (groups.addressed.has(group.Guid)) return;
    groups.addressed.add(group.Guid);
    const bounds = {
      expanded: groups.expanded,
      maxMembers: this.bounds.maxGroupMembers ?? maxGroupMembers,
    };
    const expansion = expandGroup(group, this.organization, bounds);
    if (expansion === undefined) {
      this.#failed.push({ recipient, reply: replies.groupTooLarge });
      return;
    }
    for (const guid of expansion.groups) groups.expanded.add(guid);
    // The alternate stands in for the group, not for each of its members.
    const { notify, orar: _, ...rest } = recipient;
    const member = { ...rest, ...memberNotify(notify) };
    let members = 0;
    for (const each of expansion.members.values()) {
      if (this.#addSingle(each, member, recipient.path)) members++;
    }
    this.#expanded.push({ recipient, displayName: group.DisplayName, members });
  }
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
