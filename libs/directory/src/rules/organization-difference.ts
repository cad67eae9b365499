import { isDeepStrictEqual } from 'node:util';

import {
  objectKinds,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { DirectoryChange } from './directory-change.js';

/** What is to be done with one object. */
export type ObjectDifference =
  | { readonly action: 'add'; readonly kind: ObjectKind; readonly object: DirectoryObject }
  | { readonly action: 'remove'; readonly kind: ObjectKind; readonly object: DirectoryObject }
  | {
      readonly action: 'change';
      readonly kind: ObjectKind;
      readonly before: DirectoryObject;
      readonly object: DirectoryObject;
    };

/** What makes one organization of another; objects are the same when their Guid is. */
export function organizationDifferences(
  before: OrganizationObjects,
  after: OrganizationObjects,
): readonly ObjectDifference[] {
  return objectKinds.flatMap((kind) => {
    const [old, now] = withoutCommonEnds<DirectoryObject>(before[kind], after[kind]);
    return differencesOf(kind, old, now);
  });
}

/** The names of the parameters that are not the same in both. */
export function changedParameters(before: DirectoryObject, after: DirectoryObject): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isDeepStrictEqual(parameter(before, name), parameter(after, name)));
}

export function parameter(object: DirectoryObject, name: string): unknown {
  return (object as Readonly<Record<string, unknown>>)[name];
}

/** What is put has been judged already. */
export function changeFor(
  differences: readonly ObjectDifference[],
): DirectoryChange & { readonly put: Partial<OrganizationObjects> } {
  const put: Partial<Record<ObjectKind, DirectoryObject[]>> = {};
  for (const { action, kind, object } of differences) {
    if (action !== 'remove') (put[kind] ??= []).push(object);
  }
  const removed = differences.filter(({ action }) => action === 'remove');
  return {
    put: put as Partial<OrganizationObjects>,
    remove: removed.map(({ kind, object }) => ({ kind, Guid: object.Guid })),
  };
}

/** Of one revision and the next nearly everything is the same object at the same end. */
export function withoutCommonEnds<T>(
  before: readonly T[],
  after: readonly T[],
): readonly [readonly T[], readonly T[]] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}

function differencesOf(
  kind: ObjectKind,
  before: readonly DirectoryObject[],
  after: readonly DirectoryObject[],
): readonly ObjectDifference[] {
  const old = new Map(before.map((object) => [object.Guid, object]));
  const kept = new Set(after.map(({ Guid }) => Guid));
  return [
    ...before
      .filter(({ Guid }) => !kept.has(Guid))
      .map((object) => ({ action: 'remove' as const, kind, object })),
    ...after.flatMap((object): ObjectDifference[] => {
      const known = old.get(object.Guid);
      if (known === undefined) return [{ action: 'add', kind, object }];
      return known === object || changedParameters(known, object).length === 0
        ? []
        : [{ action: 'change', kind, before: known, object }];
    }),
  ];
}
