import type { FormValues } from '../../../ui/index.js';

/** What connectors of Exchange Online are for. */
export const connectorTypes = ['Partner', 'OnPremises'] as const;

export function isOwnServer({ ConnectorType }: FormValues): boolean {
  return ConnectorType === 'OnPremises';
}

export const newOutboundValues: FormValues = {
  Name: '',
  ConnectorType: 'Partner',
  AddressSpaces: [],
  route: 'mx',
  SmartHosts: [],
  TlsAuthLevel: '',
  TlsDomain: '',
  MtaStsEnabled: true,
  DaneEnabled: true,
};

/** The Send connector that says the same. */
export function outboundParameters(values: FormValues): FormValues {
  const { Name, AddressSpaces, route, SmartHosts, TlsAuthLevel, TlsDomain, MtaStsEnabled, DaneEnabled } =
    values;
  return {
    Name,
    Usage: isOwnServer(values) ? 'Internal' : 'Internet',
    AddressSpaces,
    DNSRoutingEnabled: route === 'mx',
    ...(route === 'smart' && { SmartHosts }),
    ...(TlsAuthLevel !== '' && { RequireTLS: true, TlsAuthLevel }),
    ...(TlsDomain !== '' && { TlsDomain }),
    MtaStsEnabled,
    DaneEnabled,
  };
}

/** For servers of one's own: a Receive connector that trusts whoever comes from their addresses. */
export function trustedParameters({ Name, RemoteIPRanges }: FormValues): FormValues {
  return {
    Name,
    TransportRole: 'FrontendTransport',
    Usage: 'Custom',
    Bindings: ['0.0.0.0:25'],
    RemoteIPRanges,
    AuthMechanism: ['Tls', 'ExternalAuthoritative'],
    PermissionGroups: ['ExchangeServers'],
  };
}
