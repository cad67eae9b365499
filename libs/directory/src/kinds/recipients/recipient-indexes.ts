import { nameKey, smtpAddressKey } from '@mailyard/schema';

import { identityOf, type Identity, type Index } from '../lookup.js';
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

/** Identity and indexes of a kind of recipients, which directory sources may bring. */
export function foundAsRecipient<T extends RecipientObject>(
  ...others: readonly Index<T>[]
): {
  readonly identity: Identity<T>;
  readonly indexes: readonly Index<T>[];
  readonly managed: readonly string[];
} {
  const indexes = [recipientNames, recipientAliases, recipientAddresses, ...others];
  return { identity: recipientNames, indexes, managed: ['DirectorySource'] };
}

/** The schema puts the primary address first, so the places of the others are no longer those of the input. */
export function addressParameter({ EmailAddresses }: RecipientObject, address: string): string {
  return address === EmailAddresses[0] ? 'PrimarySmtpAddress' : 'EmailAddresses';
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
