import { z } from 'zod';

import { guid, objectName, oneOf } from '../values/object-identity.js';
import { isDomainName } from '../values/smtp-address.js';

export const acceptedDomainSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    DomainName: z
      .string()
      .refine((name) => isDomainName(name.replace(/^\*\./, '')), 'must be a domain or *. and a domain')
      .transform((name) => name.toLowerCase())
      .describe('A domain, or *.domain for all domains below it.'),
    DomainType: oneOf(['Authoritative', 'InternalRelay', 'ExternalRelay'])
      .default('Authoritative')
      .describe('Authoritative: unknown recipients are refused. Relay: they are passed on.'),
    Default: z
      .boolean()
      .default(false)
      .describe('Domain of postmaster and of bare addresses; exactly one has it.'),
  })
  .readonly();

export type AcceptedDomain = z.infer<typeof acceptedDomainSchema>;
