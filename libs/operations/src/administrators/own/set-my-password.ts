import { hashPassword, matchesHash } from '@mailyard/directory';
import { z } from 'zod';

import { operation, secret } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { administratorPassword } from '../accounts/administrator-input.js';
import { administratorView, administratorViewOf } from '../accounts/administrator-view.js';
import { withPassword } from '../accounts/set-administrator-password.js';
import { changeWhenProven, personOf, triedWithoutProof } from './own-account.js';

export const setMyPassword = operation({
  name: 'Set-MyPassword',
  summary: 'Changes the password of the own account, and ends its sessions, this one too.',
  input: z.object({
    currentPassword: z.string().max(256).meta(secret),
    password: administratorPassword,
    ...triedWithoutProof,
  }),
  output: administratorView,
  right: ownAccount,
  audit: true,
  async run({ currentPassword, password, validateOnly }, context, caller) {
    const person = personOf(caller);
    const known = person.account.password;
    // Of the built-in account it is a setting, and the change below says so.
    const isRight = known === undefined || (await matchesHash(currentPassword, known));
    const hash = await hashPassword(password);
    if (validateOnly) return administratorViewOf(withPassword(person.account, hash), context.directory);
    const changed = await changeWhenProven(person, context, (account) =>
      isRight && account.password?.Hash === known?.Hash ? withPassword(account, hash) : undefined,
    );
    return administratorViewOf(changed, context.directory);
  },
});
