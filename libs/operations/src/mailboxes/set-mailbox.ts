import { hashPassword, mailboxSchema, type DirectoryChange, type Organization } from '@mailyard/directory';
import { z } from 'zod';

import type { Caller } from '../caller.js';
import { objectNamed } from '../objects/identity/object-identity.js';
import { changedObject, changeObject, objectOptions, plannedSet } from '../objects/object-change.js';
import { saidParameters } from '../objects/object-parameters.js';
import { operation } from '../operation.js';
import { requireRightOver } from '../rights/write-scope.js';
import { loginWith, password, requireOwnPassword, type HashedPassword } from './new-password.js';

type Said = Readonly<Record<string, unknown>>;

/** Set- of mailboxes: a password of its user is part of the same change. */
export const setMailbox = operation({
  name: 'Set-Mailbox',
  summary: 'Changes the parameters that are named of a mailbox, the password of its user among them.',
  input: z.object({
    identity: z.string().max(1024).optional().describe('Name, alias, address or Guid.'),
    parameters: saidParameters('Mailboxes')
      .extend({ Password: password.optional().describe('Of its user; it counts at the next sign-in.') })
      .describe('null clears; { Add, Remove } edits a list.'),
    ...objectOptions,
  }),
  output: changedObject,
  right: 'Mail Recipients',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  async run({ identity, parameters, ...options }, context, caller) {
    const { Password, ...said } = parameters as Said & { readonly Password?: string };
    const set = plannedSet('Mailboxes', { identity, said }, context);
    if (Password === undefined) {
      return changeObject('Mailboxes', { ...options, identity, plan: set }, context);
    }
    const { organization: now } = context.directory;
    const written = { kind: 'Mailboxes', object: objectNamed('Mailboxes', identity, now) } as const;
    requireRightOver('Set-Mailbox -Password', 'Reset Password', { written, caller, organization: now });
    const hash = await hashPassword(Password);
    const plan = async (organization: Organization) =>
      withPassword(await set(organization), { hash, organization, caller });
    return changeObject('Mailboxes', { ...options, identity, plan }, context);
  },
});

type Planned = Awaited<ReturnType<ReturnType<typeof plannedSet>>>;

interface NewPassword {
  readonly hash: HashedPassword;
  readonly organization: Organization;
  readonly caller: Caller;
}

function withPassword(planned: Planned, { hash, organization, caller }: NewPassword): Planned {
  const { plan } = planned;
  const { UserPrincipalName: login, Guid } = mailboxSchema.parse(plan.object);
  const user = organization.indexed.get('Mailboxes', Guid);
  const account = { ...organization.account(user?.UserPrincipalName ?? login), login, user };
  const { credential } = account;
  requireOwnPassword({ order: 'Set-Mailbox', account: { ...account, credential } }, organization, caller);
  const difference = loginWith(hash, login, credential);
  const change: DirectoryChange = {
    ...plan.change,
    put: { ...plan.change.put, Credentials: [...(plan.change.put?.Credentials ?? []), difference.object] },
  };
  return { ...planned, plan: { ...plan, change, differences: [...plan.differences, difference] } };
}
