import { parseIpRange } from '@mailyard/schema';
import { z } from 'zod';

import { operation } from '../operation.js';

export const setRelayClient = operation({
  name: 'Set-RelayClient',
  summary: 'Notes who answers for a host or a login that sends mail to other organizations.',
  input: z.object({
    client: z
      .string()
      .trim()
      .max(320)
      .refine((text) => text.includes('@') || isAddress(text), 'is no address, and no login')
      .describe('Its address, or the login that it signs in with.'),
    owner: z.string().trim().min(1).max(256).nullable().describe('Null: nobody any more.'),
    validateOnly: z.boolean().default(false),
  }),
  output: z.object({ client: z.string(), owner: z.string().nullable() }).readonly(),
  right: 'Organization Configuration',
  audit: true,
  changes: 'configuration',
  async run({ client, owner, validateOnly }, { relayClientOwners }) {
    if (!validateOnly) await relayClientOwners.set(client, owner);
    return { client, owner };
  },
});

function isAddress(text: string): boolean {
  return !text.includes('/') && !text.includes('-') && parseIpRange(text) !== undefined;
}
