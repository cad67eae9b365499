import {
  binding,
  brokenRules,
  domainName,
  guid,
  ipRange,
  listOf,
  nameKey,
  objectName,
  oneOf,
  ruleIssue,
} from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';
import { addressParameters } from './parameters/address-parameters.js';
import { esmtpSwitches } from './parameters/esmtp-switches.js';
import { inertParameters } from './parameters/inert-parameters.js';
import { integratedParameters } from './parameters/integrated-parameters.js';
import { limitParameters } from './parameters/limit-parameters.js';
import { permissionParameters } from './parameters/permission-parameters.js';
import { tlsParameters } from './parameters/tls-parameters.js';
import { usageType } from './parameters/usage-type.js';

/** `MailboxTransportDelivery` has the one implicit connector of a server, which is not listed among the others. */
export const transportRoles = ['FrontendTransport', 'HubTransport', 'MailboxTransportDelivery'] as const;

export type TransportRole = (typeof transportRoles)[number];

const flag = z.boolean();

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
    Bindings: listOf(binding)
      .refine((list) => list.length > 0, ruleIssue(brokenRules.B1()))
      .describe('Local addresses and ports; a missing port is 25.'),
    RemoteIPRanges: listOf(ipRange)
      .refine((list) => list.length > 0, ruleIssue(brokenRules.R1()))
      .describe(
        'Peers that are served; of all matching connectors the one with the narrowest range takes the session.',
      ),
    ...permissionParameters,
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
      .describe('The dashboard shows server, port, encryption and login for mail programs.'),
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

export type ReceiveConnector = z.infer<typeof receiveConnectorSchema>;

export const connectorNames = identityOf<ReceiveConnector>(
  'names of Receive connectors',
  ['Server', 'Name'],
  nameKey,
);
