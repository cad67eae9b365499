import { z } from 'zod';

import { parseBinding } from '../values/binding.js';
import { byteSize } from '../values/byte-size.js';
import { addressParameters } from './connector/address-parameters.js';
import { esmtpSwitches } from './connector/esmtp-switches.js';
import { inertParameters } from './connector/inert-parameters.js';
import { integratedParameters } from './connector/integrated-parameters.js';
import { tlsParameters } from './connector/tls-parameters.js';
import { usageType } from './connector/usage-type.js';
import { extendedRights } from './extended-right.js';
import { ipRange } from '../values/ip-range.js';
import { guid, listOf, objectName, oneOf } from '../values/object-identity.js';
import { domainName } from '../values/smtp-address.js';
import { span, timeSpan } from '../values/time-span.js';

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

/** What MessageRateLimit counts by. */
export const messageRateSources = ['None', 'IPAddress', 'User', 'All'] as const;

export type AuthMechanism = (typeof authMechanisms)[number];
export type PermissionGroup = (typeof permissionGroups)[number];
export type TransportRole = (typeof transportRoles)[number];

const int32Max = 2_147_483_647;
const flag = z.boolean();
const countOrUnlimited = (min: number, max = int32Max) =>
  z.union([z.int().min(min).max(max), oneOf(['Unlimited'])]);
const timeout = timeSpan({ min: span.second, max: span.day });
const tarpit = timeSpan({ min: 0, max: 10 * span.minute });

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
        'Usage type, which gives defaults when the connector is made and nothing afterwards; see below.',
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
    MaxMessageSize: byteSize({ min: 65_536, max: int32Max })
      .default(37_748_736)
      .describe('Largest message; told as SIZE.'),
    MaxHeaderSize: byteSize({ min: 1, max: int32Max }).default(262_144).describe('Largest header block.'),
    MaxRecipientsPerMessage: z
      .int()
      .min(1)
      .max(512_000)
      .default(200)
      .describe('Recipients of one transaction; those beyond get 452 4.5.3.'),
    MaxHopCount: z
      .int()
      .min(1)
      .max(500)
      .default(60)
      .describe('Received fields beyond which a message is taken for a loop.'),
    MaxLocalHopCount: z
      .int()
      .min(0)
      .max(50)
      .default(5)
      .describe(
        'Received fields of servers of the organization, beyond which it is a loop as well; 0 = any number.',
      ),
    MaxProtocolErrors: countOrUnlimited(0)
      .default(5)
      .describe('Refused commands after which the session is closed.'),
    MaxLogonFailures: z
      .int()
      .min(0)
      .max(10)
      .default(3)
      .describe('Failed AUTH after which the session is closed; 0 = never.'),
    MaxInboundConnection: countOrUnlimited(1)
      .default(5000)
      .describe('Sessions at one time; those beyond get 421 4.3.2.'),
    MaxInboundConnectionPerSource: countOrUnlimited(1, 10_000)
      .default(20)
      .describe('Sessions of one address at one time.'),
    MaxInboundConnectionPercentagePerSource: z
      .int()
      .min(1)
      .max(100)
      .default(2)
      .describe('Share of the sessions still free under MaxInboundConnection that one address may have.'),
    MessageRateLimit: countOrUnlimited(1)
      .default('Unlimited')
      .describe('Messages of one source in a minute; MAIL beyond it gets 421 4.4.2.'),
    MessageRateSource: oneOf(messageRateSources)
      .default('IPAddress')
      .describe(
        'What counts as a source: the address, the user (login, or else the address in MAIL), or each of both.',
      ),
    ConnectionTimeout: timeout.default(10 * span.minute).describe('Life of a session, even of a busy one.'),
    ConnectionInactivityTimeout: timeout
      .default(5 * span.minute)
      .describe('Silence after which a session is closed.'),
    TarpitInterval: tarpit
      .default(5 * span.second)
      .describe('Delay of 5yz replies to peers that are not authenticated; 0 = none.'),
    AuthTarpitInterval: tarpit
      .default(5 * span.second)
      .describe('Delay of the reply to a failed AUTH; 0 = none.'),
    ProtocolLoggingLevel: oneOf(['None', 'Verbose'])
      .default('None')
      .describe('Protocol log of this connector’s sessions.'),
    ...esmtpSwitches,
    ...addressParameters,
    ...inertParameters,
    RequireTLS: flag.default(false).describe('MAIL before TLS is refused.'),
    ...tlsParameters,
    ...integratedParameters,
  })
  .readonly();

export type AccessControlEntry = z.infer<typeof accessControlEntry>;
export type ReceiveConnector = z.infer<typeof receiveConnectorSchema>;
