import { z } from 'zod';

import { operation } from '../operation.js';
import { revisionView, viewOf } from './organization-revisions.js';

export const getOrganizationHistory = operation({
  name: 'Get-OrganizationHistory',
  summary: 'Lists the changes of the organization, the newest first: when, who, from where, and what.',
  input: z.object({ resultSize: z.int().min(1).max(100).default(20) }),
  output: z.array(revisionView).readonly(),
  right: 'View-Only Configuration',
  audit: false,
  run: async ({ resultSize }, { directory }) =>
    (await directory.revisions({ count: resultSize })).map(viewOf),
});
