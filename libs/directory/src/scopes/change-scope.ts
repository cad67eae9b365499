import { isDeepStrictEqual } from 'node:util';

import type { DistributionGroup } from '../kinds/distribution-groups/distribution-group.js';
import { referencesToRecipient } from '../kinds/recipients/recipient-references.js';
import type { Assignment } from '../kinds/role-groups/role-assignment.js';
import type { FitChange, ObjectId } from '../rules/directory-change.js';
import { changedParameters } from '../rules/organization-difference.js';
import type { IndexedObjects } from '../snapshot/indexed-objects.js';
import type { KindedObject } from '../snapshot/object-lookup.js';
import { subjectOf, type ScopeState } from './scope-subject.js';
import { reaches } from './write-scope.js';

/**
 * The first object that a change makes, changes or removes beyond these assignments; an object must be within them before the
 * change and after it, so that nothing is moved out of a scope or into it.
 */
export function objectOutside(
  change: FitChange,
  assignments: readonly Assignment[],
): KindedObject | undefined {
  const { current, put, remove } = change;
  const before: ScopeState = { lookup: current, put: [] };
  const after: ScopeState = { lookup: current, put };
  const isOutside = (object: KindedObject, state: ScopeState): boolean =>
    !reaches(assignments, subjectOf(object, state), current);
  const known = (id: ObjectId): readonly KindedObject[] => {
    const object = current.get(id.kind, id.Guid);
    return object === undefined ? [] : [{ kind: id.kind, object }];
  };
  const removed = remove.flatMap(known);
  const gone = removed.find((each) => isOutside(each, before));
  if (gone !== undefined) return gone;
  return put.find((each) => {
    const [former] = known({ kind: each.kind, Guid: each.object.Guid });
    if (former !== undefined && isFollowUp(former, each, { current, removed })) return false;
    return isOutside(each, after) || (former !== undefined && isOutside(former, before));
  });
}

interface Removal {
  readonly current: IndexedObjects;
  readonly removed: readonly KindedObject[];
}

/** As in a directory whose groups have links: a member that is gone is gone from every group, whosever that is. */
function isFollowUp(former: KindedObject, now: KindedObject, { current, removed }: Removal): boolean {
  if (now.kind !== 'DistributionGroups' || removed.length === 0) return false;
  const [was, is] = [former.object as DistributionGroup, now.object as DistributionGroup];
  if (!changedParameters(was, is).every((name) => name === 'Members')) return false;
  const gone = new Set(removed.map(({ object }) => object.Guid));
  const left = was.Members.filter((member) => !isAmong(gone, member, current));
  return isDeepStrictEqual(left, is.Members);
}

function isAmong(gone: ReadonlySet<string>, member: string, current: IndexedObjects): boolean {
  return referencesToRecipient(member).some(({ index, text }) =>
    current.find(index, text).some(({ Guid }) => gone.has(Guid)),
  );
}
