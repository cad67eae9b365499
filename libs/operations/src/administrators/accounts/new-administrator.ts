import { randomUUID } from 'node:crypto';

import { hashPassword, organizationManagement } from '@mailyard/directory';
import type { Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
import { operation, OperationError, OperationInputError } from '../../operation.js';
import {
  administratorName,
  administratorPassword,
  masterAccount,
  requireRoleGroups,
  roleGroupNames,
} from './administrator-input.js';
import { administratorView, administratorViewOf } from './administrator-view.js';

export const newAdministrator = operation({
  name: 'New-Administrator',
  summary: 'Makes an account that may sign in to the admin centre.',
  input: z.object({
    name: administratorName,
    displayName: z.string().trim().max(256).optional(),
    password: administratorPassword.optional(),
    linkedMasterAccount: masterAccount
      .optional()
      .describe('In place of a password: who it is at the OpenID provider, or in the directory.'),
    roleGroups: roleGroupNames.default([]),
    ...onlyTried,
  }),
  output: administratorView,
  right: 'Role Management',
  audit: true,
  async run({ name, displayName = name, roleGroups, validateOnly, ...proof }, { administrators, directory }) {
    requireRoleGroups(roleGroups, directory.organization);
    const account: Administrator = {
      guid: randomUUID(),
      name,
      displayName,
      enabled: true,
      // Of an Edge each may do everything.
      roleGroups: directory.organization.edge === undefined ? roleGroups : [organizationManagement],
      ...(await provenBy(proof)),
      generation: 0,
      createdAt: Date.now(),
    };
    const isNew = validateOnly
      ? (await administrators.find(name)) === undefined
      : await administrators.add(account);
    if (!isNew) {
      throw new OperationError(`there is an administrator ${name} already`);
    }
    return administratorViewOf(account, directory);
  },
});

interface Proof {
  readonly password?: string | undefined;
  readonly linkedMasterAccount?: string | undefined;
}

async function provenBy({
  password,
  linkedMasterAccount,
}: Proof): Promise<Pick<Administrator, 'password' | 'linked'>> {
  if (password !== undefined && linkedMasterAccount === undefined) {
    return { password: await hashPassword(password) };
  }
  if (password === undefined && linkedMasterAccount !== undefined) {
    return { linked: { masterAccount: linkedMasterAccount, groups: [] } };
  }
  throw new OperationInputError('password or linkedMasterAccount: one of them is needed');
}
