import { z } from 'zod';

import { operation, secret } from '../operation.js';
import { writeCloneFile } from './clone-file.js';
import { cloneKey } from './clone-secrets.js';
import { edgeOf } from './edge-of.js';
import { ownConfiguration } from './own-configuration.js';

export const exportEdgeConfig = operation({
  name: 'Export-EdgeConfig',
  summary:
    'The configuration of this Edge for others like it: connectors, domains, rules, agents, settings, accounts. Secrets are encrypted.',
  input: z.object({ key: cloneKey.meta(secret) }),
  output: z.object({ fileData: z.base64().describe('Base64 of the file: JSON.') }).readonly(),
  right: 'Organization Configuration',
  // It has what nobody else is told: the passwords of connectors.
  audit: true,
  async run({ key }, { directory: { organization }, secretKeys }) {
    const { configuration, secrets } = await ownConfiguration(organization, edgeOf(organization), secretKeys);
    const text = await writeCloneFile(configuration, secrets, key);
    return { fileData: Buffer.from(text).toString('base64') };
  },
});
