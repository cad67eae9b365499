import { acceptedDomainSchema } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';

export const getAcceptedDomains = operation({
  name: 'Get-AcceptedDomain',
  summary: 'Lists the accepted domains.',
  input: z.object({}),
  output: z.array(acceptedDomainSchema).readonly(),
  right: 'Remote and Accepted Domains',
  audit: false,
  run: (_, { directory }) => Promise.resolve(directory.organization.acceptedDomains),
});
