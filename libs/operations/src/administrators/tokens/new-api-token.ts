import type { Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import type { Caller } from '../../caller.js';
import type { OperationContext } from '../../context.js';
import { onlyTried } from '../../only-tried.js';
import { operation, OperationInputError, OperationRightError } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { requireRoleGroups, roleGroupNames } from '../accounts/administrator-input.js';
import { knownAdministrator } from '../accounts/known-administrator.js';
import { personOf } from '../own/own-account.js';
import { tokenView, tokenViewOf } from './token-view.js';

const dayMs = 86_400_000;

const input = z.object({
  description: z.string().trim().min(1).max(256).describe('What it is for.'),
  administrator: z
    .string()
    .min(1)
    .optional()
    .describe('Whose it is: the own account, unless it is made at the command line of the machine.'),
  roleGroups: roleGroupNames.min(1).optional().describe('Of those of the account these alone count.'),
  readOnly: z.boolean().default(false).describe('It changes nothing.'),
  days: z.int().min(1).max(366).default(90).describe('How long it counts.'),
  ...onlyTried,
});

export const newApiToken = operation({
  name: 'New-ApiToken',
  summary: 'Makes a token with which a program signs in to the API (Authorization: Bearer).',
  input,
  output: z
    .object({
      ...tokenView.unwrap().shape,
      value: z.string().describe('Shown once; empty when it was only tried.'),
    })
    .readonly(),
  right: ownAccount,
  audit: true,
  modified: ({ id, administrator }) => [`make ${id} of ${administrator}`],
  async run({ administrator, description, roleGroups, readOnly, days, validateOnly }, context, caller) {
    const owner = await ownerOf(administrator, caller, context);
    if (roleGroups !== undefined) requireRoleGroups(roleGroups, context.directory.organization);
    const wanted = {
      description,
      account: owner.guid,
      accountName: owner.name,
      ...(roleGroups && { roleGroups }),
      readOnly,
      expiresAt: Date.now() + days * dayMs,
    };
    const unmade = { ...wanted, id: '', hash: '', createdAt: Date.now() };
    const { token, value } = validateOnly ? { token: unmade, value: '' } : await context.tokens.make(wanted);
    return { ...tokenViewOf(token), value };
  },
});

/** A token acts in the name of its account, so nobody makes one for somebody else. */
export async function ownerOf(
  name: string | undefined,
  caller: Caller,
  context: OperationContext,
): Promise<Administrator> {
  if (caller.signedIn === undefined) {
    if (name === undefined) throw new OperationInputError('administrator: is needed here');
    return knownAdministrator(name, context);
  }
  const { account } = personOf(caller);
  if (name === undefined || (await knownAdministrator(name, context)).guid === account.guid) return account;
  throw new OperationRightError(`a token of ${name} is made by ${name}`);
}
