import { isSmtpAddress, smtpAddressKey } from '@mailyard/schema';
import { z } from 'zod';

import type { Index, KeptObject } from '../lookup.js';

const typed = /^(?<type>[a-z][a-z0-9.]*):(?<address>.+)$/i;

/** An address outside: of SMTP as it is, of another mail system as `FAX:+49 123`. */
export interface ExternalAddress {
  /** In capitals. */
  readonly type: string;
  readonly address: string;
}

/** Type and address of a text such as `FAX:+49 123`; without a type it is SMTP. */
export function externalAddressOf(text: string): ExternalAddress {
  const { type = 'SMTP', address = text } = typed.exec(text)?.groups ?? {};
  return { type: type.toUpperCase(), address };
}

/** As it is kept: `SMTP:` is taken off, other types are in capitals. */
export const externalEmailAddress = z
  .string()
  .trim()
  .transform((text) => {
    const { type, address } = externalAddressOf(text);
    return type === 'SMTP' ? address : `${type}:${address}`;
  })
  .refine(
    (text) => isSmtpAddress(text) || (typed.test(text) && text.length <= 1123),
    'must be an SMTP address, or an address of another type such as FAX:+49 123',
  )
  .describe('Where its mail goes, outside the organization; another type of address as `FAX:+49 123`.');

export interface WithExternalAddress extends KeptObject {
  readonly ExternalEmailAddress: string;
}

/** By whom a sender outside is known: several may have one address. */
export const externalAddresses: Index<WithExternalAddress> = {
  name: 'external addresses',
  texts: ({ ExternalEmailAddress: address }) => (isSmtpAddress(address) ? [address] : []),
  key: smtpAddressKey,
};

interface WrittenExternal {
  readonly Name: string;
  readonly Alias?: string | undefined;
  readonly PrimarySmtpAddress?: string | undefined;
  readonly ExternalEmailAddress: string;
}

/**
 * The primary address is that outside unless another one is given, as New-MailContact makes it. Half the world is called info
 * there, so the alias comes of the name.
 */
export function withPrimaryAddress<T extends WrittenExternal>(written: T, context: z.RefinementCtx<T>) {
  const PrimarySmtpAddress = written.PrimarySmtpAddress ?? written.ExternalEmailAddress;
  if (!isSmtpAddress(PrimarySmtpAddress)) {
    context.issues.push({
      code: 'custom',
      path: ['PrimarySmtpAddress'],
      message: 'is missing',
      input: written.PrimarySmtpAddress,
    });
    return undefined;
  }
  return { ...written, PrimarySmtpAddress, Alias: written.Alias ?? aliasOf(written.Name) };
}

/** Letters, digits and dots of a name, which every alias may have. */
function aliasOf(name: string): string {
  const alias = name
    .replaceAll(/[^\p{L}\p{N}._-]/gu, '')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^\.|\.$/g, '');
  return alias === '' ? 'contact' : alias.slice(0, 64);
}
