import { isDeepStrictEqual } from 'node:util';

import { kinds, titleOf as nameOf, type DirectoryObject, type ObjectKind } from '../../kinds/index.js';
import { changedParameters, parameter, type ObjectDifference } from '../../rules/organization-difference.js';
import { defaultOf, writtenValue } from './parameter-text.js';

const marks = { add: '+', change: '~', remove: '-' } as const;

/** For a terminal: kinds, objects below them, what becomes of their parameters below those. */
export function describeDifferences(differences: readonly ObjectDifference[]): readonly string[] {
  const kinds = [...new Set(differences.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => [
    kind,
    ...differences.filter((difference) => difference.kind === kind).flatMap(describe),
  ]);
}

/** `1 to add, 2 to change, 0 to remove`. */
export function countDifferences(differences: readonly ObjectDifference[]): string {
  const actions = ['add', 'change', 'remove'] as const;
  return actions
    .map((action) => `${differences.filter((each) => each.action === action).length} to ${action}`)
    .join(', ');
}

/** Which objects, and what becomes of them: `add Mailboxes[dave]`. */
export function nameDifferences(differences: readonly ObjectDifference[]): readonly string[] {
  return differences.map(({ action, kind, object }) => `${action} ${kind}[${titleOf(kind, object)}]`);
}

/** One parameter of one object, before and after. */
export interface PropertyChange {
  readonly action: ObjectDifference['action'];
  readonly kind: ObjectKind;
  readonly object: string;
  readonly property: string;
  /** Nothing: it was at its default, or there was no object. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** The same side by side: what has changed alone, and of an object that comes or goes what is not at its default. */
export function propertyChanges(differences: readonly ObjectDifference[]): readonly PropertyChange[] {
  return differences.flatMap((difference) => {
    const { action, kind, object } = difference;
    const old = action === 'change' ? difference.before : object;
    const names = action === 'change' ? changedParameters(old, object) : tellingParameters(kind, object);
    const { secret } = kinds[kind];
    const open = names.filter((name) => secret?.parameters.includes(name) !== true);
    const about = { action, kind, object: titleOf(kind, old) };
    const told = open.map((property): PropertyChange => {
      const [before, after] = [side(kind, property, old), side(kind, property, object)];
      return {
        ...about,
        property,
        ...(action !== 'add' && before !== undefined && { before }),
        ...(action !== 'remove' && after !== undefined && { after }),
      };
    });
    // Whoever reads it learns that there is another one.
    return secret === undefined || open.length === names.length
      ? told
      : [...told, { ...about, property: secret.shownAs, after: '********' }];
  });
}

function side(kind: ObjectKind, name: string, object: DirectoryObject): string | undefined {
  const value = parameter(object, name);
  return value === undefined ? undefined : shown(kind, name, value);
}

function describe(difference: ObjectDifference): readonly string[] {
  const { action, kind, object } = difference;
  const title = `  ${marks[action]} ${titleOf(kind, action === 'change' ? difference.before : object)}`;
  return [title, ...parametersOf(difference).map((line) => `      ${line}`)];
}

function titleOf(kind: ObjectKind, object: DirectoryObject): string {
  return kinds[kind].identity === undefined ? 'of the organization' : nameOf(kind, object);
}

function parametersOf(difference: ObjectDifference): readonly string[] {
  const { action, kind, object } = difference;
  switch (action) {
    case 'remove':
      return [];
    case 'add':
      return lines(difference, tellingParameters(kind, object), (name) =>
        shown(kind, name, parameter(object, name)),
      );
    case 'change': {
      const { before } = difference;
      return lines(difference, changedParameters(before, object), (name) =>
        transition(kind, name, [parameter(before, name), parameter(object, name)]),
      );
    }
  }
}

function lines(
  { kind, object }: ObjectDifference,
  names: readonly string[],
  valueOf: (name: string) => string,
): readonly string[] {
  const { secret } = kinds[kind];
  const isHidden = (name: string) => secret?.parameters.includes(name) === true;
  const hidden = names.filter(isHidden);
  const becomes = hidden.some((name) => parameter(object, name) !== undefined) ? 'new' : 'gone';
  return [
    ...names.filter((name) => !isHidden(name)).map((name) => `${name}: ${valueOf(name)}`),
    ...(secret !== undefined && hidden.length > 0 ? [`${secret.shownAs}: ${becomes}`] : []),
  ];
}

/** All that is not the default of its parameter; the name is in the title. */
function tellingParameters(kind: ObjectKind, object: DirectoryObject): readonly string[] {
  return Object.entries(object)
    .filter(([name, value]) => value !== undefined && !isDeepStrictEqual(value, defaultOf(kind, name)))
    .map(([name]) => name)
    .filter((name) => name !== 'Guid' && kinds[kind].identity?.parameters.includes(name) !== true);
}

function transition(kind: ObjectKind, name: string, [before, after]: readonly [unknown, unknown]): string {
  if (Array.isArray(before) && Array.isArray(after)) {
    const gone = missing(before, after).map((member) => `- ${shown(kind, name, member)}`);
    const come = missing(after, before).map((member) => `+ ${shown(kind, name, member)}`);
    if (gone.length + come.length > 0) return [...gone, ...come].join('  ');
  }
  return `${shown(kind, name, before)} → ${shown(kind, name, after)}`;
}

function missing(from: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  return from.filter((member) => !others.some((other) => isDeepStrictEqual(member, other)));
}

function shown(kind: ObjectKind, name: string, value: unknown): string {
  if (value === undefined) return 'default';
  if (value === '') return "''";
  if (Array.isArray(value)) return value.map((each) => shown(kind, name, each)).join(', ') || 'none';
  const text = writtenValue(kind, name, value);
  return typeof text === 'string' ? text : JSON.stringify(text);
}
