import { stringify } from 'yaml';

/** Peers from this address meet a connector with short timeouts. */
export const slowPeers = { address: '127.0.0.9', inactivityTimeoutMs: 2000, connectionTimeoutMs: 5000 };

const standardConnectors = [
  'Default Frontend MBX01',
  'Client Frontend MBX01',
  'Outbound Proxy Frontend MBX01',
  'Default MBX01',
  'Client Proxy MBX01',
  'Mailbox delivery Receive connector',
];

/** All clients of a test are one source, and in a hurry. */
const unlimited = {
  MaxInboundConnectionPerSource: 'Unlimited',
  MaxInboundConnectionPercentagePerSource: 100,
  MessageRateLimit: 'Unlimited',
};
const connectionRateMax = 2_147_483_647;

/** Refusals without delay and retries within moments: what takes minutes in service has to take none in a test. */
const impatient = { TarpitInterval: 0, AuthTarpitInterval: 0 };
const shortRetries = {
  QueueGlitchRetryInterval: 300,
  TransientFailureRetryInterval: 300,
  OutboundConnectionFailureRetryInterval: 300,
  MailboxDeliveryQueueRetryInterval: 300,
  MessageRetryInterval: 300,
};

/** The tests' own times and no limits, for who writes another text. */
export const hurried = {
  server: { MaxConnectionRatePerMinute: connectionRateMax },
  connectors: { ...impatient, ...unlimited },
  transport: shortRetries,
};

const team = {
  Name: 'team',
  PrimarySmtpAddress: 'team@contoso.com',
  Members: ['alice', 'bob'],
  // Tests send to it from anywhere.
  RequireSenderAuthenticationEnabled: false,
};

/** What connectors and services do with large messages is tested without the organization's limits. */
const noSizeLimits = { MaxSendSize: 'Unlimited', MaxReceiveSize: 'Unlimited' };

export interface OrganizationOptions {
  readonly transportSettings?: Readonly<Record<string, unknown>>;
  readonly serverSettings?: Readonly<Record<string, unknown>>;
  /** Beside those of the test organization. */
  readonly connectors?: readonly object[];
  readonly credentials?: readonly object[];
  readonly acceptedDomains?: readonly object[];
  readonly mailboxes?: readonly object[];
  /** Sections that the test organization does not have. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly servers?: readonly object[];
  /** For each of the standard connectors. */
  readonly connectorSettings?: Readonly<Record<string, unknown>>;
}

/** The example organization with the tests' own times. */
export function organizationText(options: OrganizationOptions = {}): string {
  const { transportSettings, serverSettings, connectorSettings } = options;
  const { connectors = [], credentials = [], acceptedDomains = [] } = options;
  const { servers = [], mailboxes = [], more = {} } = options;
  const users = ['alice', 'bob', 'carol'];
  return stringify({
    Servers: [
      {
        Name: 'MBX01',
        Fqdn: 'mbx01.contoso.com',
        MaxConnectionRatePerMinute: connectionRateMax,
        ...serverSettings,
      },
      ...servers,
    ],
    AcceptedDomains: [{ Name: 'contoso.com', DomainName: 'contoso.com', Default: true }, ...acceptedDomains],
    Mailboxes: [
      ...users.map((name) => ({
        Name: name,
        PrimarySmtpAddress: `${name}@contoso.com`,
        ...(name === 'carol' ? { EmailAddresses: ['jörg@contoso.com'] } : {}),
      })),
      ...mailboxes,
    ],
    DistributionGroups: [team],
    Credentials: [
      ...users.map((name) => ({
        Login: `${name}@contoso.com`,
        PasswordVariable: 'MAILYARD_DEMO_PASSWORD',
      })),
      ...credentials,
    ],
    ReceiveConnectors: [
      ...standardConnectors.map((Name) => ({
        Name,
        ...impatient,
        ...unlimited,
        ...connectorSettings,
      })),
      {
        Name: 'Slow peers',
        TransportRole: 'FrontendTransport',
        Bindings: ['0.0.0.0:25'],
        RemoteIPRanges: [slowPeers.address],
        PermissionGroups: ['AnonymousUsers'],
        ConnectionInactivityTimeout: slowPeers.inactivityTimeoutMs,
        ConnectionTimeout: slowPeers.connectionTimeoutMs,
        ...impatient,
        ...unlimited,
      },
      ...connectors,
    ],
    TransportSettings: { ...shortRetries, ...noSizeLimits, ...transportSettings },
    ...more,
  });
}
