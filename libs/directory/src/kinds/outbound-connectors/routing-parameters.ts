import { brokenRules, listOf, objectName, ruleIssue } from '@mailyard/schema';
import { z } from 'zod';

import { addressSpace, addressSpaceKey } from './address-space.js';

/** By what a connector to the outside is chosen; the same of every kind of them. */
export const routingParameters = {
  AddressSpaces: listOf(addressSpace)
    .refine((list) => list.length > 0, 'must name at least one address space, such as * or contoso.com')
    .refine(
      (list) => new Set(list.map(addressSpaceKey)).size === list.length,
      'must not name an address space twice: one cost is enough',
    )
    .describe(
      'Recipients that it is for, as `Type:Address;Cost`: `*`, `contoso.com`, `*.contoso.com` (that domain and all below it), `X400:c=US;a=Fabrikam;p=Contoso;1`. Type is SMTP and Cost 1 unless said; the most specific space wins, then the lowest cost (1 – 100).',
    ),
  SourceTransportServers: listOf(objectName)
    .refine((list) => list.length > 0, ruleIssue(brokenRules.S13()))
    .describe(
      'Servers that send by it, by name or host name. Default: the server that the file is applied at.',
    ),
  IsScopedConnector: z
    .boolean()
    .default(false)
    .describe('Only servers of the AD sites of its source servers route by it.'),
  Enabled: z.boolean().default(true).describe('A disabled connector is not considered in routing.'),
  Comment: z.string().max(1024).optional().describe('A note for administrators.'),
};
