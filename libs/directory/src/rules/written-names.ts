import { nameOf, type DirectoryObject, type ObjectKind } from '../kinds/index.js';
import { isSameName, nameKey, tidyName } from '@mailyard/schema';
import type { Problem } from '@mailyard/schema';

const nameParameters = ['Name', 'Server', 'Database'] as const;

/** Controls, marks of direction that make a name read otherwise than it is, and whatever looks like \ / or *. */
const misleading =
  /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\\/*\u2044\u2215\u2216\u29f5\u29f8\u29f9\ufe61\ufe68\uff0a\uff0f\uff3c]/u;

/** An object as it is to be written. What is stored already is read as it is, so that no older name stops a service. */
export function withTidyNames(object: object): object {
  const tidied = Object.entries(object).map(([name, value]: [string, unknown]) =>
    isNameParameter(name) && typeof value === 'string' ? [name, tidyName(value)] : [name, value],
  );
  return Object.fromEntries(tidied) as object;
}

/** Names that a reader would take for others: the identity of objects is `Server\Name`, queues and folders bear names. */
export function nameProblems(object: object, at: readonly [ObjectKind, number]): readonly Problem[] {
  return Object.entries(object).flatMap(([name, value]: [string, unknown]) => {
    if (!isNameParameter(name) || typeof value !== 'string') return [];
    const path = [...at, name];
    if (misleading.test(value)) {
      return [{ path, reason: 'must not contain \\ / *, what looks like them, or control characters' }];
    }
    return nameKey(value) === '' ? [{ path, reason: 'must have a character that can be seen' }] : [];
  });
}

/**
 * Queues and folders bear the names of servers and databases and the aliases of mailboxes, so each of them has one
 * spelling: that which it has already.
 */
export function withKnownSpellings(
  kind: ObjectKind,
  written: readonly DirectoryObject[],
  current: readonly DirectoryObject[],
): readonly DirectoryObject[] {
  const before = new Map(current.map((object) => [object.Guid, object]));
  const databases = new Set(current.flatMap((object) => ('Database' in object ? [object.Database] : [])));
  return written.map((object) => {
    const known = before.get(object.Guid);
    if ('Database' in object) {
      const Database = spelled(object.Database, databases);
      databases.add(Database);
      return {
        ...object,
        Database,
        Alias: spelled(object.Alias, known && 'Alias' in known ? [known.Alias] : []),
      };
    }
    if (kind !== 'Servers' || !('Name' in object) || known === undefined) return object;
    return { ...object, Name: spelled(object.Name, [nameOf(known)]) };
  });
}

/** As it is written, when that spelling is in use; else that of the same name which is. */
function spelled(name: string, inUse: Iterable<string>): string {
  const names = [...inUse];
  return names.includes(name) ? name : (names.find((known) => isSameName(known, name)) ?? name);
}

function isNameParameter(name: string): boolean {
  return nameParameters.some((known) => known === name);
}
