import { randomUUID } from 'node:crypto';

import { hashPassword } from '@mailyard/directory';
import { directoryBindOf } from '@mailyard/ldap';
import { z } from 'zod';

import { requireServerRight } from '../objects/server-logins.js';
import { onlyTried } from '../only-tried.js';
import { operation, OperationError, secret } from '../operation.js';

export const setPassword = operation({
  name: 'Set-Password',
  summary: 'Gives an account a new password; it counts at the next sign-in.',
  input: z.object({
    login: z.string().min(1),
    password: z.string().min(1).max(256).meta(secret),
    ...onlyTried,
  }),
  output: z.object({ login: z.string().describe('As the directory has it.') }).readonly(),
  right: 'Reset Password',
  audit: true,
  async run({ login, password, validateOnly }, { directory }, caller) {
    const account = directory.organization.account(login);
    if (account === undefined) throw new OperationError(`no account has the login ${login}`);
    requireServerRight('Set-Password', account.credential?.MemberOf, caller);
    const bind = directoryBindOf(account.user, directory.organization);
    if (bind !== undefined) {
      throw new OperationError(
        `${account.login} signs in with the password of the directory source ${bind.source.Name}: change it there`,
      );
    }
    const { login: Login } = account;
    if (validateOnly) return { login: Login };
    const hash = await hashPassword(password);
    await directory.update(({ objects }) => {
      const known = objects.Credentials.find(({ Guid }) => Guid === account.credential?.Guid);
      const credential = known ?? { Guid: randomUUID(), Login, MemberOf: [], RemoteIPRanges: [] };
      return { put: { Credentials: [{ ...credential, ...hash }] } };
    });
    return { login: Login };
  },
});
