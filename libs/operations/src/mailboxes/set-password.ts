import { hashPassword, type DirectoryChange, type DirectoryContent } from '@mailyard/directory';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
import { loginWith, password as newPassword, requireOwnPassword } from './new-password.js';

export const setPassword = operation({
  name: 'Set-Password',
  summary: 'Gives an account a new password; it counts at the next sign-in.',
  input: z.object({
    login: z.string().min(1),
    password: newPassword,
    ...onlyTried,
  }),
  output: z.object({ login: z.string().describe('As the directory has it.') }).readonly(),
  right: 'Reset Password',
  audit: true,
  changes: 'objects',
  async run({ login, password, validateOnly }, { directory }, caller) {
    const account = directory.organization.account(login);
    if (account === undefined) throw new OperationError(`no account has the login ${login}`);
    requireOwnPassword({ order: 'Set-Password', account }, directory.organization, caller);
    const { login: Login } = account;
    const hash = await hashPassword(password);
    const changeOf = ({ objects }: Pick<DirectoryContent, 'objects'>): DirectoryChange => {
      const known = objects.Credentials.find(({ Guid }) => Guid === account.credential?.Guid);
      return { put: { Credentials: [loginWith(hash, Login, known).object] } };
    };
    directory.requireApproval(changeOf(directory.organization));
    if (validateOnly) return { login: Login };
    await directory.update(changeOf);
    return { login: Login };
  },
});
