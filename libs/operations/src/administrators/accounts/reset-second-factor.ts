import { withoutSessions, type Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
import { operation } from '../../operation.js';
import { administratorView, administratorViewOf } from './administrator-view.js';
import { changeAdministrator, knownAdministrator } from './known-administrator.js';

export const resetSecondFactor = operation({
  name: 'Reset-SecondFactor',
  summary: 'Takes the second factor of an account away, for somebody who has lost it, and ends its sessions.',
  input: z.object({ name: z.string().min(1), ...onlyTried }),
  output: administratorView,
  right: 'Role Management',
  audit: true,
  async run({ name, validateOnly }, context) {
    const { administrators, directory } = context;
    const change = (account: Administrator) => withoutSessions(withoutSecondFactor(account));
    const changed = validateOnly
      ? change(await knownAdministrator(name, context))
      : await changeAdministrator(administrators, name, change);
    return administratorViewOf(changed, directory);
  },
});

export function withoutSecondFactor(account: Administrator): Administrator {
  const { secondFactor: _, ...rest } = account;
  return rest;
}
