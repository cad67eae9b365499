import { domainName, ipAddress, listOf, oneOf, smartHost } from '@mailyard/schema';
import { z } from 'zod';

const off = z.boolean().default(false);

export const smartHostAuthMechanisms = [
  'None',
  'BasicAuth',
  'BasicAuthRequireTLS',
  'ExchangeServer',
  'ExternalAuthoritative',
  'XOAUTH2',
] as const;

export type SmartHostAuthMechanism = (typeof smartHostAuthMechanisms)[number];

/** Where a Send connector delivers to, and as whom. */
export const networkParameters = {
  DNSRoutingEnabled: z
    .boolean()
    .default(true)
    .describe('To the hosts of the recipient’s domain (MX). false: to SmartHosts.'),
  SmartHosts: listOf(smartHost)
    .default([])
    .describe(
      'Hosts that take all mail of the connector: names (MX, else addresses) or `[addresses]`; needs `DNSRoutingEnabled: false`.',
    ),
  Port: z.int().min(0).max(65_535).default(25).describe('Port of the other side.'),
  UseExternalDNSServersEnabled: off.describe('Hosts are looked up at ExternalDNSServers of the server.'),
  SmartHostAuthMechanism: oneOf(smartHostAuthMechanisms)
    .default('None')
    .describe(
      'How to sign in at smart hosts. BasicAuth also in clear text; BasicAuthRequireTLS within TLS alone; ExchangeServer with the certificate of the organization; ExternalAuthoritative: the channel is secured otherwise; XOAUTH2 with a token, within TLS alone.',
    ),
  Fqdn: domainName.optional().describe('Name in EHLO. Default: that of the server.'),
  ForceHELO: off.describe('HELO in place of EHLO: no extension, no TLS, no login.'),
  FrontendProxyEnabled: off.describe('Front End connects to the destination, in the name of the hub.'),
  SourceIPAddress: ipAddress
    .default('0.0.0.0')
    .describe('Local address to connect from, of an Edge server alone; 0.0.0.0: any.'),
};
