import { readableName, smtpAddressKey } from '@mailyard/schema';

import { isAccepted, referencesToDomain } from '../accepted-domains/domain-indexes.js';
import type { ObjectProblem } from '../kind.js';
import type { Lookup, Reference } from '../lookup.js';
import { serverIdentities } from '../servers/server.js';
import { moderationProblems } from './moderation-parameters.js';
import type { RecipientObject } from './recipient.js';
import {
  addressParameter,
  domainOf,
  recipientAddresses,
  recipientAliases,
  recipientNames,
} from './recipient-indexes.js';

/** Parameters that name recipients, and whom they may name. */
const naming = {
  Members: 'anybody',
  ManagedBy: 'anybody',
  Manager: 'anybody',
  ForwardingAddress: 'anybody',
  AcceptMessagesOnlyFrom: 'mailboxes, mail users and mail contacts',
  AcceptMessagesOnlyFromDLMembers: 'groups',
  AcceptMessagesOnlyFromSendersOrMembers: 'anybody',
  RejectMessagesFrom: 'mailboxes, mail users and mail contacts',
  RejectMessagesFromDLMembers: 'groups',
  RejectMessagesFromSendersOrMembers: 'anybody',
  GrantSendOnBehalfTo: 'anybody',
  GrantSendAsTo: 'anybody',
  ModeratedBy: 'mailboxes, mail users and mail contacts',
  BypassModerationFrom: 'mailboxes, mail users and mail contacts',
  BypassModerationFromDLMembers: 'groups',
  BypassModerationFromSendersOrMembers: 'anybody',
  ArbitrationMailbox: 'mailboxes',
} as const;

type NamingParameter = keyof typeof naming;

const namingParameters = Object.keys(naming) as readonly NamingParameter[];

/** A recipient of any kind, as far as it refers to others. */
export type ReferringRecipient = RecipientObject & {
  readonly [P in NamingParameter]?: string | readonly string[] | undefined;
} & {
  readonly ExternalEmailAddress?: string;
  readonly ExpansionServer?: string | undefined;
  readonly ModerationEnabled?: boolean;
};

/** What a recipient names: domains of its addresses, other recipients, a server. */
export function* recipientReferences(recipient: ReferringRecipient): Iterable<Reference> {
  let last: string | undefined;
  for (const domain of recipient.EmailAddresses.map(domainOf)) {
    if (domain !== last) yield* referencesToDomain(domain);
    last = domain;
  }
  for (const { name } of namedBy(recipient)) yield* referencesToRecipient(name);
  const { ExpansionServer } = recipient;
  if (ExpansionServer !== undefined) yield { index: serverIdentities, text: ExpansionServer };
}

/** Why a recipient cannot be as it is: an address in no accepted domain, somebody named who is not there or not of that kind. */
export function* recipientProblems(recipient: ReferringRecipient, lookup: Lookup): Iterable<ObjectProblem> {
  yield* addressProblems(recipient, lookup);
  yield* moderationProblems(recipient);
  for (const { parameter, path, name } of namedBy(recipient)) {
    // A name wins over another recipient's alias.
    const [found] = recipientsNamed(name, lookup);
    if (found === undefined) yield { path, reason: `no recipient ${name}` };
    else if (!fits(found, naming[parameter])) yield { path, reason: `must be of ${naming[parameter]}` };
  }
  const { ExpansionServer } = recipient;
  if (ExpansionServer !== undefined && !lookup.has(serverIdentities, ExpansionServer)) {
    yield { path: ['ExpansionServer'], reason: `no server ${ExpansionServer}` };
  }
}

interface Named {
  readonly parameter: NamingParameter;
  readonly path: readonly (string | number)[];
  readonly name: string;
}

function* namedBy(recipient: ReferringRecipient): Iterable<Named> {
  for (const parameter of namingParameters) {
    const value = recipient[parameter];
    if (value === undefined) continue;
    if (typeof value === 'string') yield { parameter, path: [parameter], name: value };
    else for (const [at, name] of value.entries()) yield { parameter, path: [parameter, at], name };
  }
}

/** Its own addresses are in accepted domains; the one outside may be among them. */
function* addressProblems(recipient: ReferringRecipient, lookup: Lookup): Iterable<ObjectProblem> {
  const { ExternalEmailAddress: external } = recipient;
  for (const address of recipient.EmailAddresses) {
    if (isAccepted(domainOf(address), lookup)) continue;
    if (external !== undefined && smtpAddressKey(address) === smtpAddressKey(external)) continue;
    yield { path: [addressParameter(recipient, address)], reason: `${address} is in no accepted domain` };
  }
}

function fits(found: RecipientObject, whom: (typeof naming)[NamingParameter]): boolean {
  if (whom === 'mailboxes') return 'Database' in found;
  return whom === 'anybody' || (whom === 'groups') === isGroup(found);
}

/** Groups of either kind have it, and nobody else. */
const isGroup = (found: RecipientObject): boolean => 'ReportToManagerEnabled' in found;

/** By name, alias or address, as a group names its members. */
export function isRecipient(name: string, lookup: Lookup): boolean {
  return referencesToRecipient(name).some(({ index, text }) => lookup.has(index, text));
}

/** Whether a name, alias or address is that of a group; undefined where it is nobody's. */
export function isGroupNamed(name: string, lookup: Lookup): boolean | undefined {
  const [found] = recipientsNamed(name, lookup);
  return found && isGroup(found);
}

function* recipientsNamed(name: string, lookup: Lookup): Iterable<RecipientObject> {
  const text = readableName(name);
  yield* lookup.find<RecipientObject>(recipientNames, text);
  yield* lookup.find<RecipientObject>(recipientAliases, text);
  if (text.includes('@')) yield* lookup.find<RecipientObject>(recipientAddresses, text);
}

/** Where a name leads to: the name, the alias or, with an @, an address of a recipient. */
export function referencesToRecipient(name: string): readonly Reference[] {
  const text = readableName(name);
  const named = [recipientNames, recipientAliases].map((index) => ({ index, text }));
  return text.includes('@') ? [...named, { index: recipientAddresses, text }] : named;
}
