import { z } from 'zod';

import { operation } from '../operation.js';

const entry = z
  .object({
    runDate: z.number().describe('Milliseconds since the epoch.'),
    caller: z.string(),
    client: z.string(),
    operation: z.string(),
    parameters: z.record(z.string(), z.string()).readonly(),
    error: z.string().optional().describe('Why it failed; without one it succeeded.'),
    modified: z.array(z.string()).readonly().optional(),
  })
  .readonly();

export const searchAdminAuditLog = operation({
  name: 'Search-AdminAuditLog',
  summary: 'Lists who changed what, the newest first; what is secret is not in it.',
  input: z.object({ resultSize: z.int().min(1).max(10_000).default(1000) }),
  output: z.array(entry).readonly(),
  right: 'View-Only Audit Logs',
  audit: false,
  run: ({ resultSize }, { audit }) => audit.newest(resultSize),
});
