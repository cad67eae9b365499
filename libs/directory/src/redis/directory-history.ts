import { kinds, type DirectoryObject, type ObjectKind } from '../kinds/index.js';
import { changedParameters, type ObjectDifference } from '../rules/organization-difference.js';
import { fieldOf, type ObjectId } from '../rules/directory-change.js';
import type { IndexedObjects } from '../snapshot/indexed-objects.js';
import type { KindedObject } from '../snapshot/object-lookup.js';
import type { StoredDifference, StoredRevision } from './redis-directory-store.js';

/** Who ordered a change, and how. */
export interface DirectoryAuthor {
  readonly caller: string;
  /** Where that is: an address, the name of a host. */
  readonly client: string;
  readonly operation: string;
}

/** A change of the organization that was made. */
export interface Revision {
  readonly revision: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Unknown: the directory was set up, or an earlier version wrote. */
  readonly author: DirectoryAuthor | undefined;
  /** Undefined: there was too much of it to keep. */
  readonly differences: readonly ObjectDifference[] | undefined;
}

export function revisionOf({ revision, author, changes }: StoredRevision): Revision {
  const { time = 0, ...who } = JSON.parse(author || '{}') as Partial<DirectoryAuthor & { time: number }>;
  return {
    revision,
    time,
    author: who.caller === undefined ? undefined : (who as DirectoryAuthor),
    differences: changes?.flatMap(differenceOf),
  };
}

function differenceOf([field, before, after]: StoredDifference): readonly ObjectDifference[] {
  const kind = field.slice(0, field.indexOf('/')) as ObjectKind;
  // A kind that this version no longer has means nothing to it.
  if (!(kind in kinds)) return [];
  return differenceBetween(kind, objectOf(kind, before), objectOf(kind, after));
}

/** A change that breaks no rule. */
export interface JudgedChange {
  readonly put: readonly KindedObject[];
  readonly remove: readonly ObjectId[];
}

/** A change with more of them is known to have been, and not what it was. */
const historyBytesMax = 2 * 1024 * 1024;

/** What the history keeps of a change of what is there now; an empty text: it is too much. */
export function historyText(current: IndexedObjects, { put, remove }: JudgedChange): string {
  const told: StoredDifference[] = [];
  const written = put.map(({ kind, object }) => ({ kind, Guid: object.Guid, object }));
  let size = 0;
  for (const each of [...remove.map((id) => ({ ...id, object: undefined })), ...written]) {
    const before = documentOf(each.kind, current.get(each.kind, each.Guid));
    const after = documentOf(each.kind, each.object);
    size += before.length + after.length;
    if (size > historyBytesMax) return '';
    told.push([fieldOf(each), before, after]);
  }
  return JSON.stringify(told);
}

function documentOf(kind: ObjectKind, object: DirectoryObject | undefined): string {
  return object === undefined ? '' : JSON.stringify({ object: remembered(kind, object) });
}

function objectOf(kind: ObjectKind, document: string): DirectoryObject | undefined {
  if (document === '') return undefined;
  const { object } = JSON.parse(document) as { readonly object: DirectoryObject };
  // An earlier version kept all of it.
  return remembered(kind, kinds[kind].schema.safeParse(object).data ?? object);
}

function remembered(kind: ObjectKind, object: DirectoryObject): DirectoryObject {
  return kinds[kind].remembered?.(object) ?? object;
}

function differenceBetween(
  kind: ObjectKind,
  before: DirectoryObject | undefined,
  object: DirectoryObject | undefined,
): readonly ObjectDifference[] {
  if (object === undefined) return before === undefined ? [] : [{ action: 'remove', kind, object: before }];
  if (before === undefined) return [{ action: 'add', kind, object }];
  return changedParameters(before, object).length === 0 ? [] : [{ action: 'change', kind, before, object }];
}

/** What changes come to that were made one after another, the newest first; undefined where one of them was not kept. */
export function differencesTogether(revisions: readonly Revision[]): readonly ObjectDifference[] | undefined {
  const objects = new Map<
    string,
    { kind: ObjectKind; before: DirectoryObject | undefined; after: DirectoryObject | undefined }
  >();
  for (const { differences } of revisions.toReversed()) {
    if (differences === undefined) return undefined;
    for (const difference of differences) {
      const { kind, object } = difference;
      const key = `${kind}/${object.Guid}`;
      const after = difference.action === 'remove' ? undefined : object;
      objects.set(key, { kind, before: beforeOf(difference), ...objects.get(key), after });
    }
  }
  return [...objects.values()].flatMap(({ kind, before, after }) => differenceBetween(kind, before, after));
}

function beforeOf(difference: ObjectDifference): DirectoryObject | undefined {
  if (difference.action === 'add') return undefined;
  return difference.action === 'change' ? difference.before : difference.object;
}

/**
 * The way back from what is there now. Secrets stay as they are: an old password, which somebody had a reason to change, does
 * not come again, and a login that does has none.
 */
export function reversed(
  differences: readonly ObjectDifference[],
  current: IndexedObjects,
): readonly ObjectDifference[] {
  return differences.flatMap((difference) => {
    const { kind, object } = difference;
    const former = beforeOf(difference);
    const now = current.get(kind, object.Guid);
    const { secret } = kinds[kind];
    const kept = Object.entries(now ?? {}).filter(([name]) => secret?.parameters.includes(name) === true);
    const target = former === undefined ? undefined : { ...former, ...Object.fromEntries(kept) };
    return differenceBetween(kind, now, target as DirectoryObject | undefined);
  });
}
