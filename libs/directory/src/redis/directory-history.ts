import { kinds, type DirectoryObject, type ObjectKind } from '../kinds/index.js';
import { changedParameters, type ObjectDifference } from '../rules/organization-difference.js';
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

function objectOf(kind: ObjectKind, document: string): DirectoryObject | undefined {
  if (document === '') return undefined;
  const { object } = JSON.parse(document) as { readonly object: DirectoryObject };
  return kinds[kind].schema.safeParse(object).data ?? object;
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

/** The way back. Secrets stay as they are: an old password, which somebody had a reason to change, does not come again. */
export function reversed(differences: readonly ObjectDifference[]): readonly ObjectDifference[] {
  return differences.flatMap((difference) => {
    const { kind, object } = difference;
    const former = beforeOf(difference);
    const now = difference.action === 'remove' ? undefined : object;
    const { secret } = kinds[kind];
    const kept = Object.entries(now ?? {}).filter(([name]) => secret?.parameters.includes(name) === true);
    const target = former === undefined ? undefined : { ...former, ...Object.fromEntries(kept) };
    return differenceBetween(kind, now, target as DirectoryObject | undefined);
  });
}
