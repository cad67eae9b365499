import { planObject, type Organization } from '@mailyard/directory';
import { z } from 'zod';

import { changedObject, changeObject, changeOptions, placeOf } from '../objects/object-change.js';
import { operation, OperationError } from '../operation.js';
import { isOf } from './add-ad-permission.js';
import { orderedPermission, permissionEntries, type Entry } from './permission-entry.js';
import { permittedObject, type PermittedObject, changedKind } from './permitted-object.js';
import { principalNamed } from './principal-name.js';

export const removeAdPermission = operation({
  name: 'Remove-ADPermission',
  summary: 'Takes entries away that were made by hand; what permission groups give stays.',
  input: z.object({ ...orderedPermission, ...changeOptions }),
  output: changedObject,
  right: 'Active Directory Permissions',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  run({ identity, user, extendedRights, deny, ...options }, context, caller) {
    const kind = changedKind({ order: 'Remove-ADPermission', identity }, context, caller);
    const plan = async (organization: Organization) => {
      const permitted = permittedObject(identity, organization);
      const User = principalNamed(user, organization);
      const AccessControl = without(permitted, { user: User, deny, rights: extendedRights });
      const written = { Guid: permitted.object.Guid, AccessControl };
      return { plan: await planObject({ kind, written, ...placeOf(context) }, organization) };
    };
    return changeObject(kind, { ...options, plan }, context);
  },
});

interface Removed {
  readonly user: string;
  readonly deny: boolean;
  readonly rights: readonly string[];
}

function without(permitted: PermittedObject, { user, deny, rights }: Removed): readonly Entry[] {
  const entries: readonly Entry[] = permitted.object.AccessControl;
  const has = entries
    .filter((each) => isOf(each, user, deny))
    .flatMap(({ ExtendedRights }) => ExtendedRights);
  const missing = rights.find((right) => !has.includes(right));
  if (missing !== undefined) throw new OperationError(reasonFor(missing, user, permitted));
  return entries.flatMap((entry) => {
    if (!isOf(entry, user, deny)) return [entry];
    const ExtendedRights = entry.ExtendedRights.filter((right) => !rights.includes(right));
    return ExtendedRights.length === 0 ? [] : [{ ...entry, ExtendedRights }];
  });
}

/** The content of permission groups is fixed: a right of theirs can only be denied. */
function reasonFor(right: string, user: string, permitted: PermittedObject): string {
  const given = permissionEntries(permitted).some(
    (entry) =>
      entry.isGroup &&
      isOf({ User: entry.user, Deny: entry.deny, ExtendedRights: [] }, user, false) &&
      entry.extendedRights.includes(right),
  );
  return given
    ? `${user} has ${right} by PermissionGroups: change those, or add an entry with Deny`
    : `${user} has no entry for ${right}`;
}
