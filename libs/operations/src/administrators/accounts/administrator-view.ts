import type { Directory } from '@mailyard/directory';
import { isBuiltIn, type Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { linkedRoleGroupsOf } from '../../rights/rights-of.js';

/** An account, as operations tell of it: nothing of it is secret. */
export const administratorView = z
  .object({
    name: z.string(),
    displayName: z.string(),
    enabled: z.boolean(),
    builtIn: z.boolean().describe('Its password is a setting of the admin centre.'),
    roleGroups: z.array(z.string()).readonly(),
    linkedMasterAccount: z
      .string()
      .optional()
      .describe('Who it is at the OpenID provider or in the directory that vouches for it.'),
    linkedRoleGroups: z
      .array(z.string())
      .readonly()
      .describe('Role groups by groups there, as they were told at the last sign-in.'),
    secondFactor: z.boolean().describe('Whether signing in needs a one-time code.'),
    recoveryCodes: z.int().describe('How many of them are left.'),
    lastSignInAt: z
      .number()
      .optional()
      .describe('Milliseconds since the epoch, to the minute. Told by Get-Administrator; absent: never.'),
    createdAt: z.number().describe('Milliseconds since the epoch.'),
  })
  .readonly();

export type AdministratorView = z.output<typeof administratorView>;

export function administratorViewOf(
  account: Administrator,
  { organization }: Pick<Directory, 'organization'>,
): AdministratorView {
  const { name, displayName, enabled, roleGroups, linked, secondFactor, createdAt } = account;
  const confirmed = secondFactor?.confirmed === true;
  return {
    name,
    displayName,
    enabled,
    builtIn: isBuiltIn(account),
    roleGroups,
    ...(linked && { linkedMasterAccount: linked.masterAccount }),
    linkedRoleGroups: linkedRoleGroupsOf(account, organization),
    secondFactor: confirmed,
    recoveryCodes: confirmed ? secondFactor.recoveryCodes.length : 0,
    createdAt,
  };
}
