import {
  planOrganization,
  type ObjectKind,
  type Organization,
  type OrganizationPlan,
  type PlanOptions,
  type Written,
} from '@mailyard/directory';
import { formatProblem, OrganizationError, type Problem } from '@mailyard/schema';

import { isRestriction } from '../kinds/recipients.js';
import type { Refused } from './candidate.js';
import type { SectionObject } from './section-objects.js';

export interface Settled {
  readonly plan: OrganizationPlan | undefined;
  readonly objects: readonly SectionObject[];
  readonly refused: readonly Refused[];
}

/**
 * What of an export the organization can be with: whatever breaks a rule is left out and told, until all that is left
 * goes together. Throws OrganizationError where what is here already stands against it.
 */
export async function settled(
  all: readonly SectionObject[],
  organization: Organization,
  options: PlanOptions,
): Promise<Settled> {
  const refused: Refused[] = [];
  let objects = all;
  while (objects.length > 0) {
    const text = { content: contentOf(objects), fail };
    try {
      // Each attempt is made of what the one before it left.
      // eslint-disable-next-line no-await-in-loop
      return { plan: await planOrganization(text, organization, options), objects, refused };
    } catch (error) {
      if (!(error instanceof OrganizationError)) throw error;
      const left = without(objects, error.problems);
      if (left.changed === 0) throw error;
      refused.push(...left.refused);
      ({ objects } = left);
    }
  }
  return { plan: undefined, objects, refused };
}

function fail(problems: readonly Problem[]): OrganizationError {
  return new OrganizationError(problems);
}

type Content = Readonly<Partial<Record<ObjectKind, readonly Written[]>>>;

function contentOf(objects: readonly SectionObject[]): Content {
  const content: Partial<Record<ObjectKind, Written[]>> = {};
  for (const { kind, written } of objects) (content[kind] ??= []).push(written);
  return content;
}

function without(objects: readonly SectionObject[], problems: readonly Problem[]) {
  const bad = problemsByObject(objects, problems);
  const refused: Refused[] = [];
  let changed = 0;
  const left = objects.flatMap((object): readonly SectionObject[] => {
    const own = bad.get(object);
    if (own === undefined) return [object];
    changed += 1;
    if (own.every((problem) => canDropItem(object, problem))) {
      dropItems(object, own);
      return [object];
    }
    const reason = own
      .map((problem) => formatProblem({ ...problem, path: problem.path.slice(2) }))
      .join('; ');
    refused.push(...object.candidates.map(({ place, notes }) => ({ place, notes, reason })));
    return [];
  });
  return { objects: left, refused, changed };
}

/** A problem says its section and the place there; of a section with one object it says the section alone. */
function problemsByObject(objects: readonly SectionObject[], problems: readonly Problem[]) {
  const found = new Map<SectionObject, Problem[]>();
  for (const problem of problems) {
    const [kind, at, ...rest] = problem.path;
    const section = objects.filter((object) => object.kind === kind);
    const isSingle = kind === 'TransportSettings';
    const object = isSingle ? section[0] : typeof at === 'number' ? section[at] : undefined;
    if (object === undefined) continue;
    const path = isSingle ? [kind, 0, ...(at === undefined ? [] : [at]), ...rest] : problem.path;
    found.set(object, [...(found.get(object) ?? []), { ...problem, path }]);
  }
  return found;
}

/** Members of lists that name somebody who is nowhere, or nobody’s entry, unless the list restricts and would be empty. */
const namingLists = new Set([
  'Members',
  'ManagedBy',
  'AcceptMessagesOnlyFrom',
  'AcceptMessagesOnlyFromDLMembers',
  'AcceptMessagesOnlyFromSendersOrMembers',
  'RejectMessagesFrom',
  'RejectMessagesFromDLMembers',
  'RejectMessagesFromSendersOrMembers',
  'GrantSendOnBehalfTo',
  'ModeratedBy',
  'BypassModerationFrom',
  'BypassModerationFromDLMembers',
  'BypassModerationFromSendersOrMembers',
  'AccessControl',
]);

function canDropItem({ written }: SectionObject, { path: [, , parameter, at] }: Problem): boolean {
  if (typeof parameter !== 'string' || typeof at !== 'number' || !namingLists.has(parameter)) return false;
  const list = written[parameter];
  return Array.isArray(list) && at < list.length && !(isRestriction(parameter) && list.length === 1);
}

function dropItems({ written, candidates: [first] }: SectionObject, problems: readonly Problem[]): void {
  const dropped = new Map<string, Set<number>>();
  for (const { path, reason } of problems) {
    const [, , parameter, at] = path as readonly [unknown, unknown, string, number];
    const places = dropped.get(parameter) ?? new Set();
    if (!places.has(at)) {
      first?.notes.push({ parameter, value: itemText((written[parameter] as unknown[])[at]), reason });
    }
    dropped.set(parameter, places.add(at));
  }
  for (const [parameter, places] of dropped) {
    written[parameter] = (written[parameter] as readonly unknown[]).filter((_, at) => !places.has(at));
  }
}

function itemText(item: unknown): string {
  return typeof item === 'string' ? item : JSON.stringify(item);
}
