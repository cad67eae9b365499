import { loginNames, networkNames } from './delivery-names.js';

/** The tabs of Edit: what each draws, and which tab of the declaration stands on it besides. */
export const editPages = [
  {
    page: 'general',
    declared: 'General',
    fields: [
      'Name',
      'Enabled',
      'FrontendProxyEnabled',
      'Comment',
      'ProtocolLoggingLevel',
      'MaxMessageSize',
      'Usage',
    ],
  },
  {
    page: 'delivery',
    declared: 'Delivery',
    fields: [...networkNames, ...loginNames, 'ForceHELO', 'SourceIPAddress'],
    rules: ['S1', 'S2', 'S3', 'S4'],
  },
  {
    page: 'scoping',
    declared: 'Scoping',
    fields: ['IsTransportRuleScoped', 'IsScopedConnector', 'AddressSpaces', 'SourceTransportServers', 'Fqdn'],
  },
  {
    page: 'tls',
    declared: 'TLS',
    fields: [
      'RequireTLS',
      'IgnoreSTARTTLS',
      'TlsAuthLevel',
      'TlsDomain',
      'TlsCertificateName',
      'DomainSecureEnabled',
      'MtaStsEnabled',
      'DaneEnabled',
    ],
  },
  {
    page: 'limits',
    declared: 'Limits',
    fields: [
      'SmtpMaxMessagesPerConnection',
      'ConnectionInactivityTimeOut',
      'MessageRateLimit',
      'ConnectionRateLimit',
      'MaxConcurrentConnections',
      'DestinationLimits',
    ],
  },
  { page: 'permissions', declared: 'Permissions', fields: ['AccessControl'] },
  { page: 'errors', declared: 'Errors', fields: ['ErrorPolicies'] },
] as const;

export type EditPage = (typeof editPages)[number]['page'];
