import { isDeepStrictEqual } from 'node:util';

import { titleOf, type ObjectKind } from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';

import type { Candidate, Refused } from './candidate.js';

/** What the candidates of one name make together. */
export interface SectionObject {
  readonly kind: ObjectKind;
  readonly key: string;
  readonly written: Record<string, unknown>;
  readonly candidates: readonly Candidate[];
}

/** Services are objects of their own in Exchange, and parts of a server here. */
const joined: readonly ObjectKind[] = ['Servers', 'TransportSettings'];

export function keyOf(kind: ObjectKind, object: object): string {
  return kind === 'TransportSettings' ? kind : `${kind}/${nameKey(titleOf(kind, object))}`;
}

function takenBy({ candidates: [first] }: SectionObject): string {
  return `has the name that ${first?.place.identity} of ${first?.place.file} has here, and is another one`;
}

/** An object a name; what the export has twice, and otherwise each time, is refused the second time. */
export function sectionObjects(candidates: readonly Candidate[]): {
  readonly objects: readonly SectionObject[];
  readonly refused: readonly Refused[];
} {
  const objects = new Map<string, SectionObject>();
  const refused: Refused[] = [];
  for (const candidate of candidates) {
    const { kind, written, place } = candidate;
    const key = keyOf(kind, written);
    const known = objects.get(key);
    if (known === undefined) objects.set(key, { kind, key, written, candidates: [candidate] });
    else if (joined.includes(kind) || isDeepStrictEqual(known.written, written)) {
      const both = { ...written, ...known.written };
      objects.set(key, { kind, key, written: both, candidates: [...known.candidates, candidate] });
    } else refused.push({ place, reason: takenBy(known) });
  }
  return { objects: [...objects.values()], refused };
}
