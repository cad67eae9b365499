import type { ObjectKind } from '@mailyard/directory';

import type { ExportedNoun } from '../kinds/recognised.js';

/** Where an object of an export is. */
export interface ExportPlace {
  readonly file: string;
  /** In the file, from 1. */
  readonly number: number;
  readonly noun: ExportedNoun | 'unknown';
  /** As the export calls the object. */
  readonly identity: string;
}

/** Something of an object that is not carried over, or not as it was. */
export interface ImportNote {
  readonly parameter: string;
  /** As the export has it. */
  readonly value: string;
  readonly reason: string;
}

/** An object that is to be made or changed, before the organization has judged it. */
export interface Candidate {
  readonly place: ExportPlace;
  readonly kind: ObjectKind;
  /** In the words of organization.yaml. */
  readonly written: Record<string, unknown>;
  readonly notes: ImportNote[];
}

/** An object that cannot be carried over, and why. */
export interface Refused {
  readonly place: ExportPlace;
  readonly reason: string;
  readonly notes?: readonly ImportNote[];
}

export function isRefused(outcome: Candidate | Refused): outcome is Refused {
  return 'reason' in outcome;
}
