import { dnsServer, listOf, oneOf } from '@mailyard/schema';
import { z } from 'zod';

const int32Max = 2_147_483_647;
const countOrUnlimited = z.union([z.int().min(1).max(int32Max), oneOf(['Unlimited'])]);

/** How the hubs of a server find other hosts, and how many connections they make. */
export const outboundParameters = {
  InternalDNSServers: listOf(dnsServer)
    .default([])
    .describe(
      'DNS servers in the order to ask them, with a port where it is not 53 (`192.0.2.1:5353`); none: those of the machine.',
    ),
  ExternalDNSServers: listOf(dnsServer)
    .default([])
    .describe('The same for Send connectors with UseExternalDNSServersEnabled; none: those of the machine.'),
  DnsFaultTolerance: oneOf(['Lenient', 'Normal'])
    .default('Lenient')
    .describe(
      'When a host of an MX set cannot be looked up. Lenient: the others are used. Normal: only those that come before it.',
    ),
  MaxOutboundConnections: countOrUnlimited
    .default(1000)
    .describe(
      'Connections to other organizations at a time, of all hubs of the server. One hub works on 5,000 of one connector at most.',
    ),
  // The command's own page says 40, the page of limits 20.
  MaxPerDomainOutboundConnections: countOrUnlimited
    .default(20)
    .describe('Of them to one domain, or to one set of smart hosts.'),
};
