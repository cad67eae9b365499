import { z } from 'zod';

import { operation, secret } from '../../operation.js';
import { ownAccount } from '../../rights/right.js';
import { commandText } from './command-text.js';

export const showCommand = operation({
  name: 'Show-Command',
  summary: 'Tells the cmdlet that does the same as an order; nothing is carried out.',
  input: z.object({
    operation: z.string().max(100).describe('By its name.'),
    input: z.record(z.string(), z.unknown()).default({}).meta(secret).describe('What it would be told.'),
  }),
  output: z
    .object({
      cmdlet: z
        .string()
        .optional()
        .describe('A line each, where it takes several; none: the shell has no words for it.'),
    })
    .readonly(),
  right: ownAccount,
  audit: false,
  run({ operation: name, input }) {
    const cmdlet = commandText(name, input);
    return Promise.resolve(cmdlet === undefined ? {} : { cmdlet });
  },
});
