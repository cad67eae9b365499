import {
  kinds,
  titleOf,
  type DirectoryObject,
  type ObjectKind,
  type Organization,
} from '@mailyard/directory';
import { isSameName, nameKey } from '@mailyard/schema';

import { listedObjects } from './identity/object-identity.js';

/** Most revisions share the list of a kind with the one before. */
const ordered = new WeakMap<readonly DirectoryObject[], readonly DirectoryObject[]>();

export function allInOrder(kind: ObjectKind, organization: Organization): readonly DirectoryObject[] {
  const list: readonly DirectoryObject[] = organization.objects[kind];
  const known = ordered.get(list);
  if (known !== undefined) return known;
  const sorted = inOrder(kind, listedObjects(kind, organization));
  ordered.set(list, sorted);
  return sorted;
}

/** By their whole names, unless they have an order of their own. */
export function inOrder(kind: ObjectKind, objects: readonly DirectoryObject[]): readonly DirectoryObject[] {
  const declaration = kinds[kind];
  const own = declaration.ordered?.(objects as never);
  if (own !== undefined) return own;
  const keyed = objects.map((object) => ({ key: nameKey(titleOf(kind, object)), object }));
  const sorted = keyed.toSorted((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)));
  return sorted.map(({ object }) => object);
}

/** Of mailboxes those whose database is there; one that is not listed is at every server. */
export function ofServer(
  objects: readonly DirectoryObject[],
  server: string,
  organization: Organization,
): readonly DirectoryObject[] {
  return objects.filter((object) => {
    const at = 'Database' in object ? (organization.databaseServer(object.Database) ?? server) : undefined;
    const name = 'Server' in object ? object.Server : at;
    return name !== undefined && isSameName(name, server);
  });
}
