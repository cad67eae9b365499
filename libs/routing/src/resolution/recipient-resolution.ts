import { externalPath, isGroup, type Group, type Organization, type Recipient } from '@mailyard/directory';
import { expansionFields, forwardingFields } from '@mailyard/message';
import { pathOf } from '@mailyard/schema';
import { addressKey, replies, type EnvelopeRecipient, type Path, type Reply } from '@mailyard/smtp';

import type { DropReason } from '../categorization.js';
import type { NeededApproval } from '../moderation/approval.js';
import { decisionAt, expandedBefore, Moderation } from '../moderation/moderation.js';
import type { RoutableMessage } from '../routable-message.js';
import { addressed, knownAs, withoutAlternate } from './forwarding/alternate-recipient.js';
import { bifurcated, type Arrival } from './arrival.js';
import { suppressedKind } from './forwarding/automatic-mail-suppression.js';
import { expansionServerOf } from './groups/expansion-server.js';
import { forwardingOf, type Forwarding } from './forwarding/forwarding.js';
import { expandGroup, type Expansion } from './groups/group-expansion.js';
import { bypassesNested, memberArrival, reportToGroup } from './groups/group-reports.js';
import { messageRefusal } from './refusals/message-refusal.js';
import { passOn, type PassedOn } from './forwarding/passed-on.js';
import { recipientRefusal } from './refusals/recipient-refusal.js';
import { ResolvedLists, type MailboxRecipient, type Whereabouts } from './resolved-lists.js';
import { Sender } from './sender.js';
import { strangerRefusal } from './refusals/stranger-refusal.js';

const outside: Whereabouts = { kind: 'Outside' };
const nothing: readonly (() => unknown)[] = [];

export interface ResolutionOptions {
  readonly server: string;
  readonly maxGroupMembers?: number;
}

/**
 * The second stage of the categorizer: whoever has an address gets the message, or those who stand in for them, unless they
 * take no such mail. Everybody is taken once for a message, also when alternates begin the chain anew.
 */
export class RecipientResolution {
  readonly #message: RoutableMessage;
  readonly #organization: Organization;
  readonly #options: ResolutionOptions;
  readonly #sender: Sender;
  readonly #moderation: Moderation;
  /** Guids of mailboxes and addressed groups, addresses of others. */
  readonly #seen = new Set<string>();
  /** Guids; with those that other servers have expanded before. */
  #expandedGroups: ReadonlySet<string>;
  #lists = new ResolvedLists();
  /** Who is addressed by name comes first, and gets the copy with the parameters that were meant for them. */
  #later: (() => unknown)[] | undefined;

  constructor(message: RoutableMessage, organization: Organization, options: ResolutionOptions) {
    this.#message = message;
    this.#organization = organization;
    this.#options = options;
    this.#sender = new Sender(message, organization);
    this.#moderation = new Moderation(message, this.#sender, organization);
    this.#expandedGroups = new Set(expandedBefore(message));
    for (const guid of message.passes?.served ?? []) this.#seen.add(guid);
  }

  /** `resolved`: an earlier pass has judged these recipients, and has forwarded what is forwarded. */
  resolve(recipients: readonly EnvelopeRecipient[], resolved: boolean): ResolvedLists {
    const lists = (this.#lists = new ResolvedLists());
    const refusal = messageRefusal(this.#message, { sender: this.#sender, resolved }, this.#organization);
    if (refusal !== undefined) {
      for (const each of recipients) lists.fail(withoutAlternate(each), refusal);
      return lists;
    }
    this.#later = undefined;
    for (const recipient of recipients) {
      const decided = decisionAt(recipient, this.#organization, this.#options.server);
      if (decided !== undefined) lists.addDecision(recipient, decided);
      else this.#take(this.#organization.recipient(recipient.path), { recipient, resolved });
    }
    // It grows on the way.
    for (const take of this.#later ?? nothing) take();
    return lists;
  }

  /**
   * The recipient gets it, or, after those who are addressed by name, whoever stands in for them. False: they have it already, or
   * do not get it.
   */
  #take(found: Recipient | undefined, arrival: Arrival, passed: readonly PassedOn[] = []): boolean {
    const looped = passed.findIndex(({ by }) => by === found);
    // Each passes it only on to the next: nobody has it in the end, and the sender has to know.
    if (found !== undefined && looped !== -1) {
      this.#tellRedirected(passed.slice(0, looped));
      return this.#fail(found, arrival, replies.forwardingLoop);
    }
    const onward = found === undefined ? this.#addOutside(arrival) : this.#takeOrPassOn(found, arrival);
    if (typeof onward === 'boolean') {
      this.#tellRedirected(passed);
      return onward;
    }
    (this.#later ??= []).push(() => this.#take(onward.to, onward.arrival, [...passed, onward]));
    return true;
  }

  /** Once: somebody may come round to them again who keeps what they pass on. */
  #tellRedirected(passed: readonly PassedOn[]): void {
    for (const { by, redirected } of passed) {
      const isTold = this.#isSeen(`${by.Guid} for ${redirected.recipient.orcpt ?? ''}`);
      if (!isTold) (this.#lists.redirected ??= []).push(redirected);
    }
  }

  #refusal(recipient: Recipient | undefined): Reply | undefined {
    const { size } = this.#message;
    return recipientRefusal(recipient, { size, sender: this.#sender }, this.#organization);
  }

  #takeOrPassOn(found: Recipient, arrival: Arrival): boolean | PassedOn {
    if (isGroup(found)) return this.#takeGroup(found, arrival);
    const refusal = arrival.resolved ? undefined : this.#refusal(found);
    if (refusal !== undefined) return this.#fail(found, arrival, refusal);
    const approval = this.#moderation.approval(found, arrival);
    if (approval !== undefined) return this.#await(found, arrival, approval);
    return found.kind === 'Mailbox' ? this.#takeMailbox(found, arrival) : this.#takeExternal(found, arrival);
  }

  #takeMailbox(mailbox: MailboxRecipient, arrival: Arrival): boolean | PassedOn {
    const forwarding = arrival.resolved
      ? undefined
      : forwardingOf(mailbox, this.#message, this.#organization);
    const keeps = mailbox.DeliverToMailboxAndForward;
    switch (forwarding?.outcome) {
      case undefined:
        return this.#addMailbox(mailbox, arrival);
      case 'forbidden':
        // Better kept than lost: nobody would hear of it.
        this.#drop({ ...addressed(arrival.recipient), path: forwarding.path }, 'AutoForward');
        return this.#addMailbox(mailbox, arrival);
      case 'returned':
        return keeps
          ? this.#addMailbox(mailbox, arrival)
          : this.#fail(mailbox, arrival, replies.forwardingLoop);
      case 'forwards':
        return this.#forward(mailbox, arrival, forwarding);
    }
  }

  #forward(
    mailbox: MailboxRecipient,
    arrival: Arrival,
    { path, to }: Extract<Forwarding, { readonly outcome: 'forwards' }>,
  ): boolean | PassedOn {
    const { PrimarySmtpAddress, DeliverToMailboxAndForward: keeps } = mailbox;
    if (keeps && !this.#addMailbox(mailbox, arrival)) return false;
    const fields = forwardingFields(pathOf(PrimarySmtpAddress), new Date(this.#message.receivedAt));
    const onward = passOn(bifurcated(arrival, { fields }), { by: mailbox, to, path, delivered: keeps });
    if (!keeps) return onward;
    this.#tellRedirected([onward]);
    (this.#later ??= []).push(() => this.#take(to, onward.arrival));
    return true;
  }

  /** The address outside may be that of another recipient, who is followed then. */
  #takeExternal(
    found: Extract<Recipient, { readonly ExternalEmailAddress: string }>,
    arrival: Arrival,
  ): boolean | PassedOn {
    const path = externalPath(found, this.#organization);
    const to = this.#organization.recipient(path);
    const isOther = to !== undefined && to.Guid !== found.Guid;
    if (isOther) return passOn(arrival, { by: found, to, path, delivered: false });
    const recipient = { ...addressed(arrival.recipient), path };
    return this.#addOutside({ ...arrival, recipient }, found.DisplayName);
  }

  #addMailbox(mailbox: MailboxRecipient, { recipient, group, bifurcation }: Arrival): boolean {
    if (this.#isSeen(mailbox.Guid)) return this.#drop(recipient, 'Duplicate', group);
    const resolved = { ...knownAs(mailbox, recipient), mailbox: mailbox.Name };
    return this.#lists.add(resolved, mailbox, { group, bifurcation });
  }

  #addOutside({ recipient, group, bifurcation, resolved }: Arrival, displayName?: string): boolean {
    const { path, orar } = recipient;
    const key = addressKey(path);
    if (this.#isSeen(orar === undefined ? key : `${key} ${addressKey(orar)}`)) {
      return this.#drop(recipient, 'Duplicate', group);
    }
    const refusal =
      strangerRefusal(path, this.#organization) ?? (resolved ? undefined : this.#refusal(undefined));
    if (refusal !== undefined) return this.#lists.fail(recipient, refusal, bifurcation);
    const suppressed = suppressedKind(this.#message, path, this.#organization);
    if (suppressed !== undefined) return this.#drop(recipient, suppressed);
    const named = displayName === undefined ? recipient : { ...recipient, displayName };
    return this.#lists.add(named, outside, { group, bifurcation });
  }

  #takeGroup(group: Group, arrival: Arrival): boolean {
    if (this.#isSeen(group.Guid)) return this.#drop(arrival.recipient, 'Duplicate', arrival.group);
    const report = reportToGroup(group, this.#message.history?.automatic, this.#organization);
    if (report !== undefined) return this.#takeReport(group, arrival, report.manager);
    const refusal = arrival.resolved ? undefined : this.#refusal(group);
    if (refusal !== undefined) return this.#fail(group, arrival, refusal);
    const approval = this.#moderation.approval(group, arrival);
    if (approval !== undefined) return this.#addAwaiting(group, arrival, approval);
    const server = expansionServerOf(group, this.#organization, this.#options.server);
    if (server !== undefined) return this.#addForServer(group, arrival, server);
    (this.#later ??= []).push(() => this.#expand(group, arrival));
    return true;
  }

  #takeReport(group: Group, arrival: Arrival, manager: Path | undefined): boolean {
    if (manager === undefined) return this.#drop(arrival.recipient, 'ReportToGroup');
    const to = this.#organization.recipient(manager);
    const onward = passOn(arrival, { by: group, to, path: manager, delivered: false });
    this.#tellRedirected([onward]);
    return this.#take(to, onward.arrival);
  }

  /** With the groups that lead to it: they may hold each other, over any number of servers. */
  #addForServer(group: Group, arrival: Arrival, fqdn: string): boolean {
    const bypassesModeration = arrival.bypassesModeration ?? bypassesNested(group);
    const fields = expansionFields([...this.#expandedGroups], bypassesModeration);
    const { recipient, bifurcation } = fields === '' ? arrival : bifurcated(arrival, { fields });
    return this.#lists.add(knownAs(group, recipient), { kind: 'Server', fqdn }, { bifurcation });
  }

  #await(found: Recipient, arrival: Arrival, approval: NeededApproval): boolean {
    if (this.#isSeen(found.Guid)) return this.#drop(arrival.recipient, 'Duplicate', arrival.group);
    return this.#addAwaiting(found, arrival, approval);
  }

  #addAwaiting(found: Recipient, arrival: Arrival, approval: NeededApproval): true {
    const waiting = { approval, expandedGroups: this.#expandedGroups };
    return this.#lists.await(this.#moderation.awaiting(found, arrival, waiting));
  }

  #expand(group: Group, arrival: Arrival): void {
    const organization = this.#organization;
    const expansion = expandGroup([group, arrival], this.#expandedGroups, {
      maxMembers: this.#options.maxGroupMembers,
      membersOf: (each) => organization.members(each),
      memberArrival: (each, through) =>
        memberArrival(each, through, { organization, reversePath: this.#message.reversePath }),
      refusal: (each) => this.#refusal(each),
      approval: (each, through) => this.#moderation.approval(each, through),
      expansionServer: (each) => expansionServerOf(each, organization, this.#options.server),
    });
    if (expansion === undefined) this.#fail(group, arrival, replies.recipientLimitExceeded);
    else this.#addExpansion(group, arrival, expansion);
  }

  #addExpansion(group: Group, { recipient }: Arrival, expansion: Expansion): void {
    this.#expandedGroups = new Set([...this.#expandedGroups, ...expansion.expanded.keys()]);
    this.#lists.addGroups(expansion.expanded.values());
    for (const [refused, through, reply] of expansion.refused) this.#fail(refused, through, reply);
    for (const waiting of expansion.moderated) this.#await(...waiting);
    for (const [elsewhere, through, server] of expansion.elsewhere) {
      if (!this.#isSeen(elsewhere.Guid)) this.#addForServer(elsewhere, through, server);
    }
    let members = 0;
    for (const [member, through] of expansion.members.values()) if (this.#take(member, through)) members += 1;
    const { DisplayName: displayName } = group;
    (this.#lists.expanded ??= []).push({ recipient: addressed(recipient), displayName, members });
  }

  #isSeen(key: string): boolean {
    if (this.#seen.has(key)) return true;
    this.#seen.add(key);
    return false;
  }

  #fail(found: Recipient, { recipient, bifurcation }: Arrival, reply: Reply): false {
    return this.#lists.fail(knownAs(found, recipient), reply, bifurcation);
  }

  #drop(recipient: EnvelopeRecipient, reason: DropReason, group?: Path): false {
    // Members of several groups are no news.
    if (group === undefined) (this.#lists.dropped ??= []).push({ recipient, reason });
    return false;
  }
}
