import { domainName, guid, ipRange, listOf, nameKey, objectName, oneOf } from '@mailyard/schema';
import { serverRoles } from '@mailyard/service';
import { z } from 'zod';

import { identityOf, type Index, type Lookup } from '../lookup.js';
import { folderParameters } from './folder-parameters.js';
import { inertLogParameters } from './inert-log-parameters.js';
import { logParameters } from './log-parameters.js';
import { outboundParameters } from './outbound-parameters.js';
import { pressureParameters } from './pressure-parameters.js';

export const serverParameters = z.strictObject({
  Guid: guid,
  Name: objectName.describe(
    'Name of the logical server; every process that runs with it in MAILYARD_SERVER is a part of it.',
  ),
  Fqdn: domainName.describe('Name by which other hosts know the server.'),
  ServerRole: oneOf(serverRoles)
    .default('Mailbox')
    .describe(
      'What setup made of the server, for good: a Mailbox server of the organization, or the Edge Transport server that the directory is of.',
    ),
  MaxConnectionRatePerMinute: z
    .int()
    .min(1)
    .max(2_147_483_647)
    .default(1200)
    .describe(
      'Connections of each service in a minute, of which one source (an address, or an IPv6 /64) has at most three times what is left for others: three quarters when it is alone; those beyond get 421 4.3.2.',
    ),
  IntraOrgConnectorProtocolLoggingLevel: oneOf(['None', 'Verbose'])
    .default('None')
    .describe('SMTP protocol log of the hubs’ connections to other services.'),
  FrontendIntraOrgConnectorProtocolLoggingLevel: oneOf(['None', 'Verbose'])
    .default('Verbose')
    .describe('The same of Front End: IntraOrgConnectorProtocolLoggingLevel of its own transport service.'),
  ProxyProtocolTrustedPeers: listOf(ipRange)
    .default([])
    .describe(
      'Load balancers before Front End: a connection from one of them must begin with a PROXY header, version 1 or 2.',
    ),
  XClientTrustedPeers: listOf(ipRange)
    .default([])
    .describe('Proxies before Front End: they may say with XCLIENT for whom they speak.'),
  ADSite: objectName
    .default('Default-First-Site-Name')
    .describe('Site of the server, for connectors with IsScopedConnector and for the nearest source server.'),
  ...outboundParameters,
  ...folderParameters,
  ...logParameters,
  ...inertLogParameters,
  ...pressureParameters,
});

export const serverSchema = serverParameters.readonly();

export type Server = z.infer<typeof serverSchema>;

/** As connectors refer to a server: by its name, by that in DNS, or by its Guid. */
export const serverIdentities: Index<Server> = {
  name: 'names, host names and Guids of servers',
  identifies: true,
  texts: ({ Name, Fqdn, Guid }) => [Name, Fqdn, Guid],
  key: nameKey,
};

/** Whether the directory is an Edge's: it has one server, no recipients, and accepts mail for domains. */
export function isOfEdge(lookup: Pick<Lookup, 'all'>): boolean {
  for (const { ServerRole } of lookup.all(serverNames)) if (ServerRole === 'Edge') return true;
  return false;
}

export const serverNames = identityOf<Server>('names of servers', ['Name'], nameKey);
