import { resealSecrets } from '@mailyard/directory';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { resealSecondFactors } from './reseal-second-factors.js';

export const rotateSecretKeys = operation({
  name: 'Rotate-SecretKeys',
  summary: 'Makes a new key for the secrets of connectors and second factors, and seals all of them with it.',
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
      secondFactors: z
        .array(z.string())
        .readonly()
        .describe('Administrators whose second factor has the new key.'),
      closedSecondFactors: z
        .array(z.object({ administrator: z.string(), reason: z.string() }).readonly())
        .readonly()
        .describe('Administrators whose second factor cannot be opened: Reset-SecondFactor.'),
      forgotten: z.int().describe('Keys that were taken away.'),
    })
    .readonly(),
  right: 'Organization Configuration',
  audit: true,
  modified: ({ resealed }) => resealed.map((name) => `change SendConnectors[${name}]`),
  async run({ forget }, { directory, secretKeys, administrators }) {
    await secretKeys.rotate();
    const outcome = await resealSecrets(directory, secretKeys);
    const ofFactors = await resealSecondFactors(administrators, secretKeys);
    const closed = [
      ...outcome.closed.map(({ connector }) => connector),
      ...ofFactors.closedSecondFactors.map(({ administrator }) => administrator),
    ];
    if (forget && closed.length > 0) {
      throw new OperationError(
        `the older keys stay: the secrets of ${closed.join(', ')} could not be opened`,
      );
    }
    const forgotten = forget ? await secretKeys.forgetOlder() : 0;
    return { file: secretKeys.file, ...outcome, ...ofFactors, forgotten };
  },
});
