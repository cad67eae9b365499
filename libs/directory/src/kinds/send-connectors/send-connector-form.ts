import type { FormDeclaration, FormUsage } from '../form-declaration.js';
import { sendUsageTypes, withUsageDefaults, type SendUsageType } from './parameters/usage.js';

interface Way {
  readonly help: string;
  /** By MX records. */
  readonly byDns: boolean;
  /** The other way can be chosen once the connector is made. */
  readonly isSettled: boolean;
}

const ways: Readonly<Record<SendUsageType, Way>> = {
  Custom: { help: 'Anything: by MX records, or through smart hosts.', byDns: true, isSettled: false },
  Internal: {
    help: 'Servers of the organization: through smart hosts, of any size.',
    byDns: false,
    isSettled: true,
  },
  Internet: {
    help: 'Hosts of the Internet: by MX records, or through smart hosts.',
    byDns: true,
    isSettled: false,
  },
  Partner: { help: 'Domains of partners: by MX records.', byDns: true, isSettled: true },
};

const usages: readonly FormUsage[] = sendUsageTypes.map((name) => {
  const { help, byDns, isSettled } = ways[name];
  const { Usage: _, ...parameters } = withUsageDefaults({ Usage: name });
  return {
    name,
    help,
    parameters,
    asks: ['AddressSpaces', ...(byDns ? [] : ['SmartHosts'])],
    suggested: { DNSRoutingEnabled: byDns },
    settled: isSettled ? ['DNSRoutingEnabled'] : [],
  };
});

const throughSmartHosts = { parameter: 'DNSRoutingEnabled', values: [false] };
const byMx = { parameter: 'DNSRoutingEnabled', values: [true] };
const withTls = { parameter: 'IgnoreSTARTTLS', values: [false] };

/** The tabs of Exchange’s page, then what only its shell has. */
export const sendConnectorForm: FormDeclaration = {
  usages,
  tabs: [
    {
      name: 'General',
      parameters: [
        'Name',
        'Usage',
        'Enabled',
        'FrontendProxyEnabled',
        'Comment',
        'ProtocolLoggingLevel',
        'MaxMessageSize',
      ],
    },
    {
      name: 'Delivery',
      parameters: [
        'DNSRoutingEnabled',
        'SmartHosts',
        'Port',
        'UseExternalDNSServersEnabled',
        'SmartHostAuthMechanism',
        'AuthenticationCredential',
        'OAuth',
        'ForceHELO',
        'SourceIPAddress',
      ],
    },
    {
      name: 'Scoping',
      parameters: [
        'AddressSpaces',
        'IsTransportRuleScoped',
        'IsScopedConnector',
        'SourceTransportServers',
        'Fqdn',
      ],
    },
    {
      name: 'TLS',
      parameters: [
        'IgnoreSTARTTLS',
        'RequireTLS',
        'TlsAuthLevel',
        'TlsDomain',
        'TlsCertificateName',
        'DomainSecureEnabled',
        'MtaStsEnabled',
        'DaneEnabled',
      ],
    },
    {
      name: 'Limits',
      parameters: [
        'SmtpMaxMessagesPerConnection',
        'ConnectionInactivityTimeOut',
        'MaxConcurrentConnections',
        /RateLimit$/,
        'DestinationLimits',
      ],
    },
    { name: 'Permissions', parameters: ['AccessControl'] },
    { name: 'Errors', parameters: ['ErrorPolicies'] },
  ],
  labels: {
    Usage: 'Type',
    Enabled: 'Connector status',
    FrontendProxyEnabled: 'Proxy through client access server',
    ProtocolLoggingLevel: 'Protocol logging level',
    MaxMessageSize: 'Maximum send message size',
    DNSRoutingEnabled: 'MX record associated with recipient domain',
    SmartHosts: 'Route mail through smart hosts',
    UseExternalDNSServersEnabled: 'Use the external DNS lookup settings on servers with transport roles',
    SmartHostAuthMechanism: 'Smart host authentication',
    AuthenticationCredential: 'User name and password',
    OAuth: 'OAuth 2.0 client credentials',
    AddressSpaces: 'Address space',
    IsTransportRuleScoped: 'Only by mail flow rules',
    IsScopedConnector: 'Scoped send connector',
    SourceTransportServers: 'Source server',
    IgnoreSTARTTLS: 'Ignore STARTTLS',
    RequireTLS: 'Require TLS',
    TlsAuthLevel: 'TLS level',
    TlsDomain: 'TLS domain',
    TlsCertificateName: 'Certificate',
    DomainSecureEnabled: 'Enable domain security (mutual Auth TLS)',
    MtaStsEnabled: 'MTA-STS',
    DaneEnabled: 'DANE',
  },
  onlyIf: {
    SmartHosts: [throughSmartHosts],
    SmartHostAuthMechanism: [throughSmartHosts],
    AuthenticationCredential: [
      throughSmartHosts,
      { parameter: 'SmartHostAuthMechanism', values: ['BasicAuth', 'BasicAuthRequireTLS', 'XOAUTH2'] },
    ],
    OAuth: [throughSmartHosts, { parameter: 'SmartHostAuthMechanism', values: ['XOAUTH2'] }],
    RequireTLS: [withTls],
    TlsAuthLevel: [{ parameter: 'RequireTLS', values: [true] }],
    TlsDomain: [{ parameter: 'TlsAuthLevel', values: ['DomainValidation'] }],
    DomainSecureEnabled: [byMx, withTls],
  },
};
