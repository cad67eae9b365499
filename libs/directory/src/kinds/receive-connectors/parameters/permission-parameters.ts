import { listOf, oneOf } from '@mailyard/schema';
import type { z } from 'zod';

import { accessControlList } from '../../access-control/access-control-entry.js';
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

const accessControl = accessControlList(extendedRights);

export type AccessControlEntry = z.infer<typeof accessControl>[number];

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
  AccessControl: accessControl.describe('Entries beside those of the permission groups.'),
};
