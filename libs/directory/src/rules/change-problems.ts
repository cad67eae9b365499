import type { Problem } from '@mailyard/schema';

import {
  identityKey,
  kinds,
  listsOf,
  nameOf,
  objectKinds,
  takenNameRule,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { FixedParameter, ObjectProblem } from '../kinds/kind.js';
import type { Lookup } from '../kinds/lookup.js';
import { isOfEdge } from '../kinds/servers/server.js';
import type { IndexedObjects } from '../snapshot/indexed-objects.js';
import { textsOf } from '../snapshot/object-keys.js';
import type { KindedObject } from '../snapshot/object-lookup.js';
import { ObjectsDraft } from '../snapshot/objects-draft.js';
import { abandonedProblems, replicatedProblems, sourceProblems } from './source-rules.js';

/** An object that is to be put, and its place in the list of its kind. */
export interface WrittenObject extends KindedObject {
  readonly at: number;
}

interface Change {
  readonly current: IndexedObjects;
  readonly kept: OrganizationObjects;
  /** What is replaced or removed. */
  readonly gone: readonly KindedObject[];
  readonly written: readonly WrittenObject[];
  /** In whose name; see Authorship. */
  readonly source: string | undefined;
}

export interface ChangeOutcome {
  /** Of each kind first what stays as it was, then what is put. */
  readonly objects: OrganizationObjects;
  /** As it is to be stored. */
  readonly put: readonly KindedObject[];
  readonly problems: readonly Problem[];
}

/**
 * The organization after a change, and what is wrong with it. Judged are the objects that are written and those that refer
 * to what goes or becomes another, and the rules about whole kinds.
 */
export function changeOutcome({ current, kept, gone, written, source }: Change): ChangeOutcome {
  const after = new ObjectsDraft(current);
  for (const { kind, object } of gone) after.remove(kind, object.Guid);
  const spellings = bothOf(current, after);
  const taken: Problem[] = [];
  const put = written.map(({ kind, object, at }): WrittenObject => {
    const respelled = kinds[kind].respelled?.(object, current.get(kind, object.Guid), spellings);
    const item = { kind, object: respelled ?? object, at };
    taken.push(...placed([kind, at], takenProblems(item, after)));
    after.add(kind, item.object);
    return item;
  });
  const putOf = Object.groupBy(put, ({ kind }) => kind);
  const objects = listsOf((kind) => {
    const added = putOf[kind];
    const list: readonly DirectoryObject[] = kept[kind];
    return added === undefined ? list : list.concat(added.map(({ object }) => object));
  });
  const problems = [
    ...taken,
    ...put.flatMap((item) => {
      const known = current.get(item.kind, item.object.Guid);
      const at = [item.kind, item.at];
      return [
        ...placed(at, sourceProblems(item, { source, current })),
        ...placed(at, replicatedProblems(item, { source, current })),
        ...placed(at, writtenProblems(item, after, known)),
      ];
    }),
    ...after.touched().flatMap(({ kind, object }) => {
      const list: readonly DirectoryObject[] = kept[kind];
      return placed([kind, list.indexOf(object)], kinds[kind].problems?.(object, after) ?? []);
    }),
    ...gone.flatMap((item) => placed([item.kind], removalProblems(item, objects[item.kind]))),
    ...gone.flatMap((item) => placed([item.kind], abandonedProblems(item, after))),
    ...gone
      .filter(({ kind, object }) => after.get(kind, object.Guid) === undefined)
      .flatMap((item) => [
        ...placed([item.kind], namedProblems(item, sourceProblems(item, { source, current }))),
        ...placed([item.kind], namedProblems(item, replicatedProblems(item, { source, current }))),
      ]),
    ...objectKinds.flatMap((kind) => placed([kind], wholeProblems({ kind, objects }, after))),
  ];
  return { objects, put, problems };
}

/** Of what is gone there is no place that would tell its name. */
function* namedProblems(
  { kind, object }: KindedObject,
  problems: Iterable<ObjectProblem>,
): Iterable<ObjectProblem> {
  for (const problem of problems) yield { ...problem, reason: `${nameOf(kind, object)} ${problem.reason}` };
}

/** What was there before and what is put so far. */
function bothOf(before: Lookup, after: Lookup): Lookup {
  return {
    has: (index, text) => before.has(index, text) || after.has(index, text),
    *find(index, text) {
      yield* before.find(index, text);
      yield* after.find(index, text);
    },
    *all(index) {
      yield* before.all(index);
      yield* after.all(index);
    },
  };
}

function placed(at: Problem['path'], problems: Iterable<ObjectProblem>): readonly Problem[] {
  return Array.from(problems, (problem) => ({ ...problem, path: [...at, ...problem.path] }));
}

/** What an object takes from one that was there before it: of two that want the same the later one is told. */
function* takenProblems(item: KindedObject, earlier: ObjectsDraft): Iterable<ObjectProblem> {
  const { kind, object } = item;
  const twin = earlier.get(kind, object.Guid);
  if (twin !== undefined) yield { path: ['Guid'], reason: takenBy(object.Guid, { kind, object: twin }) };
  for (const { index, text } of textsOf(item)) {
    const parameter = index.taken?.(object, text);
    if (parameter === undefined) continue;
    const owner = earlier.owner(index, text);
    if (owner === undefined) continue;
    const isName = index === kinds[kind].identity;
    const taken = isName ? takenNameRule(owner.kind, owner.object) : { reason: takenBy(text, owner) };
    yield { path: [parameter], ...taken };
  }
  yield* kinds[kind].clashes?.(object, earlier) ?? [];
}

function takenBy(text: string, { kind, object }: KindedObject): string {
  return `${text} is taken by ${kind}[${nameOf(kind, object)}]`;
}

/** What no single object's schema can see. */
function* writtenProblems(
  { kind, object }: KindedObject,
  lookup: Lookup,
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

function* removalProblems(
  { kind, object }: KindedObject,
  after: readonly DirectoryObject[],
): Iterable<ObjectProblem> {
  const { builtIn = [], identity } = kinds[kind];
  if (identity === undefined || builtIn.length === 0) return;
  const key = identityKey(kind, object);
  const isBuiltIn = builtIn.some((each) => identityKey(kind, each) === key);
  if (!isBuiltIn || after.some(({ Guid }) => Guid === object.Guid)) return;
  yield { path: [], reason: `${nameOf(kind, object)} is built in and cannot be removed` };
}

function* wholeProblems(
  { kind, objects }: { readonly kind: ObjectKind; readonly objects: OrganizationObjects },
  lookup: Lookup,
): Iterable<ObjectProblem> {
  const declaration = kinds[kind];
  const found = objects[kind].length;
  if (declaration.identity === undefined && found !== 1) {
    yield { path: [], reason: `must be there once (found ${found})` };
  }
  if (declaration.organizationOnly === true && found > 0 && isOfEdge(lookup)) {
    yield { path: [], reason: 'an Edge server has none' };
  }
  yield* declaration.problemsOfAll?.(lookup) ?? [];
}
