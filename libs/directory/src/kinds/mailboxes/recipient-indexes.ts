import { loginKey, nameKey, readableName, smtpAddressKey } from '@mailyard/schema';

import { isAccepted, referencesToDomain } from '../accepted-domains/domain-indexes.js';
import type { ObjectProblem } from '../kind.js';
import { identityOf, type Index, type Lookup, type Reference } from '../lookup.js';
import type { DistributionGroup, Mailbox } from './recipient.js';

type Recipient = Mailbox | DistributionGroup;

/** Mailboxes and groups share their names, aliases and addresses. */
export const recipientNames = identityOf<Recipient>('names of recipients', ['Name'], nameKey);

export const recipientAliases: Index<Recipient> = {
  name: 'aliases',
  texts: ({ Alias }) => [Alias],
  key: nameKey,
  taken: () => 'Alias',
};

export const recipientAddresses: Index<Recipient> = {
  name: 'addresses',
  texts: ({ EmailAddresses }) => EmailAddresses,
  key: smtpAddressKey,
  taken: addressParameter,
};

export const mailboxLogins: Index<Mailbox> = {
  name: 'logins of mailboxes',
  texts: ({ UserPrincipalName }) => [UserPrincipalName],
  key: loginKey,
  taken: () => 'UserPrincipalName',
};

export const recipientIndexes = [recipientNames, recipientAliases, recipientAddresses] as const;

/** The schema puts the primary address first, so the places of the others are no longer those of the input. */
function addressParameter({ EmailAddresses }: Recipient, address: string): string {
  return address === EmailAddresses[0] ? 'PrimarySmtpAddress' : 'EmailAddresses';
}

export function* addressReferences({ EmailAddresses }: Recipient): Iterable<Reference> {
  let last: string | undefined;
  for (const domain of EmailAddresses.map(domainOf)) {
    if (domain !== last) yield* referencesToDomain(domain);
    last = domain;
  }
}

export function* addressProblems(recipient: Recipient, lookup: Lookup): Iterable<ObjectProblem> {
  for (const address of recipient.EmailAddresses) {
    if (isAccepted(domainOf(address), lookup)) continue;
    yield { path: [addressParameter(recipient, address)], reason: `${address} is in no accepted domain` };
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** By name, alias or address, as a group names its members. */
export function isRecipient(name: string, lookup: Lookup): boolean {
  return referencesToRecipient(name).some(({ index, text }) => lookup.has(index, text));
}

export function referencesToRecipient(name: string): readonly Reference[] {
  const text = readableName(name);
  const named = [recipientNames, recipientAliases].map((index) => ({ index, text }));
  return text.includes('@') ? [...named, { index: recipientAddresses, text }] : named;
}
