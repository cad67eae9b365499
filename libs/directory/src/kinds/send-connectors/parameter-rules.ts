import { brokenRules, siteSmartHost, type BrokenRule } from '@mailyard/schema';

import { acceptedDomainsSpace, formatAddressSpace } from '../outbound-connectors/address-space.js';
import type { ObjectProblem } from '../kind.js';
import type { SendConnector } from './send-connector.js';

/** A rule between the parameters of one connector. */
interface Rule {
  readonly parameter: keyof SendConnector;
  readonly isBroken: (connector: SendConnector) => boolean;
  /** Not for subscribed Edge servers: their connectors are as the subscription makes them. */
  readonly isLifted?: true;
  /** In the words of the catalogue, or of its own. */
  readonly rule: string | ((connector: SendConnector) => BrokenRule);
  /** In the words of files and of the shell. */
  readonly cure: string;
}

const basic: readonly string[] = ['BasicAuth', 'BasicAuthRequireTLS'];
const withinTls: readonly string[] = ['BasicAuthRequireTLS', 'XOAUTH2'];
const withAuth: readonly string[] = [...basic, 'XOAUTH2', 'ExchangeServer'];

const rules: readonly Rule[] = [
  {
    parameter: 'SmartHosts',
    isBroken: (c) => c.SmartHosts.length > 0 && c.DNSRoutingEnabled,
    rule: brokenRules.S1,
    cure: 'set DNSRoutingEnabled: false, or take the smart hosts away',
  },
  {
    parameter: 'DNSRoutingEnabled',
    isBroken: (c) => !c.DNSRoutingEnabled && c.SmartHosts.length === 0,
    rule: brokenRules.S2,
    cure: 'name them in SmartHosts, or set DNSRoutingEnabled: true',
  },
  {
    parameter: 'AuthenticationCredential',
    isBroken: (c) =>
      basic.includes(c.SmartHostAuthMechanism) &&
      (c.AuthenticationCredential === undefined || c.SealedPassword === undefined),
    rule: brokenRules.S3,
    cure: 'set { UserName, PasswordVariable } and the environment variable that it names, or SmartHostAuthMechanism: None',
  },
  {
    parameter: 'OAuth',
    isBroken: (c) =>
      c.SmartHostAuthMechanism === 'XOAUTH2' && (c.OAuth === undefined || c.SealedClientSecret === undefined),
    rule: 'XOAUTH2 needs a client and its secret',
    cure: 'set { TokenEndpoint, ClientId, ClientSecretVariable } and the environment variable that it names',
  },
  {
    parameter: 'AuthenticationCredential',
    isBroken: (c) => c.SmartHostAuthMechanism === 'XOAUTH2' && c.AuthenticationCredential === undefined,
    rule: 'XOAUTH2 needs a user',
    cure: 'set { UserName } to the mailbox that sends',
  },
  {
    parameter: 'SmartHostAuthMechanism',
    isBroken: (c) => c.SmartHostAuthMechanism !== 'None' && c.SmartHosts.length === 0,
    rule: brokenRules.S4,
    cure: 'name them in SmartHosts with DNSRoutingEnabled: false, or set None',
  },
  {
    parameter: 'RequireTLS',
    isBroken: (c) => c.RequireTLS && c.IgnoreSTARTTLS,
    rule: brokenRules.S5,
    cure: 'set IgnoreSTARTTLS: false, or RequireTLS: false',
  },
  {
    parameter: 'TlsAuthLevel',
    isBroken: (c) => c.TlsAuthLevel !== undefined && !c.RequireTLS,
    rule: brokenRules.S6,
    cure: 'set RequireTLS: true, or take TlsAuthLevel away',
  },
  {
    parameter: 'TlsAuthLevel',
    isBroken: (c) =>
      c.TlsAuthLevel === 'DomainValidation' && !c.DNSRoutingEnabled && c.TlsDomain === undefined,
    rule: brokenRules.S7,
    cure: 'set TlsDomain to the name in their certificates, or set CertificateValidation',
  },
  {
    parameter: 'TlsDomain',
    isBroken: (c) => c.TlsDomain !== undefined && c.TlsAuthLevel !== 'DomainValidation',
    rule: 'is compared with TlsAuthLevel: DomainValidation alone',
    cure: 'set that with RequireTLS: true, or take TlsDomain away',
  },
  {
    parameter: 'DomainSecureEnabled',
    isBroken: (c) => c.DomainSecureEnabled && !c.DNSRoutingEnabled,
    rule: () => brokenRules.S8('DNSRoutingEnabled false'),
    cure: 'set DNSRoutingEnabled: true, or DomainSecureEnabled: false',
  },
  {
    parameter: 'DomainSecureEnabled',
    isBroken: (c) => c.DomainSecureEnabled && c.IgnoreSTARTTLS,
    rule: () => brokenRules.S8('IgnoreSTARTTLS true'),
    cure: 'set IgnoreSTARTTLS: false, or DomainSecureEnabled: false',
  },
  {
    parameter: 'DomainSecureEnabled',
    isBroken: (c) => c.DomainSecureEnabled && c.AddressSpaces.some(isWildcard),
    isLifted: true,
    rule: (c) => brokenRules.S8(c.AddressSpaces.filter(isWildcard).map(formatAddressSpace).join(', ')),
    cure: 'name each domain in AddressSpaces, or set DomainSecureEnabled: false',
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

/** What an Edge may say of its connectors, and an organization not. */
const organizationRules: readonly Rule[] = [
  {
    parameter: 'SourceIPAddress',
    isBroken: (c) => !['0.0.0.0', '::'].includes(c.SourceIPAddress),
    rule: 'is for Edge servers, and a Mailbox server is none',
    cure: 'leave it at 0.0.0.0, and let the routes of the machine decide',
  },
];

/** The other way round. */
const edgeRules: readonly Rule[] = [
  {
    parameter: 'FrontendProxyEnabled',
    isBroken: (c) => c.FrontendProxyEnabled,
    rule: 'goes out through a Front End, and an Edge has none',
    cure: 'set FrontendProxyEnabled: false',
  },
  {
    parameter: 'AddressSpaces',
    isBroken: (c) => c.AddressSpaces.some(isAcceptedDomains) && c.DNSRoutingEnabled,
    rule: '-- leads to the organization, which its MX records need not do',
    cure: 'set SmartHosts, and DNSRoutingEnabled: false',
  },
];

const unsubscribedRules: readonly Rule[] = [
  {
    parameter: 'SmartHosts',
    isBroken: (c) => c.SmartHosts.includes(siteSmartHost),
    rule: '-- is the site that an Edge server is subscribed to',
    cure: 'name the hosts',
  },
];

/** By whom a connector sends. */
interface Sender {
  readonly isOfEdge: boolean;
  /** Of an Edge that is subscribed. */
  readonly isSubscribed: boolean;
}

/** Each problem names the value, the rule, and what to do. */
export function* parameterProblems(
  connector: SendConnector,
  { isOfEdge, isSubscribed }: Sender,
): Iterable<ObjectProblem> {
  for (const { parameter, isBroken, isLifted, rule, cure } of [
    ...rules,
    ...(isOfEdge ? edgeRules : organizationRules),
    ...(isSubscribed ? [] : unsubscribedRules),
  ]) {
    if (!isBroken(connector) || (isSubscribed && isLifted === true)) continue;
    const path = [parameter];
    const own = (text: string) => ({ reason: `${text} (got ${shown(connector[parameter])}); ${cure}` });
    yield { path, ...(typeof rule === 'string' ? own(rule) : { cure: sentence(cure), ...rule(connector) }) };
  }
  yield* addressSpaceProblems(connector, isOfEdge);
}

function* addressSpaceProblems(
  { AddressSpaces, DNSRoutingEnabled }: SendConnector,
  isOfEdge: boolean,
): Iterable<ObjectProblem> {
  for (const [at, space] of AddressSpaces.entries()) {
    const { Type } = space;
    const path = ['AddressSpaces', at];
    if (!isOfEdge && isAcceptedDomains(space)) {
      yield { path, cure: 'Name the domains, or * for all.', ...brokenRules.S9() };
    }
    if (Type !== 'SMTP' && DNSRoutingEnabled) {
      yield { path, cure: 'Set SmartHosts, and DNSRoutingEnabled: false.', ...brokenRules.S12(Type) };
    }
  }
}

function isAcceptedDomains({ Type, Address }: SendConnector['AddressSpaces'][number]): boolean {
  return Type === 'SMTP' && Address === acceptedDomainsSpace;
}

function isWildcard({ Address }: SendConnector['AddressSpaces'][number]): boolean {
  return Address.startsWith('*');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
