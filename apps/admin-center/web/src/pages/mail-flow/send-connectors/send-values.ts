import {
  accessControl,
  addressSpaces,
  formValuesOf,
  listOf,
  megabytes,
  number,
  optional,
  parametersOf,
  shownDeclared,
  timeSpan,
  type DeclaredParameter,
  type FormValues,
  type Shown,
  type ShownParameters,
} from '../../../ui/index.js';
import { shownDestinations } from './destination-limits.js';

export const usageTypes = ['Custom', 'Internal', 'Internet', 'Partner'] as const;
export type UsageType = (typeof usageTypes)[number];

/** Which way a type does not have in the wizard; it can be changed afterwards. */
export const routeWithheld: Readonly<Record<UsageType, 'mx' | 'smart' | undefined>> = {
  Custom: undefined,
  Internal: 'mx',
  Internet: undefined,
  Partner: 'smart',
};

const shownHere = {
  Comment: optional,
  Fqdn: optional,
  TlsDomain: optional,
  TlsAuthLevel: optional,
  TlsCertificateName: optional,
  MaxMessageSize: megabytes,
  Port: number,
  SmtpMaxMessagesPerConnection: number,
  ConnectionInactivityTimeOut: timeSpan,
  MessageRateLimit: number,
  ConnectionRateLimit: number,
  MaxConcurrentConnections: number,
  SourceIPAddress: optional,
  AddressSpaces: addressSpaces,
  AccessControl: accessControl,
  DestinationLimits: shownDestinations,
} as const satisfies Readonly<Record<string, Shown>>;

/** What the kind declares besides is shown by its type. */
export function shownOf(declared: readonly DeclaredParameter[]): ShownParameters {
  return { ...shownDeclared(declared), ...shownHere };
}

/** Where to, and as whom: said together, since they hang together. */
export const networkFields = ['route', 'SmartHosts', 'Port', 'UseExternalDNSServersEnabled'] as const;
export const loginFields = [
  'login',
  'afterTls',
  'UserName',
  'Password',
  'TokenEndpoint',
  'ClientId',
  'ClientSecret',
] as const;

export function newSendValues(servers: readonly string[]): FormValues {
  return {
    Name: '',
    Usage: 'Custom',
    route: 'mx',
    SmartHosts: [],
    Port: '25',
    UseExternalDNSServersEnabled: false,
    login: 'None',
    afterTls: false,
    UserName: '',
    Password: '',
    TokenEndpoint: '',
    ClientId: '',
    ClientSecret: '',
    AddressSpaces: [],
    IsScopedConnector: false,
    SourceTransportServers: servers.length === 1 ? servers : [],
    testAfter: true,
  };
}

export function newSendParameters(values: FormValues): FormValues {
  const { Name, Usage, AddressSpaces, IsScopedConnector, SourceTransportServers } = values;
  return {
    Name,
    Usage,
    ...networkParameters(values),
    AddressSpaces,
    IsScopedConnector,
    SourceTransportServers,
  };
}

/** As the form has the ways of a connector: MX or smart hosts, and one login with what it needs. */
export function sendFormValues(object: FormValues, shown: ShownParameters): FormValues {
  const mechanism = String(object['SmartHostAuthMechanism']);
  const credential = (object['AuthenticationCredential'] ?? {}) as { readonly UserName?: string };
  const oauth = (object['OAuth'] ?? {}) as { readonly TokenEndpoint?: string; readonly ClientId?: string };
  return {
    ...formValuesOf(object, shown),
    route: object['DNSRoutingEnabled'] === true ? 'mx' : 'smart',
    login: mechanism === 'BasicAuthRequireTLS' ? 'BasicAuth' : mechanism,
    afterTls: mechanism !== 'BasicAuth',
    UserName: credential.UserName ?? '',
    Password: '',
    TokenEndpoint: oauth.TokenEndpoint ?? '',
    ClientId: oauth.ClientId ?? '',
    ClientSecret: '',
  };
}

/** What the form says of those fields. */
export function sendParameters(
  values: FormValues,
  names: readonly string[],
  shown: ShownParameters,
): FormValues {
  const together: readonly string[] = [...networkFields, ...loginFields];
  const alone = names.filter((name) => !together.includes(name));
  const isNetwork = names.some((name) => together.includes(name));
  return { ...parametersOf(values, alone, shown), ...(isNetwork && networkParameters(values)) };
}

function networkParameters(values: FormValues): FormValues {
  const { route, UseExternalDNSServersEnabled } = values;
  if (route === 'mx') {
    return {
      DNSRoutingEnabled: true,
      SmartHosts: [],
      SmartHostAuthMechanism: 'None',
      UseExternalDNSServersEnabled,
    };
  }
  return {
    DNSRoutingEnabled: false,
    SmartHosts: listOf(values['SmartHosts']),
    Port: number.toValue(values['Port']),
    UseExternalDNSServersEnabled,
    ...loginParameters(values),
  };
}

function loginParameters(values: FormValues): FormValues {
  const { login, afterTls, UserName, Password, TokenEndpoint, ClientId, ClientSecret } = values;
  const user = UserName === '' ? undefined : { UserName, ...(Password !== '' && { Password }) };
  if (login === 'BasicAuth') {
    return {
      SmartHostAuthMechanism: afterTls === true ? 'BasicAuthRequireTLS' : 'BasicAuth',
      ...(user && { AuthenticationCredential: user }),
    };
  }
  if (login === 'XOAUTH2') {
    const secret = ClientSecret === '' ? {} : { ClientSecret };
    return {
      SmartHostAuthMechanism: 'XOAUTH2',
      ...(user && { AuthenticationCredential: { UserName } }),
      OAuth: { TokenEndpoint, ClientId, ...secret },
    };
  }
  return { SmartHostAuthMechanism: login };
}
