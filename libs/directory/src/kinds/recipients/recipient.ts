import { guid, listOf, objectName, pathOf, smtpAddress, smtpAddressKey } from '@mailyard/schema';
import { z } from 'zod';

import type { KeptObject } from '../lookup.js';

/** Atoms of RFC 5322 §3.2.3 joined by dots, without the slash: a mailbox's folder bears its alias. */
const aliasPattern = /^[\p{L}\p{N}!#$%&'*+\-=?^_`{|}~]+(?:\.[\p{L}\p{N}!#$%&'*+\-=?^_`{|}~]+)*$/u;

/** Parameters of every kind of objects that mail can be addressed to. */
export const recipientParameters = {
  Guid: guid,
  Name: objectName,
  Alias: z
    .string()
    .trim()
    .max(64)
    .regex(aliasPattern, "must be letters, digits and !#$%&'*+-=?^_`{|}~ with single dots between")
    .optional()
    .describe('Unique short name. Default: the local part of the primary address.'),
  DisplayName: z.string().max(256).optional().describe('Name for people. Default: the name.'),
  PrimarySmtpAddress: smtpAddress.describe('Address that outgoing mail carries.'),
  EmailAddresses: listOf(smtpAddress)
    .default([])
    .describe('All addresses; the primary one is added by itself.'),
  DirectorySource: z
    .strictObject({
      /** Guid of the source. */
      Source: guid,
      /** As the source spells it; its user signs in with it. */
      DistinguishedName: z.string().min(1),
    })
    .readonly()
    .optional(),
};

/** Where a recipient comes from; it is changed there alone. */
export interface Sourced {
  readonly DirectorySource?: { readonly Source: string; readonly DistinguishedName: string } | undefined;
}

/** Guid of the directory source that an object comes from. */
export function sourceOf(object: object): string | undefined {
  return (object as Sourced).DirectorySource?.Source;
}

/** What recipients of all kinds are found by. */
export interface RecipientObject extends KeptObject {
  readonly Name: string;
  readonly Alias: string;
  readonly EmailAddresses: readonly string[];
}

interface WrittenRecipient {
  readonly Name: string;
  readonly Alias?: string | undefined;
  readonly DisplayName?: string | undefined;
  readonly PrimarySmtpAddress: string;
  readonly EmailAddresses: readonly string[];
}

export function completeRecipient<T extends WrittenRecipient>(recipient: T) {
  const primary = recipient.PrimarySmtpAddress;
  const primaryKey = smtpAddressKey(primary);
  const others = recipient.EmailAddresses.filter((address) => smtpAddressKey(address) !== primaryKey);
  return {
    ...recipient,
    Alias: recipient.Alias ?? pathOf(primary).localPart.replaceAll('/', '_'),
    DisplayName: recipient.DisplayName ?? recipient.Name,
    EmailAddresses: [primary, ...others] as readonly string[],
  };
}
