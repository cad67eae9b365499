import { isSameName } from '@mailyard/schema';
import type { Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import {
  changeAdministrator,
  requireAnother,
  mayManage,
} from '../administrators/accounts/known-administrator.js';
import { shutOutDangers } from '../administrators/accounts/shut-out.js';
import { requireConfirmation } from '../objects/dangers/dangers.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { operation, OperationError } from '../operation.js';
import { managesRoleGroups } from '../rights/right.js';
import {
  isMember,
  requireManager,
  roleGroupIdentity,
  roleGroupName,
  withMembership,
} from './role-group-members.js';

const names = z.array(z.string().min(1)).max(1_000).optional();

const input = z.object({
  identity: roleGroupIdentity,
  add: names.describe('Accounts that come in.'),
  remove: names.describe('Accounts that go out.'),
  members: names.describe('These alone; it goes with neither of the others.'),
  validateOnly: z.boolean().default(false).describe('Tells what it would do, and changes nothing.'),
  force: z.boolean().default(false).describe('It is meant, whatever the dangers.'),
});

export const setRoleGroupMember = operation({
  name: 'Set-RoleGroupMember',
  summary: 'Changes which accounts are in a role group; it counts from their next request on.',
  input,
  output: z
    .object({
      changes: z.array(z.string()).readonly(),
      warnings: z.array(z.string()).readonly(),
      dangers: z.array(z.string()).readonly(),
    })
    .readonly(),
  right: 'Role Management',
  alsoBy: [managesRoleGroups],
  audit: true,
  modified: ({ changes }) => changes,
  async run({ identity, validateOnly, force, ...asked }, context, caller) {
    const { administrators, directory } = context;
    const { organization } = directory;
    const group = roleGroupName(identity, organization);
    requireManager(group, ['Role Management'], { caller, organization });
    const before = await administrators.list();
    const members = membersAfter({ ...asked, group }, before);
    const after = before.map((account) => withMembership(account, group, members.has(account.guid)));
    const changed = after.filter((account, at) => account !== before[at]);
    const changes = changed.map((each) => `${each.name} ${isMember(each, group) ? 'in' : 'out of'} ${group}`);
    const dangers = shutOutDangers({ before, after }, caller, organization);
    const outcome = { changes, warnings: [], dangers };
    if (validateOnly) return outcome;
    requireConfirmation(dangers, force);
    for (const each of changed) {
      // eslint-disable-next-line no-await-in-loop
      if (!mayManage(each, directory)) await requireAnother(each.name, context);
      // eslint-disable-next-line no-await-in-loop
      await changeAdministrator(administrators, each.name, (account) =>
        withMembership(account, group, isMember(each, group)),
      );
    }
    return outcome;
  },
});

type Asked = Pick<z.output<typeof input>, 'add' | 'remove' | 'members'> & { readonly group: string };

/** Guids of those who are in the group then. */
function membersAfter(
  { add = [], remove = [], members, group }: Asked,
  accounts: readonly Administrator[],
): ReadonlySet<string> {
  const named = (list: readonly string[]) => list.map((name) => accountNamed(name, accounts));
  if (members !== undefined) return new Set(named(members).map(({ guid }) => guid));
  const [coming, going] = [named(add), named(remove)];
  const twice = coming.find((account) => isMember(account, group));
  if (twice !== undefined) throw new OperationError(`${twice.name} is a member of ${group} already`);
  const vain = going.find((account) => !isMember(account, group));
  if (vain !== undefined) throw new OperationError(`${vain.name} is no member of ${group}`);
  const gone = new Set(going.map(({ guid }) => guid));
  const there = accounts.filter((account) => isMember(account, group) && !gone.has(account.guid));
  return new Set([...there, ...coming].map(({ guid }) => guid));
}

function accountNamed(name: string, accounts: readonly Administrator[]): Administrator {
  const found = accounts.find((account) => isSameName(account.name, name));
  if (found === undefined) throw new ObjectNotFound('administrator', name, { parameter: 'Member' });
  return found;
}
