import { z } from 'zod';

import { operation, OperationError } from '../operation.js';

export const importEdgeBundle = operation({
  name: 'Import-EdgeBundle',
  summary: 'At an Edge: brings a bundle of its organization into force, as a whole or not at all.',
  input: z.object({
    fileData: z
      .base64()
      .min(1)
      .max(90_000_000)
      .describe('Base64 of the file that Export-EdgeBundle has made.'),
  }),
  output: z.object({ serial: z.int(), validUntil: z.string() }).readonly(),
  right: 'Edge Subscriptions',
  audit: true,
  modified: ({ serial }) => [`bundle ${serial} is in force`],
  async run({ fileData }, { edge }) {
    const outcome = await (await edge()).bundles.apply(Buffer.from(fileData, 'base64'));
    switch (outcome.result) {
      case 'Applied':
        return { serial: outcome.serial, validUntil: outcome.validUntil };
      case 'Incomplete':
        throw new OperationError(
          `the bundle is refused, and what was in force stays so: it has no ${outcome.missing.join(', ')}`,
        );
      case 'Rejected':
        throw new OperationError(`the bundle is refused, and what was in force stays so: ${outcome.reason}`);
    }
  },
});
