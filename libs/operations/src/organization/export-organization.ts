import { organizationToText } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';

export const exportOrganizationText = operation({
  name: 'Export-Organization',
  summary: 'The organization as a file that can be applied, without passwords.',
  input: z.object({ changesOnly: z.boolean().default(false).describe('Leaves out what is default.') }),
  output: z.string(),
  right: 'View-Only Configuration',
  audit: false,
  run({ changesOnly }, { directory }) {
    const { revision, objects } = directory.organization;
    return Promise.resolve(organizationToText(revision, objects, { changesOnly }));
  },
});
