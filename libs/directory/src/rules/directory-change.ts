import type { z } from 'zod';

import {
  emptyLists,
  nameOf,
  objectKinds,
  objectSchemas,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import { fixedParameterProblems } from './fixed-parameters.js';
import { organizationProblems } from './organization-rules.js';
import { formatProblem, OrganizationError, problemsOf, type Problem } from '@mailyard/schema';
import { nameProblems, withKnownSpellings, withTidyNames } from './written-names.js';

/** Objects to write, by kind; whole objects, which replace those with the same Guid. Their schemas judge them. */
export type ObjectsToPut = {
  readonly [Kind in ObjectKind]?: readonly z.input<(typeof objectSchemas)[Kind]>[];
};

export interface ObjectId {
  readonly kind: ObjectKind;
  readonly Guid: string;
}

export interface DirectoryChange {
  readonly put?: ObjectsToPut;
  readonly remove?: readonly ObjectId[];
}

export const fieldOf = ({ kind, Guid }: ObjectId): string => `${kind}/${Guid}`;

/**
 * The whole organization after a change, valid in itself: of each kind first what stays as it was, then what is put.
 * Throws OrganizationError otherwise, with the places in these lists.
 */
export function changedObjects(current: OrganizationObjects, change: DirectoryChange): OrganizationObjects {
  const unfit: Problem[] = [];
  const lists = emptyLists();
  const keptOf = new Map<ObjectKind, readonly DirectoryObject[]>();
  for (const kind of objectKinds) {
    const kept = keptObjects(kind, current, change);
    keptOf.set(kind, kept);
    const written: readonly DirectoryObject[] = (change.put?.[kind] ?? []).flatMap((input, index) => {
      const at = [kind, kept.length + index] as const;
      const result = objectSchemas[kind].safeParse(withTidyNames(input));
      if (!result.success) unfit.push(...problemsOf(result.error, input, at));
      else unfit.push(...nameProblems(result.data, at));
      return result.success ? [result.data] : [];
    });
    lists[kind] = [...kept, ...withKnownSpellings(kind, written, current[kind])];
  }
  const objects = lists as unknown as OrganizationObjects;
  const isWritten = (kind: ObjectKind, index: number) => index >= (keptOf.get(kind)?.length ?? 0);
  const problems =
    unfit.length > 0
      ? unfit
      : [...organizationProblems(objects, isWritten), ...fixedParameterProblems(current, objects)];
  if (problems.length === 0) return objects;
  const nameAt = (kind: ObjectKind, index: number): string => {
    const kept = keptOf.get(kind) ?? [];
    const object = kept[index] ?? change.put?.[kind]?.[index - kept.length];
    return object === undefined ? '' : nameOf(object);
  };
  throw new OrganizationError(
    problems,
    problems.map((problem) => formatNamed(problem, nameAt)),
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
  return current[kind].filter(({ Guid }) => !gone.has(Guid));
}

/** `Mailboxes[alice].PrimarySmtpAddress: …`: the places of a live organization's objects mean nothing to a reader. */
export function formatNamed(
  { path, reason }: Problem,
  nameAt: (kind: ObjectKind, index: number) => string,
): string {
  const [kind, index, ...rest] = path;
  if (typeof index !== 'number') return formatProblem({ path, reason });
  const inner = formatProblem({ path: rest, reason });
  return `${String(kind)}[${nameAt(kind as ObjectKind, index)}]${rest.length > 0 ? '.' : ': '}${inner}`;
}
