import { hashPassword, type PasswordHash } from '@mailyard/directory';
import { isBuiltIn, withoutSessions, type Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
import { operation, OperationError } from '../../operation.js';
import { administratorPassword } from './administrator-input.js';
import { administratorView, administratorViewOf } from './administrator-view.js';
import { changeAdministrator, knownAdministrator } from './known-administrator.js';

export const setAdministratorPassword = operation({
  name: 'Set-AdministratorPassword',
  summary: 'Gives an account of the admin centre another password, and ends its sessions.',
  input: z.object({ name: z.string().min(1), password: administratorPassword, ...onlyTried }),
  output: administratorView,
  right: 'Role Management',
  audit: true,
  async run({ name, password, validateOnly }, context) {
    const { administrators, directory } = context;
    const hash = await hashPassword(password);
    const change = (account: Administrator) => withPassword(account, hash);
    const changed = validateOnly
      ? change(await knownAdministrator(name, context))
      : await changeAdministrator(administrators, name, change);
    return administratorViewOf(changed, directory);
  },
});

/** Whoever is signed in by the old password is no longer. */
export function withPassword(account: Administrator, password: PasswordHash): Administrator {
  if (isBuiltIn(account)) {
    throw new OperationError(
      `the password of ${account.name} is the setting MAILYARD_ADMIN_PASSWORD, or what is in the file admin-password of the data directory: change it there, and start the admin centre again`,
    );
  }
  if (account.linked !== undefined) {
    throw new OperationError(
      `${account.name} has no password here: it is ${account.linked.masterAccount} at an OpenID provider or in a directory`,
    );
  }
  return withoutSessions({ ...account, password });
}
