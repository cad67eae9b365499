import { countDifferences, describeDifferences, propertyChanges } from '@mailyard/directory';
import { z } from 'zod';

import { propertyChangesOutput } from '../objects/property-change.js';
import { operation, OperationInputError } from '../operation.js';
import { differencesSince } from './organization-revisions.js';

export const compareOrganizationRevision = operation({
  name: 'Compare-OrganizationRevision',
  summary: 'What has become of the organization from one revision to another.',
  input: z.object({
    from: z.int().min(0),
    to: z.int().min(0).optional().describe('Default: the revision of now.'),
  }),
  output: z
    .object({
      from: z.int(),
      to: z.int(),
      changes: z.array(z.string()).readonly(),
      properties: propertyChangesOutput,
      summary: z.string(),
    })
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run({ from, to: asked }, { directory }) {
    const to = asked ?? directory.organization.revision;
    if (from > to) {
      throw new OperationInputError(`from: ${from} is newer than ${to}: name the older one first`);
    }
    const differences = await differencesSince(directory, { from, to });
    return {
      from,
      to,
      changes: describeDifferences(differences),
      properties: propertyChanges(differences),
      summary: countDifferences(differences),
    };
  },
});
