import { smtpAddressKey } from '@mailyard/schema';
import { addressKey, exchangeRecipient, type Path, type ReversePath } from '@mailyard/smtp';

import type { Organization } from '../organization.js';
import type { Recipient } from './recipient.js';

/** Whoever sends a message, as far as recipients ask. */
export interface RestrictedSender {
  readonly path: ReversePath;
  /** Signed in, or a server that is believed to have authenticated them. */
  readonly isAuthenticated: boolean;
}

/** Why a recipient takes no mail of a sender. */
export type DeliveryRestriction = 'SenderNotAuthenticated' | 'SenderNotAllowed';

/**
 * What a recipient has against a sender: that they are not authenticated, are on the list of those who may not, or are not
 * on that of those who may. Notifications of the organization itself are for everybody.
 */
export function deliveryRestriction(
  recipient: Recipient,
  sender: RestrictedSender,
  organization: Organization,
): DeliveryRestriction | undefined {
  const isRefused = recipient.RequireSenderAuthenticationEnabled && !sender.isAuthenticated;
  if (isRefused) return 'SenderNotAuthenticated';
  if (!hasLists(recipient)) return undefined;
  const lists = listsOf(recipient);
  return mayPass(sender, lists, organization) ? undefined : 'SenderNotAllowed';
}

interface Lists {
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
}

function mayPass(
  { path, isAuthenticated }: RestrictedSender,
  { accepted, rejected }: Lists,
  organization: Organization,
): boolean {
  if (path !== null && isAuthenticated && isOfSystem(path, organization)) return true;
  const sender = path === null ? undefined : organization.sender(path);
  if (sender === undefined) return accepted.length === 0;
  if (isNamed(sender, rejected, organization)) return false;
  return accepted.length === 0 || isNamed(sender, accepted, organization);
}

/** Every message asks, and hardly anybody has any. */
function hasLists(recipient: Recipient): boolean {
  return (
    recipient.AcceptMessagesOnlyFrom !== undefined ||
    recipient.AcceptMessagesOnlyFromDLMembers !== undefined ||
    recipient.AcceptMessagesOnlyFromSendersOrMembers !== undefined ||
    recipient.RejectMessagesFrom !== undefined ||
    recipient.RejectMessagesFromDLMembers !== undefined ||
    recipient.RejectMessagesFromSendersOrMembers !== undefined
  );
}

const nobody: readonly string[] = [];

/** Lists of senders and of groups say the same in other words. */
function listsOf(recipient: Recipient): Lists {
  const {
    AcceptMessagesOnlyFrom = nobody,
    AcceptMessagesOnlyFromDLMembers = nobody,
    AcceptMessagesOnlyFromSendersOrMembers = nobody,
    RejectMessagesFrom = nobody,
    RejectMessagesFromDLMembers = nobody,
    RejectMessagesFromSendersOrMembers = nobody,
  } = recipient;
  return {
    accepted: [
      ...AcceptMessagesOnlyFrom,
      ...AcceptMessagesOnlyFromDLMembers,
      ...AcceptMessagesOnlyFromSendersOrMembers,
    ],
    rejected: [...RejectMessagesFrom, ...RejectMessagesFromDLMembers, ...RejectMessagesFromSendersOrMembers],
  };
}

/** By themselves, or as a member of a group; the groups are looked at only when that is needed. */
export function isNamed(sender: Recipient, names: readonly string[], organization: Organization): boolean {
  const guids = new Set(names.flatMap((name) => organization.recipientByName(name)?.Guid ?? []));
  if (guids.has(sender.Guid)) return true;
  const groups = organization.groupsOf(sender);
  return [...guids].some((guid) => groups.has(guid));
}

/** The Microsoft Exchange recipient and the external postmaster, from which notifications come. */
function isOfSystem(path: Path, { transport, defaultDomain }: Organization): boolean {
  const external = transport.ExternalPostmasterAddress ?? `postmaster@${defaultDomain.DomainName}`;
  if (addressKey(path) === smtpAddressKey(external)) return true;
  return addressKey({ ...path, domain: '' }) === exchangeRecipient.toLowerCase();
}
