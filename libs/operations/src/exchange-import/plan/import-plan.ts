import {
  describeDifferences,
  type ObjectDifference,
  type Organization,
  type OrganizationPlan,
  type PlanOptions,
} from '@mailyard/directory';

import { readExport, type ExportFile } from '../files/export-file.js';
import { ExportError } from '../files/export-error.js';
import type { ExportPlace, ImportNote, Refused } from './candidate.js';
import { collected } from './collected.js';
import type { ImportMapping } from './import-options.js';
import { withMembers } from './members.js';
import { withPermissions, type GivenEntries } from './permissions.js';
import { keyOf, sectionObjects, type SectionObject } from './section-objects.js';
import { settled } from './settled.js';

export interface ImportPlanOptions extends Omit<PlanOptions, 'prune'> {
  readonly mapping: ImportMapping;
  readonly givenEntries: GivenEntries;
}

/** What becomes of one object of an export. */
export interface ImportRow extends ExportPlace {
  readonly outcome: 'Make' | 'Change' | 'Same' | 'Cannot';
  /** Why it cannot be carried over. */
  readonly reason?: string | undefined;
  /** What differs, or what is made, a line each. */
  readonly changes: readonly string[];
  /** What of it is not carried over, or not as it was. */
  readonly notes: readonly ImportNote[];
}

export interface ImportPlan {
  /** Undefined: nothing can be carried over. */
  readonly plan: OrganizationPlan | undefined;
  readonly rows: readonly ImportRow[];
  /** What the plan changes of objects that no export holds: an accepted domain is no longer the default one. */
  readonly besides: readonly ObjectDifference[];
  /** Files without an object. */
  readonly empty: readonly string[];
}

/** Together, in octets. */
const totalMax = 128 * 1024 ** 2;
const filesMax = 100;

/** What exports of Exchange, or of another Mailyard, make of an organization; nothing is changed. Throws ExportError. */
export async function planImport(
  files: readonly ExportFile[],
  organization: Organization,
  { mapping, givenEntries, ...options }: ImportPlanOptions,
): Promise<ImportPlan> {
  if (files.length > filesMax) throw new ExportError(`there are more than ${filesMax} files`);
  const octets = files.reduce((sum, file) => sum + file.octets.length, 0);
  if (octets > totalMax) {
    throw new ExportError('the files are larger than 128 MB together: import them in parts');
  }
  const objects = files.flatMap(readExport);
  const held = new Set(objects.map(({ file }) => file));
  const empty = files.map(({ name }) => name).filter((name) => !held.has(name));
  if (objects.length === 0) throw new ExportError(`${empty.join(', ')}: holds no object`);
  const { basis, candidates, refused, parts } = collected(objects, organization, mapping);
  const permitted = withPermissions(parts, candidates, { ...basis, givenEntries });
  const grouped = withMembers(parts, permitted.candidates, basis);
  const sections = sectionObjects(grouped.candidates);
  const outcome = await settled(sections.objects, organization, options);
  const cannot = [refused, permitted.refused, grouped.refused, sections.refused, outcome.refused].flat();
  const rows = [
    ...outcome.objects.flatMap((object) => rowsOf(object, outcome.plan)),
    ...cannot.map(refusedRow),
  ];
  const besides = (outcome.plan?.differences ?? []).filter(
    (difference) => !outcome.objects.some((object) => isOf(difference, object)),
  );
  return { plan: outcome.plan, rows: inOrder(rows, files), besides, empty };
}

const outcomes = { add: 'Make', change: 'Change', remove: 'Change' } as const;

function rowsOf(object: SectionObject, plan: OrganizationPlan | undefined): readonly ImportRow[] {
  const difference = plan?.differences.find((each) => isOf(each, object));
  // The first two lines name the kind and the object.
  const changes = difference === undefined ? [] : describeDifferences([difference]).slice(2);
  const outcome = difference === undefined ? 'Same' : outcomes[difference.action];
  return object.candidates.map(({ place, notes }) => ({
    ...place,
    outcome,
    changes: changes.map((line) => line.trim()),
    notes,
  }));
}

function isOf({ kind, object }: ObjectDifference, { kind: own, key }: SectionObject): boolean {
  return kind === own && keyOf(kind, object) === key;
}

function refusedRow({ place, reason, notes = [] }: Refused): ImportRow {
  return { ...place, outcome: 'Cannot', reason, changes: [], notes };
}

function inOrder(rows: readonly ImportRow[], files: readonly ExportFile[]): readonly ImportRow[] {
  const order = new Map(files.map(({ name }, at) => [name, at]));
  const at = ({ file }: ImportRow): number => order.get(file) ?? 0;
  return rows.toSorted((one, other) => at(one) - at(other) || one.number - other.number);
}
