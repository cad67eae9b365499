import type { FormValues } from '../../../ui/index.js';

export const usageTypes = ['Custom', 'Internal', 'Internet', 'Partner', 'Client'] as const;
export type UsageType = (typeof usageTypes)[number];

/** Pages that the wizard has for a type, beside the first one. */
export const pagesOf: Readonly<Record<UsageType, { readonly bindings: boolean; readonly ranges: boolean }>> =
  {
    Custom: { bindings: true, ranges: true },
    Internal: { bindings: false, ranges: true },
    Internet: { bindings: true, ranges: false },
    Partner: { bindings: true, ranges: true },
    Client: { bindings: false, ranges: true },
  };

/** What the fields of a new connector begin with. */
export function newConnectorValues(server: string): FormValues {
  return {
    Name: '',
    Server: server,
    TransportRole: 'FrontendTransport',
    Usage: 'Custom',
    Bindings: ['0.0.0.0:25'],
    RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
  };
}

/** What is said of a new connector: what its type has no page for comes of the type. */
export function newConnectorParameters({ Bindings, RemoteIPRanges, ...values }: FormValues): FormValues {
  const { bindings, ranges } = pagesOf[values['Usage'] as UsageType];
  return { ...values, ...(bindings && { Bindings }), ...(ranges && { RemoteIPRanges }) };
}

export const authMechanisms = [
  'Tls',
  'DomainSecureEnabled',
  'BasicAuth',
  'BasicAuthRequireTLS',
  'Integrated',
  'ExchangeServer',
  'ExternalAuthoritative',
] as const;

export const permissionGroups = [
  'ExchangeServers',
  'ExchangeLegacyServers',
  'Partners',
  'ExchangeUsers',
  'AnonymousUsers',
] as const;
