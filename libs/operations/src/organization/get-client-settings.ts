import { clientSettings } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';

export const getClientSettings = operation({
  name: 'Get-ClientSettings',
  summary: 'What people enter into their mail programs, of the connectors that advertise it.',
  input: z.object({}),
  output: z
    .array(
      z
        .object({
          server: z.string(),
          port: z.int(),
          encryption: z.enum(['STARTTLS', 'none']),
          login: z.enum(['user name and password', 'none']),
        })
        .readonly(),
    )
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  run: (_, { directory, server }) =>
    Promise.resolve(clientSettings(directory.organization.receiveConnectors(server.name), server)),
});
