import { planObject, type DistributionGroup, type Organization } from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';
import { z } from 'zod';

import { objectNamed } from '../objects/identity/object-identity.js';
import { changedObject, changeObject, changeOptions, placeOf } from '../objects/object-change.js';
import { operation, OperationError } from '../operation.js';

const names = z.array(z.string().min(1)).describe('Names, aliases or addresses.');

export const setDistributionGroupMember = operation({
  name: 'Set-DistributionGroupMember',
  summary: 'Takes recipients into a group, or out of it, or gives it others.',
  input: z.object({
    identity: z.string().min(1).describe('The group.'),
    add: names.default([]),
    remove: names.default([]),
    members: names.optional().describe('In the place of those that it has.'),
    ...changeOptions,
  }),
  output: changedObject,
  right: 'Distribution Groups',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  run({ identity, add, remove, members, ...options }, context) {
    const plan = async (organization: Organization) => {
      const group = objectNamed('DistributionGroups', identity, organization) as DistributionGroup;
      const Members = membersAfter(group, { add, remove, members }, organization);
      const written = { Guid: group.Guid, Members };
      return {
        plan: await planObject({ kind: 'DistributionGroups', written, ...placeOf(context) }, organization),
      };
    };
    return changeObject('DistributionGroups', { ...options, plan }, context);
  },
});

interface Wanted {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly members: readonly string[] | undefined;
}

/** Whoever is named in two ways is the same member. */
function membersAfter(
  group: DistributionGroup,
  { add, remove, members = group.Members }: Wanted,
  organization: Organization,
): readonly string[] {
  const keyOf = (name: string): string => organization.recipientByName(name)?.Guid ?? nameKey(name);
  const there = new Set(members.map(keyOf));
  const twice = add.find((name) => there.has(keyOf(name)));
  if (twice !== undefined) throw new OperationError(`${twice} is a member of ${group.Name} already`);
  const nobody = remove.find((name) => !there.has(keyOf(name)));
  if (nobody !== undefined) throw new OperationError(`${nobody} is no member of ${group.Name}`);
  const gone = new Set(remove.map(keyOf));
  return [...members.filter((name) => !gone.has(keyOf(name))), ...add];
}
