import {
  domainName,
  guid,
  ipRange,
  listOf,
  nameKey,
  objectName,
  oneOf,
  parseBinding,
} from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';
import { extendedRights } from './extended-right.js';
import { addressParameters } from './parameters/address-parameters.js';
import { esmtpSwitches } from './parameters/esmtp-switches.js';
import { inertParameters } from './parameters/inert-parameters.js';
import { integratedParameters } from './parameters/integrated-parameters.js';
import { limitParameters } from './parameters/limit-parameters.js';
import { tlsParameters } from './parameters/tls-parameters.js';
import { usageType } from './parameters/usage-type.js';

export const authMechanisms = [
  'None',
  'Tls',
  'Integrated',
  'BasicAuth',
  'BasicAuthRequireTLS',
  'ExchangeServer',
  'ExternalAuthoritative',
] as const;
export const permissionGroups = [
  'None',
  'AnonymousUsers',
  'ExchangeUsers',
  'ExchangeServers',
  'ExchangeLegacyServers',
  'Partners',
  'Custom',
] as const;
/** `MailboxTransportDelivery` has the one implicit connector of a server, which is not listed among the others. */
export const transportRoles = ['FrontendTransport', 'HubTransport', 'MailboxTransportDelivery'] as const;

export type AuthMechanism = (typeof authMechanisms)[number];
export type PermissionGroup = (typeof permissionGroups)[number];
export type TransportRole = (typeof transportRoles)[number];

const flag = z.boolean();

const accessControlEntry = z
  .strictObject({
    User: z.string().min(1).describe('Principal, for example NT AUTHORITY\\ANONYMOUS LOGON.'),
    ExtendedRights: listOf(oneOf(extendedRights)).describe('Rights that the entry allows or denies.'),
    Deny: flag.default(false).describe('Takes the rights away, whoever else gives them.'),
  })
  .readonly();

export const receiveConnectorSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    Server: objectName.describe('Server that the connector belongs to.'),
    Usage: usageType
      .optional()
      .describe(
        'Usage type, which gives what is not said otherwise, see below; cannot be changed once the connector is made.',
      ),
    TransportRole: oneOf(transportRoles).default('HubTransport').describe('Service that owns the connector.'),
    Bindings: listOf(
      z
        .string()
        .refine(
          (text) => parseBinding(text) !== undefined,
          'must be address:port, such as 0.0.0.0:25 or [::]:25',
        ),
    )
      .refine((list) => list.length > 0, 'must name at least one address and port')
      .describe('Local addresses and ports; a missing port is 25.'),
    RemoteIPRanges: listOf(ipRange)
      .refine((list) => list.length > 0, 'must name at least one range')
      .describe(
        'Peers that are served; of all matching connectors the one with the narrowest range takes the session.',
      ),
    AuthMechanism: listOf(oneOf(authMechanisms))
      .default(['Tls'])
      .describe('Authentication that is offered and accepted.'),
    PermissionGroups: listOf(oneOf(permissionGroups))
      .default([])
      .describe(
        'Predefined sets of rights; none: no mail is accepted. Custom stands for the entries of AccessControl and adds none.',
      ),
    AccessControl: z
      .array(accessControlEntry)
      .readonly()
      .default([])
      .describe('Entries beside those of the permission groups.'),
    Enabled: flag.default(true).describe('A disabled connector takes no session.'),
    Fqdn: domainName.describe(
      'Name in the banner, in EHLO’s answer and in Received. Default: that of the server.',
    ),
    Banner: z
      .string()
      .regex(/^220(?:[ -][\x20-\x7e]*)?$/, 'must start with 220')
      // RFC 5321 §4.5.3.1.5: a reply line with its CRLF has at most 512 octets.
      .max(510)
      .optional()
      .describe('Greeting in place of the usual one; starts with 220.'),
    AdvertiseClientSettings: flag
      .default(false)
      .describe('The first web page shows server, port, encryption and login for mail programs.'),
    Comment: z.string().max(1024).optional().describe('A note for administrators.'),
    ...limitParameters,
    ProtocolLoggingLevel: oneOf(['None', 'Verbose'])
      .default('None')
      .describe('Protocol log of this connector’s sessions.'),
    ...esmtpSwitches,
    ...addressParameters,
    ...inertParameters,
    ...tlsParameters,
    ...integratedParameters,
  })
  .readonly();

export type AccessControlEntry = z.infer<typeof accessControlEntry>;
export type ReceiveConnector = z.infer<typeof receiveConnectorSchema>;

export const connectorNames = identityOf<ReceiveConnector>(
  'names of Receive connectors',
  ['Server', 'Name'],
  nameKey,
);
