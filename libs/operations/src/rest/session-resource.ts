import { writeScopeNames, type Organization } from '@mailyard/directory';
import { z } from 'zod';

import type { Caller } from '../caller.js';
import { rightsFor, type Operation } from '../operation.js';
import { roleGroupsOf, roleGroupsWith } from '../rights/rights-of.js';
import { limitingAssignments } from '../rights/write-scope.js';
import { isOfRole, serverRoleOf } from '../server-roles/server-role.js';

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
    operations: z.array(z.string()).readonly().describe('What may be ordered here, by name.'),
    withheld: z
      .record(z.string(), z.array(z.string()).readonly())
      .readonly()
      .describe('What may not be ordered, and the role groups whose members may.'),
    here: z
      .object({
        server: z.string(),
        serverRole: z.enum(['Mailbox', 'Edge']),
        organization: z.string(),
        version: z.string(),
      })
      .readonly()
      .describe('The server that answers; an organization is called after its default accepted domain.'),
    secondFactor: z.boolean(),
    startedAt: z.number().optional().describe('Of the session, milliseconds since the epoch.'),
    endsAt: z.number().optional().describe('However much it is used.'),
    idleMs: z
      .number()
      .optional()
      .describe('Not used for so long it ends before; it is known to the minute when it was used.'),
    csrfToken: z
      .string()
      .optional()
      .describe('Of the session: for X-XSRF-TOKEN of whatever changes something.'),
  })
  .readonly();

export type SignedInView = z.output<typeof signedInView>;

/** Where somebody has signed in. */
export interface SignedInAt {
  readonly organization: Organization;
  readonly server: string;
  readonly version: string;
  /** All that there are. */
  readonly operations: readonly Operation[];
}

/** Undefined: nobody has signed in. */
export function signedInViewOf(caller: Caller, at: SignedInAt): SignedInView | undefined {
  const { organization } = at;
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
    ...allowed(caller, at),
    here: {
      server: at.server,
      serverRole: serverRoleOf(organization),
      organization: nameOf(organization),
      version: at.version,
    },
    secondFactor: secondFactor?.confirmed === true,
    ...(signedIn.by === 'session' && { startedAt: signedIn.session.startedAt }),
  };
}

function allowed(
  { rights, readOnly = false }: Caller,
  { operations, organization }: SignedInAt,
): Pick<SignedInView, 'operations' | 'withheld'> {
  const here = operations.filter(({ name }) => isOfRole(name, serverRoleOf(organization)));
  const may = (operation: Operation): boolean =>
    rightsFor(operation).some((right) => rights.has(right)) && !(readOnly && operation.audit);
  return {
    operations: here.filter(may).map(({ name }) => name),
    withheld: Object.fromEntries(
      here.filter((each) => !may(each)).map((each) => [each.name, roleGroupsWith(rightsFor(each))]),
    ),
  };
}

function nameOf({ objects: { AcceptedDomains } }: Organization): string {
  const domain = AcceptedDomains.find((each) => each.Default) ?? AcceptedDomains[0];
  return domain?.DomainName ?? '';
}
