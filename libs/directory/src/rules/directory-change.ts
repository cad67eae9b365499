import { formatProblem, OrganizationError, problemsOf, type Problem } from '@mailyard/schema';

import {
  kinds,
  listsOf,
  nameOf,
  objectKinds,
  type DirectoryObject,
  type ObjectInput,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { IndexedObjects } from '../snapshot/indexed-objects.js';
import { without } from '../snapshot/object-lists.js';
import type { KindedObject } from '../snapshot/object-lookup.js';
import { indexedObjects } from '../snapshot/objects-draft.js';
import { changeOutcome, type ChangeOutcome, type WrittenObject } from './change-problems.js';
import { nameProblems, withTidyNames } from './written-names.js';

/** Objects to write, by kind; whole objects, which replace those with the same Guid. Their schemas judge them. */
export type ObjectsToPut = { readonly [K in ObjectKind]?: readonly ObjectInput<K>[] };

export interface ObjectId {
  readonly kind: ObjectKind;
  readonly Guid: string;
}

export interface DirectoryChange {
  readonly put?: ObjectsToPut;
  readonly remove?: readonly ObjectId[];
  /** Guid of the directory source, or of the Edge subscription, in whose name the change is made: nobody else changes what comes from it. */
  readonly source?: string;
}

/** A change that is fit in itself. */
export interface FitChange {
  readonly current: IndexedObjects;
  readonly put: readonly KindedObject[];
  readonly remove: readonly ObjectId[];
}

export const fieldOf = ({ kind, Guid }: ObjectId): string => `${kind}/${Guid}`;

/**
 * The whole organization after a change, valid in itself: of each kind first what stays as it was, then what is put.
 * Throws OrganizationError otherwise, with the places in these lists.
 */
export function changedObjects(current: OrganizationObjects, change: DirectoryChange): OrganizationObjects {
  return judgedChange(indexedObjects(current), change).objects;
}

/** The same, at the cost of the change. */
export function judgedChange(
  current: IndexedObjects,
  change: DirectoryChange,
): Omit<ChangeOutcome, 'problems'> {
  const gone = goneObjects(current, change);
  const kept = keptLists(current.lists, gone);
  const nameAt = (kind: ObjectKind, at: number): string => {
    const object = kept[kind][at] ?? change.put?.[kind]?.[at - kept[kind].length];
    return object === undefined ? '' : nameOf(kind, object);
  };
  const written = judged(writtenObjects(kept, change), nameAt);
  const { problems, ...value } = changeOutcome({
    current,
    kept,
    gone,
    written,
    source: change.source,
  });
  return judged({ value, problems }, nameAt);
}

function goneObjects(
  current: IndexedObjects,
  { put = {}, remove = [] }: DirectoryChange,
): readonly KindedObject[] {
  const replaced = objectKinds.flatMap((kind) => (put[kind] ?? []).map(({ Guid }) => ({ kind, Guid })));
  return [...remove, ...replaced].flatMap(({ kind, Guid }) => {
    const object = current.get(kind, Guid);
    return object?.Guid === Guid ? [{ kind, object }] : [];
  });
}

function keptLists(lists: OrganizationObjects, gone: readonly KindedObject[]): OrganizationObjects {
  const objects = new Map(gone.map(({ kind, object }) => [object, kind]));
  const touched = new Set(objects.values());
  return listsOf((kind) =>
    touched.has(kind) ? without<DirectoryObject>(lists[kind], objects) : lists[kind],
  );
}

/** What a change leaves as it is. */
export function keptObjects(
  kind: ObjectKind,
  current: OrganizationObjects,
  { put = {}, remove = [] }: DirectoryChange,
): readonly DirectoryObject[] {
  const gone = new Set([
    ...(put[kind] ?? []).map(({ Guid }) => Guid),
    ...remove.filter((id) => id.kind === kind).map(({ Guid }) => Guid),
  ]);
  const list: readonly DirectoryObject[] = current[kind];
  return gone.size === 0 ? list : list.filter(({ Guid }) => !gone.has(Guid));
}

interface Judged<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** What is written, each object fit in itself. */
function writtenObjects(
  kept: OrganizationObjects,
  { put = {} }: DirectoryChange,
): Judged<readonly WrittenObject[]> {
  const problems: Problem[] = [];
  const value = objectKinds.flatMap((kind) =>
    (put[kind] ?? []).flatMap((input, index): readonly WrittenObject[] => {
      const at = kept[kind].length + index;
      const { data, error } = kinds[kind].schema.safeParse(withTidyNames(input));
      if (data === undefined) problems.push(...problemsOf(error, input, [kind, at]));
      else problems.push(...nameProblems(data, [kind, at]));
      return data === undefined ? [] : [{ kind, object: data, at }];
    }),
  );
  return { value, problems };
}

function judged<T>({ value, problems }: Judged<T>, nameAt: (kind: ObjectKind, at: number) => string): T {
  if (problems.length === 0) return value;
  throw new OrganizationError(
    problems,
    problems.map((problem) => formatNamed(problem, nameAt)),
  );
}

/** `Mailboxes[alice].PrimarySmtpAddress: …`: the places of a live organization's objects mean nothing to a reader. */
function formatNamed(problem: Problem, nameAt: (kind: ObjectKind, at: number) => string): string {
  const [kind, at, ...rest] = problem.path;
  if (typeof at !== 'number') return formatProblem(problem);
  const inner = formatProblem({ ...problem, path: rest });
  return `${String(kind)}[${nameAt(kind as ObjectKind, at)}]${rest.length > 0 ? '.' : ': '}${inner}`;
}
