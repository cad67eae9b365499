import type { Problem } from '@mailyard/schema';

import {
  kinds,
  nameOf,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../../kinds/index.js';
import type { Entry } from '../../kinds/text-form.js';
import { keptObjects, type DirectoryChange } from '../../rules/directory-change.js';
import type { PlacedProblem } from './organization-text.js';

/** What a text makes of an organization. */
export interface TextMerge {
  readonly current: OrganizationObjects;
  readonly entriesOf: (kind: ObjectKind) => readonly Entry[];
  readonly change: DirectoryChange;
}

/** A problem of the organization that would come of a text, with the place in the text that brings it about, if there is one. */
export function placedProblem({ path, reason, ...more }: Problem, merge: TextMerge): PlacedProblem {
  const [section, index, ...rest] = path;
  if (typeof index !== 'number') return { ...more, path, reason };
  const kind = section as ObjectKind;
  const kept = keptObjects(kind, merge.current, merge.change);
  const entry = merge.entriesOf(kind)[index - kept.length];
  if (entry?.said !== undefined) {
    const at = kinds[kind].identity === undefined ? [] : [entry.said.at];
    return { ...more, path: [kind, ...at, ...rest], reason: reasonInText(reason, entry, rest) };
  }
  const object = (kept[index] ?? entry?.object) as DirectoryObject;
  return { ...more, path: [kind, nameOf(kind, object), ...rest], reason, isInText: false };
}

function reasonInText(reason: string, { known, said }: Entry, [parameter]: Problem['path']): string {
  const isSaid = parameter === undefined || (said !== undefined && parameter in said.written);
  return known === undefined || isSaid
    ? reason
    : `${reason} (${parameter} is not in the file and stays as it was)`;
}
