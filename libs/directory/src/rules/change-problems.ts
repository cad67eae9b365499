import type { Problem } from '@mailyard/schema';

import {
  kinds,
  listsOf,
  nameOf,
  objectKinds,
  type DirectoryObject,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { FixedParameter, ObjectProblem } from '../kinds/kind.js';
import { ChangedLookup } from './changed-lookup.js';
import { keysOf, ObjectIndex, type KindedObject } from './object-index.js';

/** An object that is to be put, and its place in the list of its kind. */
export interface WrittenObject extends KindedObject {
  readonly at: number;
}

interface Change {
  readonly current: OrganizationObjects;
  /** Of `current`. */
  readonly index: ObjectIndex;
  readonly kept: OrganizationObjects;
  readonly written: readonly WrittenObject[];
}

interface ChangeOutcome {
  readonly objects: OrganizationObjects;
  readonly problems: readonly Problem[];
}

/**
 * The organization after a change, and what is wrong with it. Judged are the objects that are written and those that refer
 * to what goes, and the rules about whole kinds.
 */
export function changeOutcome({ current, index, kept, written }: Change): ChangeOutcome {
  const gone = goneObjects(current, kept);
  const added = new ObjectIndex();
  const after = new ChangedLookup(index, { added, gone: new Set(gone.map(({ object }) => object)) });
  const spellings = new ChangedLookup(index, { added });
  const taken: Problem[] = [];
  const put = written.map(({ kind, object, at }): WrittenObject => {
    const respelled = kinds[kind].respelled?.(object, index.byGuid(kind, object.Guid)?.object, spellings);
    const item = { kind, object: respelled ?? object, at };
    taken.push(...placed([kind, at], takenProblems(item, after)));
    added.add(item);
    return item;
  });
  const putOf = Object.groupBy(put, ({ kind }) => kind);
  const objects = listsOf((kind) => [...kept[kind], ...(putOf[kind] ?? []).map(({ object }) => object)]);
  const problems = [
    ...taken,
    ...put.flatMap((item) => {
      const known = index.byGuid(item.kind, item.object.Guid)?.object;
      return placed([item.kind, item.at], writtenProblems(item, after, known));
    }),
    ...bereft(gone, after, index).flatMap(({ kind, object }) => {
      const list: readonly DirectoryObject[] = kept[kind];
      return placed([kind, list.indexOf(object)], kinds[kind].problems?.(object, after) ?? []);
    }),
    ...objectKinds.flatMap((kind) => placed([kind], wholeProblems({ kind, objects }, after))),
  ];
  return { objects, problems };
}

function goneObjects(current: OrganizationObjects, kept: OrganizationObjects): readonly KindedObject[] {
  return objectKinds.flatMap((kind) => {
    if (kept[kind].length === current[kind].length) return [];
    const staying = new Set<DirectoryObject>(kept[kind]);
    const list: readonly DirectoryObject[] = current[kind];
    return list.filter((object) => !staying.has(object)).map((object) => ({ kind, object }));
  });
}

function placed(at: Problem['path'], problems: Iterable<ObjectProblem>): readonly Problem[] {
  return Array.from(problems, ({ path, reason }) => ({ path: [...at, ...path], reason }));
}

/** What an object takes from one that was there before it: of two that want the same the later one is told. */
function* takenProblems(item: KindedObject, earlier: ChangedLookup): Iterable<ObjectProblem> {
  const { kind, object } = item;
  const twin = earlier.byGuid(kind, object.Guid);
  if (twin !== undefined) yield { path: ['Guid'], reason: takenBy(object.Guid, twin) };
  for (const { index, text } of keysOf(item)) {
    const parameter = index.taken?.(object, text);
    if (parameter === undefined) continue;
    const owner = earlier.owner(index, text);
    if (owner !== undefined) yield { path: [parameter], reason: takenBy(text, owner) };
  }
  yield* kinds[kind].clashes?.(object, earlier) ?? [];
}

function takenBy(text: string, { kind, object }: KindedObject): string {
  return `${text} is taken by ${kind}[${nameOf(kind, object)}]`;
}

/** What no single object's schema can see. */
function* writtenProblems(
  { kind, object }: KindedObject,
  lookup: ChangedLookup,
  known: DirectoryObject | undefined,
): Iterable<ObjectProblem> {
  const declaration = kinds[kind];
  const fixed = known === undefined ? [] : (declaration.fixed ?? []);
  for (const parameter of fixed) yield* fixedProblem(parameter, object, known ?? object);
  yield* declaration.problems?.(object, lookup) ?? [];
}

/** Whatever is said once, when an object is made: New- has the parameter, Set- has not. */
function fixedProblem(
  { parameter, object: what, instead }: FixedParameter,
  object: DirectoryObject,
  known: DirectoryObject,
): readonly ObjectProblem[] {
  const [now, before] = [object, known].map((each) => (each as Readonly<Record<string, unknown>>)[parameter]);
  if (now === before) return [];
  const was = typeof before === 'string' ? before : 'not given';
  const reason = `was ${was} when the ${what} was made and cannot be changed`;
  return [{ path: [parameter], reason: instead === undefined ? reason : `${reason}; ${instead}` }];
}

/** Those that stay as they are and refer to what is there no more. */
function bereft(
  gone: readonly KindedObject[],
  after: ChangedLookup,
  before: ObjectIndex,
): readonly KindedObject[] {
  const lost = gone.flatMap(keysOf).filter(({ index, text }) => !after.has(index, text));
  const bereft = new Set(lost.flatMap(({ index, text }) => before.referrers(index, text)));
  return [...bereft].filter(({ object }) => !after.isGone(object));
}

function* wholeProblems(
  { kind, objects }: { readonly kind: (typeof objectKinds)[number]; readonly objects: OrganizationObjects },
  lookup: ChangedLookup,
): Iterable<ObjectProblem> {
  const declaration = kinds[kind];
  const found = objects[kind].length;
  if (declaration.identity === undefined && found !== 1) {
    yield { path: [], reason: `must be there once (found ${found})` };
  }
  yield* declaration.problemsOfAll?.(lookup) ?? [];
}
