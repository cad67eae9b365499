import { nameKey, readableName, smtpAddressKey } from '@mailyard/schema';

import { isAccepted, referencesToDomain } from '../accepted-domains/domain-indexes.js';
import type { ObjectProblem } from '../kind.js';
import { identityOf, type Identity, type Index, type Lookup, type Reference } from '../lookup.js';
import type { RecipientObject } from './recipient.js';

/** Recipients of all kinds share their names, aliases and addresses. */
export const recipientNames = identityOf<RecipientObject>('names of recipients', ['Name'], nameKey);

export const recipientAliases: Index<RecipientObject> = {
  name: 'aliases',
  texts: ({ Alias }) => [Alias],
  key: nameKey,
  taken: () => 'Alias',
};

export const recipientAddresses: Index<RecipientObject> = {
  name: 'addresses',
  texts: ({ EmailAddresses }) => EmailAddresses,
  key: smtpAddressKey,
  taken: addressParameter,
};

/** Identity and indexes of a kind of recipients. */
export function foundAsRecipient<T extends RecipientObject>(
  ...others: readonly Index<T>[]
): {
  readonly identity: Identity<T>;
  readonly indexes: readonly Index<T>[];
} {
  const indexes = [recipientNames, recipientAliases, recipientAddresses, ...others];
  return { identity: recipientNames, indexes };
}

/** The schema puts the primary address first, so the places of the others are no longer those of the input. */
function addressParameter({ EmailAddresses }: RecipientObject, address: string): string {
  return address === EmailAddresses[0] ? 'PrimarySmtpAddress' : 'EmailAddresses';
}

export function* addressReferences({ EmailAddresses }: RecipientObject): Iterable<Reference> {
  let last: string | undefined;
  for (const domain of EmailAddresses.map(domainOf)) {
    if (domain !== last) yield* referencesToDomain(domain);
    last = domain;
  }
}

export function* addressProblems(recipient: RecipientObject, lookup: Lookup): Iterable<ObjectProblem> {
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
