import { span } from '@mailyard/schema';
import type { ServerRole } from '@mailyard/service';

import { without, type Written } from '../text-form.js';
import { receiveConnectorSchema, type ReceiveConnector } from './receive-connector.js';

const everyPeer = ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '0.0.0.0-255.255.255.255'];
const basic = ['Tls', 'Integrated', 'BasicAuth', 'BasicAuthRequireTLS'] as const;
const clientRate = { MessageRateLimit: 5, MessageRateSource: 'User' } as const;
const everyMechanism = [...basic, 'ExchangeServer'] as const;

type Template = Partial<ReceiveConnector> &
  Pick<ReceiveConnector, 'Name' | 'TransportRole'> & { readonly port: number };

/** As the setup of a Mailbox server makes them; what is not said here is the schema's default. */
const templates: readonly Template[] = [
  {
    Name: 'Default',
    TransportRole: 'HubTransport',
    port: 2525,
    AuthMechanism: everyMechanism,
    PermissionGroups: ['ExchangeUsers', 'ExchangeServers', 'ExchangeLegacyServers'],
    MaxRecipientsPerMessage: 5000,
    MaxInboundConnectionPerSource: 'Unlimited',
    MaxInboundConnectionPercentagePerSource: 100,
    SizeEnabled: 'EnabledWithoutValue',
  },
  {
    Name: 'Client Proxy',
    TransportRole: 'HubTransport',
    port: 465,
    AuthMechanism: everyMechanism,
    EnableAuthGSSAPI: true,
    PermissionGroups: ['ExchangeUsers', 'ExchangeServers'],
    ...clientRate,
  },
  {
    Name: 'Default Frontend',
    TransportRole: 'FrontendTransport',
    port: 25,
    AuthMechanism: everyMechanism,
    PermissionGroups: ['AnonymousUsers', 'ExchangeServers', 'ExchangeLegacyServers'],
    ProtocolLoggingLevel: 'Verbose',
    DomainSecureEnabled: true,
  },
  {
    Name: 'Outbound Proxy Frontend',
    TransportRole: 'FrontendTransport',
    port: 717,
    AuthMechanism: everyMechanism,
    PermissionGroups: ['ExchangeServers'],
    // A live server's is 0; its protocol log is Verbose as well, which the documentation does not say: None.
    TarpitInterval: 0,
    DomainSecureEnabled: true,
  },
  {
    Name: 'Client Frontend',
    TransportRole: 'FrontendTransport',
    port: 587,
    AuthMechanism: basic,
    EnableAuthGSSAPI: true,
    PermissionGroups: ['ExchangeUsers'],
    ...clientRate,
  },
];

/** What every connector of an Edge has where nothing else is said (“Message rate limits and throttling”). */
export const edgeLimits = {
  MessageRateLimit: 600,
  ConnectionTimeout: 5 * span.minute,
  ConnectionInactivityTimeout: span.minute,
} as const;

/** The one that the setup of an Edge makes: IPv4 only, no logins, and an end to sessions that take their time. */
const edge: Template = {
  Name: 'Default internal receive connector',
  TransportRole: 'HubTransport',
  port: 25,
  Bindings: ['0.0.0.0:25'],
  RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
  AuthMechanism: ['Tls', 'ExchangeServer'],
  PermissionGroups: ['AnonymousUsers', 'ExchangeServers', 'Partners'],
  // Without it partners are strangers.
  DomainSecureEnabled: true,
  ...edgeLimits,
};

/** The implicit connector of Mailbox Delivery. */
export const mailboxDeliveryName = 'Mailbox delivery Receive connector';

const mailboxDelivery: Template = {
  Name: mailboxDeliveryName,
  TransportRole: 'MailboxTransportDelivery',
  port: 475,
  AuthMechanism: ['ExchangeServer'],
  PermissionGroups: ['ExchangeServers'],
  // Hubs hold several pooled connections each and are never strangers.
  MaxRecipientsPerMessage: 5000,
  MaxInboundConnectionPerSource: 'Unlimited',
  MaxInboundConnectionPercentagePerSource: 100,
};

export interface ServerName {
  readonly server: string;
  readonly fqdn: string;
}

/** A server as its setup knows it. */
export interface ServerToSetUp extends ServerName {
  readonly role: ServerRole;
}

export interface ServerIdentity extends ServerName {
  readonly newGuid: () => string;
}

/** The five connectors that every Mailbox server has, `Default Frontend MBX01` and so on. */
export function defaultReceiveConnectors(identity: ServerIdentity): readonly ReceiveConnector[] {
  return templates.map((template) => namedConnector(template, identity));
}

/** What setup makes of connectors: the five and the one of Mailbox Delivery; of an Edge its only one. */
export function setupReceiveConnectors({
  role,
  ...identity
}: ServerIdentity & ServerToSetUp): readonly ReceiveConnector[] {
  return role === 'Edge'
    ? [namedConnector(edge, identity)]
    : [...defaultReceiveConnectors(identity), mailboxDeliveryConnector(identity)];
}

/** The connector of Mailbox Delivery that administrators do not see. */
export function mailboxDeliveryConnector(identity: ServerIdentity): ReceiveConnector {
  return connectorFrom(mailboxDelivery, identity);
}

/** The same without Guids. */
export function connectorsOfSetup(server: ServerToSetUp): readonly Written[] {
  const identity = { ...server, newGuid: () => crypto.randomUUID() };
  return setupReceiveConnectors(identity).map((connector) => without(connector, 'Guid'));
}

function namedConnector(template: Template, identity: ServerIdentity): ReceiveConnector {
  return connectorFrom({ ...template, Name: `${template.Name} ${identity.server}` }, identity);
}

function connectorFrom(
  { port, ...template }: Template,
  { server, fqdn, newGuid }: ServerIdentity,
): ReceiveConnector {
  return receiveConnectorSchema.parse({
    Guid: newGuid(),
    Server: server,
    Fqdn: fqdn,
    Bindings: [`[::]:${port}`, `0.0.0.0:${port}`],
    RemoteIPRanges: everyPeer,
    ...template,
  });
}
