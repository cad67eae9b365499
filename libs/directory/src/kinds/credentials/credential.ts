import { guid, ipRange, listOf, loginKey, oneOf, smtpAddress } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';

const base64 = z.base64().min(16);

/** Groups whose members have the rights of a server when they sign in: another mail system, an unsubscribed Edge. */
export const securityGroups = ['Exchange Servers'] as const;

export type SecurityGroup = (typeof securityGroups)[number];

export const memberOf = listOf(oneOf(securityGroups))
  .default([])
  .describe('Security groups of the account; a member of Exchange Servers needs no mailbox.');

export const accountRanges = listOf(ipRange)
  .default([])
  .describe('Addresses from which the account may sign in; none: from anywhere.');

export const accountLogin = smtpAddress.describe(
  'UserPrincipalName of the mailbox or mail user that signs in. An account of an Edge has no mailbox: `svc@edge01.contoso.com`, with the Edge’s own name, signs in as `svc` and `EDGE01\\svc`, too.',
);

export const passwordHash = z.strictObject({
  Algorithm: z.literal('scrypt').describe('RFC 7914.'),
  Hash: base64,
  Salt: base64,
  Cost: z.int().min(16_384).max(1_048_576).describe('N of scrypt.'),
  BlockSize: z.int().min(8).max(32).describe('r of scrypt.'),
  Parallelization: z.int().min(1).max(4).describe('p of scrypt.'),
});

export type PasswordHash = z.infer<typeof passwordHash>;

/** A login and the hash of its password. The password itself is nowhere, and no export has the hash. */
export const credentialSchema = z
  .strictObject({
    Guid: guid,
    Login: accountLogin,
    MemberOf: memberOf,
    RemoteIPRanges: accountRanges,
    ...passwordHash.shape,
  })
  .readonly();

export type Credential = z.infer<typeof credentialSchema>;

export const credentialLogins = identityOf<Credential>('logins', ['Login'], loginKey);
