import { domainName, guid, ipRange, isDomainName, listOf, nameKey, objectName } from '@mailyard/schema';
import { domainKey } from '@mailyard/smtp';
import { z } from 'zod';

import { coveringDomains } from '../accepted-domains/domain-indexes.js';
import { identityOf, type Index, type Lookup } from '../lookup.js';

/** As Exchange Online shows it, too: `smtp:*.fabrikam.com;1`. */
const senderDomain = z
  .string()
  .trim()
  .transform((text) =>
    text
      .replace(/^smtp:/i, '')
      .replace(/;\d+$/, '')
      .toLowerCase(),
  )
  .refine(
    (name) => name === '*' || isDomainName(name.replace(/^\*\./, '')),
    'must be a domain, *. and a domain, or *',
  );

/** What is demanded of those who bring the mail of a partner's domains. */
export const inboundConnectorSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    Enabled: z.boolean().default(true).describe('False: nothing is demanded.'),
    Comment: z.string().default('').describe('For whoever reads it.'),
    SenderDomains: listOf(senderDomain)
      .refine((domains) => domains.length > 0, 'must name a domain, or * for all')
      .describe(
        'Whose mail it is about: domains of the reverse-path, `*.domain` for all below one, `*` for all mail.',
      ),
    SenderIPAddresses: listOf(ipRange)
      .default([])
      .describe(
        'Hosts that bring this mail; without RestrictDomainsToIPAddresses the connector is about them alone.',
      ),
    RestrictDomainsToIPAddresses: z
      .boolean()
      .default(false)
      .describe('Mail of these domains from other hosts is refused.'),
    RequireTls: z.boolean().default(true).describe('This mail comes within TLS.'),
    TlsSenderCertificateName: domainName
      .or(z.string().regex(/^\*\.[^*]+$/, 'must be a host, or *. and a domain'))
      .optional()
      .describe('A host of the certificate, or `*.domain`; counts with RestrictDomainsToCertificate.'),
    RestrictDomainsToCertificate: z
      .boolean()
      .default(false)
      .describe(
        'Mail of these domains is refused from hosts that do not show a certificate of TlsSenderCertificateName.',
      ),
  })
  .readonly();

export type InboundConnector = z.infer<typeof inboundConnectorSchema>;

export const inboundConnectorNames = identityOf<InboundConnector>(
  'names of Inbound connectors',
  ['Name'],
  nameKey,
);

/** Several connectors may be about one domain. */
export const inboundConnectorDomains: Index<InboundConnector> = {
  name: 'domains of Inbound connectors',
  texts: ({ SenderDomains }) => SenderDomains,
  key: domainKey,
};

/** Those that are about the mail of a domain; undefined: of the null reverse-path. */
export function inboundConnectorsFor(
  domain: string | undefined,
  lookup: Pick<Lookup, 'find'>,
): readonly InboundConnector[] {
  const names = domain === undefined ? [] : coveringDomains(domain);
  const about = [...names, '*'].flatMap((name) => [...lookup.find(inboundConnectorDomains, name)]);
  return [...new Set(about)].filter(({ Enabled }) => Enabled);
}
