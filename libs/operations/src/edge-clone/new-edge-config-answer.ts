import { z } from 'zod';

import { operation, secret } from '../operation.js';
import { adapted } from './adapted-configuration.js';
import { askedValues } from './asked-values.js';
import { answerFile } from './clone-answers.js';
import { cloneConfigData, readCloneFile } from './clone-file.js';
import { cloneKey } from './clone-secrets.js';
import { edgeOf } from './edge-of.js';

export const newEdgeConfigAnswer = operation({
  name: 'New-EdgeConfigAnswer',
  summary: 'Judges a file of Export-EdgeConfig, and gives one that asks for what differs at this Edge.',
  input: z.object({ cloneConfigData, key: cloneKey.meta(secret) }),
  output: z
    .object({
      fileData: z.base64().describe('Base64 of the file of answers: YAML to be filled in.'),
      asked: z.int().describe('How many values it asks for.'),
    })
    .readonly(),
  right: 'Organization Configuration',
  audit: false,
  async run({ cloneConfigData: data, key }, { directory: { organization } }) {
    const edge = edgeOf(organization);
    const { configuration } = await readCloneFile(data, key);
    const { server: from } = configuration;
    const asked = askedValues(adapted(configuration, { name: edge.Name, fqdn: edge.Fqdn }), from);
    const text = answerFile(asked, from.name, edge.Name);
    return { fileData: Buffer.from(text).toString('base64'), asked: asked.length };
  },
});
