import { changeFor, nameDifferences } from '@mailyard/directory';
import { z } from 'zod';

import { dangersOf, requireConfirmation } from '../objects/dangers/dangers.js';
import { operation } from '../operation.js';
import { organizationFile, planFile } from './organization-file.js';

export const madePassword = z
  .object({ variable: z.string(), logins: z.array(z.string()).readonly(), password: z.string() })
  .readonly();

export const applyOrganizationFile = operation({
  name: 'Apply-Organization',
  summary: 'Changes what a file says, all of it or nothing; what it does not say stays as it is.',
  input: organizationFile.extend({
    force: z.boolean().default(false).describe('It is meant, whatever the dangers.'),
  }),
  output: z
    .object({
      revision: z.int(),
      objects: z.array(z.string()).readonly().describe('What became of which: add Mailboxes[dave].'),
      made: z.array(madePassword).readonly().describe('Passwords of new accounts; they are told only here.'),
    })
    .readonly(),
  right: 'Organization Configuration',
  audit: true,
  changes: 'objects',
  modified: ({ objects }) => objects,
  async run({ force, ...input }, context) {
    const { revision, differences, made } = await planFile(input, context);
    context.directory.requireApproval(changeFor(differences));
    requireConfirmation(dangersOf({ differences }, context.directory.organization), force);
    if (differences.length === 0) return { revision, objects: [], made: [] };
    const applied = await context.directory.change(changeFor(differences), { ifRevision: revision });
    return { revision: applied.revision, objects: nameDifferences(differences), made };
  },
});
