import { z } from 'zod';

import { operation, secret } from '../operation.js';
import { answered } from './tracking-input.js';

export const importMessageTrackingLog = operation({
  name: 'Import-MessageTrackingLog',
  summary:
    'Puts a message tracking log, of Exchange too, where it can be searched; what is there already is left alone.',
  input: z.object({
    // Who writes to whom is in the store, not in the audit log.
    text: z.string().meta(secret).describe('The file as it is, with its line #Fields.'),
    file: z.string().default('log').describe('What it is called.'),
    server: z.string().min(1).max(63).describe('Whose log it is.'),
  }),
  output: z
    .object({
      added: z.int(),
      known: z.int().describe('Rows that were there already.'),
      damagedCount: z.int().describe('Lines that are no rows and are left out.'),
      damaged: z
        .array(z.object({ line: z.int(), reason: z.string() }).readonly())
        .readonly()
        .describe('The first of them.'),
    })
    .readonly(),
  right: 'Organization Configuration',
  audit: true,
  changes: 'server',
  run({ text, server }, { tracking }) {
    return answered(tracking.appendLines({ texts: [text], server }));
  },
});
