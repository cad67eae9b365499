import { acceptedDomainsSpace, formatAddressSpace } from '../outbound-connectors/address-space.js';
import type { ObjectProblem } from '../kind.js';
import type { SendConnector } from './send-connector.js';

/** A rule between the parameters of one connector. */
interface Rule {
  /** As administrators’ references number the rules that come from them. */
  readonly number?: `V${number}`;
  readonly parameter: keyof SendConnector;
  readonly isBroken: (connector: SendConnector) => boolean;
  readonly rule: string;
  readonly cure: string;
}

const basic: readonly string[] = ['BasicAuth', 'BasicAuthRequireTLS'];
const withinTls: readonly string[] = ['BasicAuthRequireTLS', 'XOAUTH2'];
const withAuth: readonly string[] = [...basic, 'XOAUTH2', 'ExchangeServer'];

const rules: readonly Rule[] = [
  {
    number: 'V1',
    parameter: 'SmartHosts',
    isBroken: (c) => c.SmartHosts.length > 0 && c.DNSRoutingEnabled,
    rule: 'smart hosts need DNSRoutingEnabled: false',
    cure: 'set that, or take the smart hosts away',
  },
  {
    number: 'V2',
    parameter: 'DNSRoutingEnabled',
    isBroken: (c) => !c.DNSRoutingEnabled && c.SmartHosts.length === 0,
    rule: 'without DNS routing there must be smart hosts',
    cure: 'name them in SmartHosts, or set DNSRoutingEnabled: true',
  },
  {
    number: 'V3',
    parameter: 'AuthenticationCredential',
    isBroken: (c) =>
      basic.includes(c.SmartHostAuthMechanism) &&
      (c.AuthenticationCredential === undefined || c.SealedPassword === undefined),
    rule: 'BasicAuth and BasicAuthRequireTLS need a user and a password',
    cure: 'set { UserName, PasswordVariable } and the environment variable that it names, or SmartHostAuthMechanism: None',
  },
  {
    number: 'V3',
    parameter: 'OAuth',
    isBroken: (c) =>
      c.SmartHostAuthMechanism === 'XOAUTH2' && (c.OAuth === undefined || c.SealedClientSecret === undefined),
    rule: 'XOAUTH2 needs a client and its secret',
    cure: 'set { TokenEndpoint, ClientId, ClientSecretVariable } and the environment variable that it names',
  },
  {
    number: 'V3',
    parameter: 'AuthenticationCredential',
    isBroken: (c) => c.SmartHostAuthMechanism === 'XOAUTH2' && c.AuthenticationCredential === undefined,
    rule: 'XOAUTH2 needs a user',
    cure: 'set { UserName } to the mailbox that sends',
  },
  {
    number: 'V4',
    parameter: 'SmartHostAuthMechanism',
    isBroken: (c) => c.SmartHostAuthMechanism !== 'None' && c.SmartHosts.length === 0,
    rule: 'is for smart hosts, and there is none',
    cure: 'name them in SmartHosts with DNSRoutingEnabled: false, or set None',
  },
  {
    number: 'V5',
    parameter: 'RequireTLS',
    isBroken: (c) => c.RequireTLS && c.IgnoreSTARTTLS,
    rule: 'TLS cannot be required and ignored',
    cure: 'set IgnoreSTARTTLS: false, or RequireTLS: false',
  },
  {
    number: 'V6',
    parameter: 'TlsAuthLevel',
    isBroken: (c) => c.TlsAuthLevel !== undefined && !c.RequireTLS,
    rule: 'needs RequireTLS: true',
    cure: 'set that, or take TlsAuthLevel away',
  },
  {
    number: 'V7',
    parameter: 'TlsAuthLevel',
    isBroken: (c) =>
      c.TlsAuthLevel === 'DomainValidation' && !c.DNSRoutingEnabled && c.TlsDomain === undefined,
    rule: 'DomainValidation of smart hosts needs TlsDomain',
    cure: 'set it to the name in their certificates, or set CertificateValidation',
  },
  {
    number: 'V7',
    parameter: 'TlsDomain',
    isBroken: (c) => c.TlsDomain !== undefined && c.TlsAuthLevel !== 'DomainValidation',
    rule: 'is compared with TlsAuthLevel: DomainValidation alone',
    cure: 'set that with RequireTLS: true, or take TlsDomain away',
  },
  {
    number: 'V8',
    parameter: 'DomainSecureEnabled',
    isBroken: (c) => c.DomainSecureEnabled && !c.DNSRoutingEnabled,
    rule: 'needs DNS routing',
    cure: 'set DNSRoutingEnabled: true, or DomainSecureEnabled: false',
  },
  {
    number: 'V8',
    parameter: 'DomainSecureEnabled',
    isBroken: (c) => c.DomainSecureEnabled && c.IgnoreSTARTTLS,
    rule: 'needs TLS',
    cure: 'set IgnoreSTARTTLS: false, or DomainSecureEnabled: false',
  },
  {
    number: 'V8',
    parameter: 'DomainSecureEnabled',
    isBroken: (c) => c.DomainSecureEnabled && c.AddressSpaces.some(({ Address }) => Address.startsWith('*')),
    rule: 'domains with * cannot be secured by mutual TLS',
    cure: 'name each domain in AddressSpaces, or set DomainSecureEnabled: false',
  },
  {
    number: 'V13',
    parameter: 'SourceIPAddress',
    isBroken: (c) => !['0.0.0.0', '::'].includes(c.SourceIPAddress),
    rule: 'is for Edge servers, and a Mailbox server is none',
    cure: 'leave it at 0.0.0.0, and let the routes of the machine decide',
  },
  {
    parameter: 'SmartHostAuthMechanism',
    isBroken: (c) => withinTls.includes(c.SmartHostAuthMechanism) && c.IgnoreSTARTTLS,
    rule: 'signs in within TLS alone, which IgnoreSTARTTLS excludes',
    cure: 'set IgnoreSTARTTLS: false',
  },
  {
    parameter: 'ForceHELO',
    isBroken: (c) =>
      c.ForceHELO && (c.RequireTLS || c.DomainSecureEnabled || withAuth.includes(c.SmartHostAuthMechanism)),
    rule: 'after HELO there is neither TLS nor a login',
    cure: 'set ForceHELO: false, or do without both',
  },
  {
    parameter: 'ErrorPolicies',
    isBroken: (c) => c.ErrorPolicies.length > 1 && c.ErrorPolicies.includes('Default'),
    rule: 'Default stands alone',
    cure: 'take Default away',
  },
];

/** Each problem names the value, the rule, and what to do. */
export function* parameterProblems(connector: SendConnector): Iterable<ObjectProblem> {
  for (const { number, parameter, isBroken, rule, cure } of rules) {
    if (isBroken(connector)) {
      const reason = `${rule} (got ${shown(connector[parameter])}); ${cure}`;
      yield { path: [parameter], reason, ...(number && { rule: number }) };
    }
  }
  yield* addressSpaceProblems(connector);
}

/** V9 and V12. */
function* addressSpaceProblems({ AddressSpaces, DNSRoutingEnabled }: SendConnector): Iterable<ObjectProblem> {
  for (const [at, space] of AddressSpaces.entries()) {
    const path = ['AddressSpaces', at];
    const got = `(got ${JSON.stringify(formatAddressSpace(space))})`;
    if (space.Type === 'SMTP' && space.Address === acceptedDomainsSpace) {
      const rule = '-- stands for the accepted domains at an Edge server, and a Mailbox server is none';
      yield { path, reason: `${rule} ${got}; name the domains, or * for all`, rule: 'V9' };
    }
    if (space.Type !== 'SMTP' && DNSRoutingEnabled) {
      const rule = `addresses of type ${space.Type} are not in DNS`;
      yield { path, reason: `${rule} ${got}; set SmartHosts and DNSRoutingEnabled: false`, rule: 'V12' };
    }
  }
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
