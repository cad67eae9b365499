import { randomUUID } from 'node:crypto';

import { acceptedDomainSchema, type AcceptedDomain } from '@mailyard/directory';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';

export const newAcceptedDomain = operation({
  name: 'New-AcceptedDomain',
  summary: 'Takes mail for a domain from now on.',
  input: z.object({
    domain: z.string().min(1).describe('A domain, or *.domain for all below it.'),
    type: z.string().default('Authoritative').describe('Authoritative, InternalRelay or ExternalRelay.'),
    default: z.boolean().default(false),
  }),
  output: acceptedDomainSchema,
  right: 'Remote and Accepted Domains',
  audit: true,
  async run(input, { directory }) {
    const Guid = randomUUID();
    const written = {
      Guid,
      // A name may have no asterisk.
      Name: input.domain.trim().replace(/^\*\./, ''),
      DomainName: input.domain,
      DomainType: input.type,
      Default: input.default,
    } as AcceptedDomain;
    const organization = await directory.update(({ objects }) => {
      const before = input.default ? objects.AcceptedDomains.filter(({ Default }) => Default) : [];
      return {
        put: { AcceptedDomains: [...before.map((domain) => ({ ...domain, Default: false })), written] },
      };
    });
    const made = organization.acceptedDomains.find((domain) => domain.Guid === Guid);
    if (made === undefined) throw new OperationError('somebody else removed the domain at once');
    return made;
  },
});
