import { listOf, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { extendedRights } from '../extended-right.js';

export const authMechanisms = [
  'None',
  'Tls',
  'Integrated',
  'BasicAuth',
  'BasicAuthRequireTLS',
  'ExchangeServer',
  'ExternalAuthoritative',
] as const;
export const permissionGroups = [
  'None',
  'AnonymousUsers',
  'ExchangeUsers',
  'ExchangeServers',
  'ExchangeLegacyServers',
  'Partners',
  'Custom',
] as const;

export type AuthMechanism = (typeof authMechanisms)[number];
export type PermissionGroup = (typeof permissionGroups)[number];

const accessControlEntry = z
  .strictObject({
    User: z.string().min(1).describe('Principal, for example NT AUTHORITY\\ANONYMOUS LOGON.'),
    ExtendedRights: listOf(oneOf(extendedRights)).describe('Rights that the entry allows or denies.'),
    Deny: z.boolean().default(false).describe('Takes the rights away, whoever else gives them.'),
  })
  .readonly();

export type AccessControlEntry = z.infer<typeof accessControlEntry>;

/** Who may do what at a Receive connector, and how they say who they are. */
export const permissionParameters = {
  AuthMechanism: listOf(oneOf(authMechanisms))
    .default(['Tls'])
    .describe('Authentication that is offered and accepted.'),
  PermissionGroups: listOf(oneOf(permissionGroups))
    .default([])
    .describe(
      'Predefined sets of rights; none: no mail is accepted. Custom stands for the entries of AccessControl and adds none.',
    ),
  AccessControl: z
    .array(accessControlEntry)
    .readonly()
    .default([])
    .describe('Entries beside those of the permission groups.'),
};
