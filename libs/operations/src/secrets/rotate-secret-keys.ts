import { resealSecrets } from '@mailyard/directory';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';

export const rotateSecretKeys = operation({
  name: 'Rotate-SecretKeys',
  summary: 'Makes a new key for the secrets of connectors, and seals all of them with it.',
  input: z.object({
    forget: z.boolean().default(false).describe('Takes the older keys away, once nothing needs them.'),
  }),
  output: z
    .object({
      file: z.string().describe('Where the keys are.'),
      resealed: z.array(z.string()).readonly().describe('Connectors whose secrets have the new key.'),
      closed: z
        .array(z.object({ connector: z.string(), reason: z.string() }).readonly())
        .readonly()
        .describe('Connectors whose secrets cannot be opened: they must be given anew.'),
      forgotten: z.int().describe('Keys that were taken away.'),
    })
    .readonly(),
  right: 'Organization Configuration',
  audit: true,
  modified: ({ resealed }) => resealed.map((name) => `change SendConnectors[${name}]`),
  async run({ forget }, { directory, secretKeys }) {
    await secretKeys.rotate();
    const outcome = await resealSecrets(directory, secretKeys);
    if (forget && outcome.closed.length > 0) {
      const names = outcome.closed.map(({ connector }) => connector).join(', ');
      throw new OperationError(`the older keys stay: the secrets of ${names} could not be opened`);
    }
    const forgotten = forget ? await secretKeys.forgetOlder() : 0;
    return { file: secretKeys.file, ...outcome, forgotten };
  },
});
