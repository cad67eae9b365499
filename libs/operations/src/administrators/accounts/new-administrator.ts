import { randomUUID } from 'node:crypto';

import { hashPassword } from '@mailyard/directory';
import type { Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { operation, OperationError } from '../../operation.js';
import {
  administratorName,
  administratorPassword,
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
    password: administratorPassword,
    roleGroups: roleGroupNames.default([]),
  }),
  output: administratorView,
  right: 'Role Management',
  audit: true,
  async run({ name, displayName = name, password, roleGroups }, { administrators, directory }) {
    requireRoleGroups(roleGroups, directory.organization);
    const account: Administrator = {
      guid: randomUUID(),
      name,
      displayName,
      enabled: true,
      roleGroups,
      password: await hashPassword(password),
      generation: 0,
      createdAt: Date.now(),
    };
    if (!(await administrators.add(account))) {
      throw new OperationError(`there is an administrator ${name} already`);
    }
    return administratorViewOf(account);
  },
});
