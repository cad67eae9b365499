import { isBuiltIn } from '@mailyard/sign-in';
import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
import { operation, OperationError } from '../../operation.js';
import { requireNoManager } from '../../roles/role-group-members.js';
import { administratorView, administratorViewOf } from './administrator-view.js';
import { knownAdministrator, requireAnother } from './known-administrator.js';
import { confirmed } from './shut-out.js';

export const removeAdministrator = operation({
  name: 'Remove-Administrator',
  summary: 'Removes an account of the admin centre, with its sessions and tokens.',
  input: z.object({
    name: z.string().min(1),
    force: z.boolean().default(false).describe('It is meant, whatever the dangers.'),
    ...onlyTried,
  }),
  output: administratorView,
  right: 'Role Management',
  audit: true,
  async run({ name, force, validateOnly }, context, caller) {
    const { administrators, tokens, personal } = context;
    const account = await knownAdministrator(name, context);
    if (isBuiltIn(account)) {
      throw new OperationError(`${account.name} is built in: disable it instead (Set-Administrator)`);
    }
    requireNoManager(account.name, context.directory.organization);
    await requireAnother(name, context);
    if (validateOnly) return administratorViewOf(account, context.directory);
    await confirmed({ name, force, change: () => undefined }, context, caller);
    // A session or token of an account that is gone opens nothing.
    await administrators.remove(name);
    await personal.forget(account.guid);
    const all = await tokens.list();
    await tokens.revoke(all.filter((each) => each.account === account.guid).map(({ id }) => id));
    return administratorViewOf(account, context.directory);
  },
});
