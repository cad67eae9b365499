import { z } from 'zod';

import { operation } from '../operation.js';
import { ownAccount } from '../rights/right.js';

/** Of the audit log, which keeps about so many. */
const entriesMax = 10_000;

export const getMyCommand = operation({
  name: 'Get-MyCommand',
  summary: 'Lists what oneself has changed, the newest first, as the commands that do the same in the shell.',
  input: z.object({ resultSize: z.int().min(1).max(1000).default(50) }),
  output: z
    .array(
      z
        .object({
          runDate: z.number().describe('Milliseconds since the epoch.'),
          operation: z.string(),
          cmdlet: z.string().optional().describe('Absent: the shell has no words for it.'),
        })
        .readonly(),
    )
    .readonly(),
  right: ownAccount,
  audit: false,
  async run({ resultSize }, { audit }, { name }) {
    const all = await audit.newest(entriesMax, ['Changes']);
    return all
      .filter(({ caller, error }) => caller === name && error === undefined)
      .slice(0, resultSize)
      .map(({ runDate, operation: order, cmdlet }) => ({
        runDate,
        operation: order,
        ...(cmdlet !== undefined && { cmdlet }),
      }));
  },
});
