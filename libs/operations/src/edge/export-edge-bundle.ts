import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { edgeNamed } from './known-edge.js';

export const exportEdgeBundle = operation({
  name: 'Export-EdgeBundle',
  summary: 'Gives all that an Edge server is told as one signed file, for one that cannot be reached.',
  input: z.object({ identity: z.string().min(1).max(1024).describe('Name of the Edge server.') }),
  output: z
    .object({
      name: z.string(),
      serial: z.int(),
      validUntil: z.string(),
      fileData: z.base64().describe('Base64 of the file. Recipients are in it as keyed hashes.'),
    })
    .readonly(),
  right: 'Edge Subscriptions',
  audit: true,
  modified: ({ name, serial }) => [`bundle ${serial} for ${name}`],
  async run({ identity }, { directory, edge }) {
    const subscription = edgeNamed(identity, directory.organization);
    if (subscription.Peer !== 'Edge') throw new OperationError('bundles are made in the organization');
    const { header, bytes } = await (await edge()).synchronizer.bundle(subscription);
    const { serial, validUntil } = header;
    return { name: subscription.Name, serial, validUntil, fileData: bytes.toString('base64') };
  },
});
