import {
  changedObjects,
  changeFor,
  countDifferences,
  describeDifferences,
  DirectoryConflict,
  kinds,
  nameDifferences,
  nameOf,
  propertyChanges,
  type ObjectDifference,
  reversed,
} from '@mailyard/directory';
import { z } from 'zod';

import { dangersOf, requireConfirmation } from '../objects/dangers/dangers.js';
import { changeOptions } from '../objects/object-change.js';
import { propertyChangesOutput } from '../objects/property-change.js';
import { operation, OperationInputError } from '../operation.js';
import { changeWarnings } from '../organization/organization-file.js';
import { besidesSubscriptions } from './besides-subscriptions.js';
import { differencesSince } from './organization-revisions.js';

export const restoreOrganizationRevision = operation({
  name: 'Restore-OrganizationRevision',
  summary: 'Takes the organization back to what it was at a revision, in one step that is a revision itself.',
  input: z.object({ revision: z.int().min(1), ...changeOptions }),
  output: z
    .object({
      revision: z.int().describe('Of the organization now.'),
      objects: z.array(z.string()).readonly(),
      changes: z.array(z.string()).readonly(),
      properties: propertyChangesOutput,
      summary: z.string(),
      warnings: z.array(z.string()).readonly(),
      dangers: z.array(z.string()).readonly().describe('What has to be confirmed with force.'),
    })
    .readonly(),
  right: 'Organization Configuration',
  audit: true,
  changes: 'objects',
  modified: ({ objects }) => objects,
  async run({ revision: wanted, ifRevision, validateOnly, force }, { directory }) {
    const { organization } = directory;
    const { revision } = organization;
    if (wanted > revision) {
      throw new OperationInputError(`revision: ${wanted} is not yet: it is ${revision} now`);
    }
    if (ifRevision !== undefined && ifRevision !== revision) {
      throw new DirectoryConflict(`the organization is at revision ${revision}, not ${ifRevision}`);
    }
    const since = await differencesSince(directory, { from: wanted, to: revision });
    const { differences: back, leftOut } = besidesSubscriptions(
      reversed(since, organization.indexed),
      organization,
    );
    const change = changeFor(back);
    // Rules may be others than they were: what breaks one is refused as a whole.
    changedObjects(organization.objects, change);
    const dangers = dangersOf({ differences: back }, organization);
    const told = {
      objects: nameDifferences(back),
      changes: describeDifferences(back),
      properties: propertyChanges(back),
      summary: countDifferences(back),
      warnings: [
        ...changeWarnings(back, organization),
        ...forgottenPasswords(back),
        ...subscriptionsThatStay(leftOut),
      ],
      dangers,
    };
    directory.requireApproval(change);
    if (validateOnly || back.length === 0) return { revision, ...told };
    requireConfirmation(dangers, force);
    const after = await directory.change(change, { ifRevision: revision });
    return { revision: after.revision, ...told };
  },
});

function subscriptionsThatStay(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [`the Edge subscription of ${names.join(', ')} stays as it is, with all that comes by it`];
}

/** The history has no passwords: a login that comes back is locked until it is given one. */
function forgottenPasswords(differences: readonly ObjectDifference[]): readonly string[] {
  return differences
    .filter(({ action, kind }) => action === 'add' && kinds[kind].remembered !== undefined)
    .map(
      ({ kind, object }) => `${nameOf(kind, object)} has no password that fits: give it one (Set-Password)`,
    );
}
