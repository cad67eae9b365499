import { principalKey, type AccessControlEntry, type ReceiveConnector } from '@mailyard/directory';

import { permissionGroupEntries } from './permission-groups.js';
import { noRights, rightsOf, type Rights } from './rights.js';

type AccessControlled = Pick<ReceiveConnector, 'PermissionGroups' | 'AccessControl'>;

interface Granted {
  allowed: Rights;
  denied: Rights;
}

type AccessControlList = ReadonlyMap<string, Readonly<Granted>>;

// A connector is an immutable part of a directory snapshot, so its list is worked out once.
const lists = new WeakMap<AccessControlled, AccessControlList>();

/** Union of what the connector allows these principals, and what is theirs anywhere, less what it denies any of them. */
export function effectiveRights(
  connector: AccessControlled,
  held: readonly string[],
  anywhere: Rights = noRights,
): Rights {
  const list = accessControlList(connector);
  let allowed = anywhere;
  let denied = noRights;
  for (const key of new Set(held.map(principalKey))) {
    const granted = list.get(key);
    allowed |= granted?.allowed ?? noRights;
    denied |= granted?.denied ?? noRights;
  }
  return allowed & ~denied;
}

/** Entries that the permission groups bring, then those made by hand. */
export function accessControlEntries(connector: AccessControlled): readonly AccessControlEntry[] {
  return [
    ...connector.PermissionGroups.flatMap((group) => permissionGroupEntries[group]),
    ...connector.AccessControl,
  ];
}

function accessControlList(connector: AccessControlled): AccessControlList {
  const known = lists.get(connector);
  if (known !== undefined) return known;
  const list = new Map<string, Granted>();
  for (const entry of accessControlEntries(connector)) {
    const key = principalKey(entry.User);
    const granted = list.get(key) ?? { allowed: noRights, denied: noRights };
    if (entry.Deny) granted.denied |= rightsOf(...entry.ExtendedRights);
    else granted.allowed |= rightsOf(...entry.ExtendedRights);
    list.set(key, granted);
  }
  lists.set(connector, list);
  return list;
}
