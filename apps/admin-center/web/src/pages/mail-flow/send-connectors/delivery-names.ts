/** Parameters of a page, some of which are told at other names in the form. */
export const networkNames = [
  'route',
  'DNSRoutingEnabled',
  'UseExternalDNSServersEnabled',
  'Port',
  'SmartHosts',
] as const;

export const loginNames = [
  'login',
  'SmartHostAuthMechanism',
  'afterTls',
  'TokenEndpoint',
  'ClientId',
  'ClientSecret',
  'OAuth',
  'UserName',
  'Password',
  'AuthenticationCredential',
] as const;
