import type { FormDeclaration, FormUsage } from '../form-declaration.js';
import { usageDefaults, usageTypes, type UsageType } from './parameters/usage-type.js';

const helps: Readonly<Record<UsageType, string>> = {
  Client:
    'Mail programs of users, who sign in: TLS, Basic and Integrated Windows authentication, Exchange users.',
  Custom: 'Anything else: TLS, and no permission group. Nobody may send until groups are chosen.',
  Internal: 'Servers of the organization: TLS, Exchange Server authentication, Exchange servers.',
  Internet: 'Hosts of the Internet: TLS, Anonymous users, from all remote addresses.',
  Partner: 'Hosts of partners: TLS, Partners.',
};

const usages: readonly FormUsage[] = usageTypes.map((name) => {
  const parameters = usageDefaults(name);
  const asks = ['Bindings', 'RemoteIPRanges'].filter((each) => !Object.hasOwn(parameters, each));
  return { name, help: helps[name], parameters: { ...parameters }, asks };
});

const withTls = [{ parameter: 'AuthMechanism', values: ['Tls'] }];

/** The tabs of Exchange’s page, then what only its shell has. */
export const connectorForm: FormDeclaration = {
  usages,
  tabs: [
    {
      name: 'General',
      parameters: [
        'Name',
        'Server',
        'TransportRole',
        'Usage',
        'Enabled',
        'Comment',
        'ProtocolLoggingLevel',
        'MaxMessageSize',
        'MaxLocalHopCount',
        'MaxHopCount',
      ],
    },
    {
      name: 'Security',
      parameters: [
        'AuthMechanism',
        'PermissionGroups',
        'RequireTLS',
        'DomainSecureEnabled',
        'TlsProfile',
        'TlsCertificateName',
        'EnableAuthGSSAPI',
        'ExtendedProtectionPolicy',
      ],
    },
    { name: 'Scoping', parameters: ['RemoteIPRanges', 'Bindings', 'Fqdn'] },
    {
      name: 'Limits',
      parameters: [
        'MaxInboundConnection',
        'MaxInboundConnectionPerSource',
        'MaxInboundConnectionPercentagePerSource',
        /^MessageRate/,
        'MaxRecipientsPerMessage',
        'MaxHeaderSize',
        'MaxProtocolErrors',
        'MaxCommandsWithoutMail',
        'MaxLogonFailures',
        /Timeout$/,
        /TarpitInterval$/,
      ],
    },
    {
      name: 'SMTP',
      parameters: [
        'Banner',
        'AdvertiseClientSettings',
        /Enabled$/,
        'SuppressXAnonymousTls',
        /^Require/,
        'DefaultDomain',
        /^Reject/,
      ],
    },
    { name: 'Permissions', parameters: ['AccessControl'] },
  ],
  labels: {
    Enabled: 'Connector status',
    ProtocolLoggingLevel: 'Protocol logging level',
    MaxMessageSize: 'Maximum receive message size',
    MaxLocalHopCount: 'Maximum local hop count',
    MaxHopCount: 'Maximum hop count',
    AuthMechanism: 'Authentication',
    PermissionGroups: 'Permission groups',
    DomainSecureEnabled: 'Enable domain security (mutual Auth TLS)',
    RemoteIPRanges: 'Remote network settings',
    Bindings: 'Network adapter bindings',
    TransportRole: 'Role',
    Usage: 'Type',
    TlsCertificateName: 'Certificate',
    TlsProfile: 'TLS profile',
    RequireTLS: 'Require TLS',
    AccessControl: 'Access control list',
  },
  onlyIf: {
    RequireTLS: withTls,
    DomainSecureEnabled: withTls,
    BinaryMimeEnabled: [{ parameter: 'ChunkingEnabled', values: [true] }],
    LongAddressesEnabled: [{ parameter: 'TransportRole', values: ['HubTransport'] }],
    SuppressXAnonymousTls: [{ parameter: 'TransportRole', values: ['FrontendTransport'] }],
    EnableAuthGSSAPI: [{ parameter: 'AuthMechanism', values: ['Integrated'] }],
    ExtendedProtectionPolicy: [{ parameter: 'AuthMechanism', values: ['Integrated'] }],
  },
};
