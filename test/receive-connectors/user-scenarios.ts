import { organizationText } from '../stack/organization.js';

/** Addresses of 127.0.0.0/8 stand for the networks of the peers: a test can connect from all of them. */
export const peers = {
  internet: '127.9.9.9',
  /** Instead of 17.17.17.1/24. */
  partnerRange: '127.17.17.1/24',
  partner: '127.17.17.9',
  besidePartner: '127.17.18.1',
  /** Instead of 192.168.5.1/24. */
  serviceRange: '127.168.5.1/24',
  service: '127.168.5.20',
  appliance: '127.168.5.77',
  deviceWithUsers: '127.168.6.20',
  organization: ['127.1.2.10', '127.1.2.15', '127.1.2.20'],
  organizationServer: '127.1.2.15',
  relayRange: '127.168.8.10-127.168.8.12',
  relay: '127.168.8.11',
  notYetRelay: '127.168.9.11',
  externallySecured: '127.168.10.5',
} as const;

const connector = (Name: string, parameters: Readonly<Record<string, unknown>>) => ({
  Name,
  Banner: `220 ${Name}`,
  TransportRole: 'FrontendTransport',
  Bindings: '0.0.0.0:25',
  TarpitInterval: 0,
  AuthTarpitInterval: 0,
  ...parameters,
});

const anonymousRelay = {
  User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
  ExtendedRights: 'Ms-Exch-SMTP-Accept-Any-Recipient',
};

const connectors = [
  connector('Fabrikam.com TLS', {
    Usage: 'Partner',
    RemoteIPRanges: peers.partnerRange,
    DomainSecureEnabled: true,
  }),
  connector('Inbound From Service', {
    Usage: 'Custom',
    RemoteIPRanges: peers.serviceRange,
    AuthMechanism: 'BasicAuth',
    PermissionGroups: 'AnonymousUsers, ExchangeUsers',
  }),
  connector('Security appliance', {
    Usage: 'Custom',
    RemoteIPRanges: peers.appliance,
    AuthMechanism: 'Tls, BasicAuth',
    PermissionGroups: 'AnonymousUsers',
  }),
  connector('Device with users', {
    Usage: 'Custom',
    RemoteIPRanges: peers.deviceWithUsers,
    AuthMechanism: 'BasicAuth, ExchangeServer',
    PermissionGroups: 'ExchangeUsers, ExchangeLegacyServers',
  }),
  connector('Inbound From Organization', { Usage: 'Internal', RemoteIPRanges: peers.organization }),
  connector('Anonymous relay', {
    Usage: 'Custom',
    RemoteIPRanges: peers.relayRange,
    AuthMechanism: 'None',
    PermissionGroups: 'AnonymousUsers',
    AccessControl: [anonymousRelay],
  }),
  connector('Relay before it is granted', {
    Usage: 'Custom',
    RemoteIPRanges: peers.notYetRelay,
    PermissionGroups: 'AnonymousUsers',
  }),
  connector('Externally secured', {
    Usage: 'Custom',
    RemoteIPRanges: peers.externallySecured,
    AuthMechanism: 'ExternalAuthoritative',
    PermissionGroups: 'ExchangeServers',
  }),
];

export const serverAccount = 'edge01@contoso.com';

/** The organization of the four scenarios and of both relay recipes, as an operator would write it. */
export const scenarioText = organizationText({
  connectors,
  credentials: [
    { Login: serverAccount, PasswordVariable: 'MAILYARD_DEMO_PASSWORD', MemberOf: 'Exchange Servers' },
  ],
  transportSettings: { TLSReceiveDomainSecureList: 'fabrikam.com' },
});
