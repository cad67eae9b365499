import { planObject, principalKey } from '@mailyard/directory';
import { z } from 'zod';

import { changedObject, changeObject, changeOptions, placeOf } from '../objects/object-change.js';
import { operation } from '../operation.js';
import { orderedPermission, type Entry } from './permission-entry.js';
import { permittedObject, changedKind } from './permitted-object.js';
import { principalNamed } from './principal-name.js';

export const addAdPermission = operation({
  name: 'Add-ADPermission',
  summary: 'Gives rights at a connector to a principal, or denies them.',
  input: z.object({ ...orderedPermission, ...changeOptions }),
  output: changedObject,
  right: 'Active Directory Permissions',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  run({ identity, user, extendedRights, deny, ...options }, context, caller) {
    const kind = changedKind({ order: 'Add-ADPermission', identity }, context, caller);
    const plan = async (organization: typeof context.directory.organization) => {
      const { object } = permittedObject(identity, organization);
      const User = principalNamed(user, organization);
      const entries: readonly Entry[] = object.AccessControl;
      const same = entries.filter((each) => isOf(each, User, deny));
      const has = new Set(same.flatMap(({ ExtendedRights }) => ExtendedRights));
      const missing = extendedRights.filter((right) => !has.has(right));
      const there = extendedRights.filter((right) => has.has(right));
      const added = missing.length === 0 ? [] : [{ User, Deny: deny, ExtendedRights: missing }];
      const written = { Guid: object.Guid, AccessControl: [...entries, ...added] };
      return {
        plan: await planObject({ kind, written, ...placeOf(context) }, organization),
        warnings: there.map((right) => `${User} has an entry for ${right} already`),
      };
    };
    return changeObject(kind, { ...options, plan }, context);
  },
});

export function isOf({ User, Deny }: Entry, user: string, deny: boolean): boolean {
  return Deny === deny && principalKey(User) === principalKey(user);
}
