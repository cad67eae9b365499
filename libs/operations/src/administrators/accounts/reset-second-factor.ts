import { withoutSessions, type Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { operation } from '../../operation.js';
import { administratorView, administratorViewOf } from './administrator-view.js';
import { changeAdministrator } from './known-administrator.js';

export const resetSecondFactor = operation({
  name: 'Reset-SecondFactor',
  summary: 'Takes the second factor of an account away, for somebody who has lost it, and ends its sessions.',
  input: z.object({ name: z.string().min(1) }),
  output: administratorView,
  right: 'Role Management',
  audit: true,
  async run({ name }, { administrators, directory }) {
    const changed = await changeAdministrator(administrators, name, (account) =>
      withoutSessions(withoutSecondFactor(account)),
    );
    return administratorViewOf(changed, directory);
  },
});

export function withoutSecondFactor(account: Administrator): Administrator {
  const { secondFactor: _, ...rest } = account;
  return rest;
}
