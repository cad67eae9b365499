import { writeScopeNames, type Organization } from '@mailyard/directory';
import { z } from 'zod';

import type { Caller } from '../caller.js';
import { roleGroupsOf } from '../rights/rights-of.js';
import { limitingAssignments } from '../rights/write-scope.js';

/** What `POST /session` takes. */
export const signInInput = z.strictObject({
  name: z.string().max(256),
  password: z.string().max(256),
  code: z
    .string()
    .max(64)
    .default('')
    .describe('One-time code or recovery code; not looked at where there is no second factor.'),
});

/** Who has signed in, as `/session` tells it. */
export const signedInView = z
  .object({
    name: z.string(),
    displayName: z.string(),
    signedInBy: z.enum(['password', 'session', 'token']),
    roleGroups: z.array(z.string()).readonly(),
    rights: z.array(z.string()).readonly().describe('What operations may need, by name.'),
    writeScopes: z
      .array(
        z
          .object({
            role: z.string(),
            roleGroup: z.string().describe('That gives the role.'),
            scopes: z.array(z.string()).readonly().describe('Names of management scopes.'),
          })
          .readonly(),
      )
      .readonly()
      .describe(
        'Rights that change no more than what is in these management scopes; any other one reaches the whole ' +
          'organization, but for what an exclusive scope keeps for others.',
      ),
    readOnly: z.boolean().describe('Nothing may be changed.'),
    secondFactor: z.boolean(),
    startedAt: z.number().optional().describe('Of the session, milliseconds since the epoch.'),
    csrfToken: z
      .string()
      .optional()
      .describe('Of the session: for X-XSRF-TOKEN of whatever changes something.'),
  })
  .readonly();

export type SignedInView = z.output<typeof signedInView>;

/** Undefined: nobody has signed in. */
export function signedInViewOf(caller: Caller, organization: Organization): SignedInView | undefined {
  const { signedIn, rights, readOnly = false } = caller;
  if (signedIn === undefined) return undefined;
  const { name, displayName, secondFactor } = signedIn.account;
  return {
    name,
    displayName,
    signedInBy: signedIn.by,
    roleGroups: roleGroupsOf(signedIn.account, organization),
    rights: Array.from(rights).toSorted(),
    writeScopes: limitingAssignments(caller).map(({ Role: role, RoleGroup: roleGroup, ...assignment }) => ({
      role,
      roleGroup,
      scopes: writeScopeNames.flatMap((name) => assignment[name] ?? []),
    })),
    readOnly,
    secondFactor: secondFactor?.confirmed === true,
    ...(signedIn.by === 'session' && { startedAt: signedIn.session.startedAt }),
  };
}
