import { guid, isDomainName, objectName } from '@mailyard/schema';
import { domainKey } from '@mailyard/smtp';
import { z } from 'zod';

import { nameOrDomainKey } from '../accepted-domains/domain-indexes.js';
import { inert } from '../inert-parameter.js';
import { identityOf, type Index } from '../lookup.js';
import { reportParameters } from './report-parameters.js';
import { textParameters } from './text-parameters.js';

const off = z.boolean().default(false);

/** How the organization deals with a domain that is not its own. */
export const remoteDomainSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    DomainName: z
      .string()
      .trim()
      .refine(
        (name) => name === '*' || isDomainName(name.replace(/^\*\./, '')),
        'must be a domain, *. and a domain, or *',
      )
      .transform((name) => name.toLowerCase())
      .describe(
        'A domain, `*.domain` for all domains below it, or `*` for all that no other remote domain names; cannot be changed once the remote domain is made. The most specific one holds.',
      ),
    IsInternal: off.describe(
      'Recipients there count as internal: for SentToScope of mail flow rules, Scope of journal rules, and the settings of DSNs.',
    ),
    TargetDeliveryDomain: inert(off, 'addresses of mail users are given, not made'),
    IsCoexistenceDomain: inert(off, 'there is no organization in the cloud'),
    ...reportParameters,
    TrustedMailInboundEnabled: inert(off, 'there are no content and recipient filters to pass'),
    TrustedMailOutboundEnabled: inert(off, 'there are no content and recipient filters to pass'),
    ...textParameters,
    MessageCountThreshold: inert(
      z.int().min(0).max(2_147_483_647).default(2_147_483_647),
      'queues are watched, not remote domains',
    ),
  })
  .readonly();

export type RemoteDomain = z.infer<typeof remoteDomainSchema>;

export const remoteDomainNames = identityOf<RemoteDomain>(
  'names of remote domains',
  ['Name'],
  nameOrDomainKey,
);

export const remoteDomainDomains: Index<RemoteDomain> = {
  name: 'remote domains',
  texts: ({ DomainName }) => [DomainName],
  key: domainKey,
  taken: () => 'DomainName',
};
