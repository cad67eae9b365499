import { nameKey, tidyName, type Problem } from '@mailyard/schema';

import type { ObjectKind } from '../kinds/index.js';

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

function isNameParameter(name: string): boolean {
  return nameParameters.some((known) => known === name);
}
