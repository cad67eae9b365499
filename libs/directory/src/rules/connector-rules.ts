import { formatBinding, parseBinding } from '../values/binding.js';
import { parseIpRange, rangeContains, rangesOverlap, sameRange, type IpRange } from '../values/ip-range.js';
import { findAcceptedDomain, type AcceptedDomain } from '../objects/accepted-domain.js';
import type { OrganizationObjects } from '../objects/organization-objects.js';
import type { AuthMechanism, ReceiveConnector } from '../objects/receive-connector.js';
import type { Problem } from './problem.js';

/** Rules between the parameters of one connector: [parameter, reason, broken by]. */
export const parameterRules: readonly [string, string, (connector: ReceiveConnector) => boolean][] = [
  ['AuthMechanism', 'None stands alone', (c) => has(c, 'None') && c.AuthMechanism.length > 1],
  [
    'AuthMechanism',
    'BasicAuthRequireTLS needs BasicAuth and Tls',
    (c) => has(c, 'BasicAuthRequireTLS') && !(has(c, 'BasicAuth') && has(c, 'Tls')),
  ],
  [
    'AuthMechanism',
    'ExternalAuthoritative goes with Tls only',
    (c) =>
      has(c, 'ExternalAuthoritative') &&
      c.AuthMechanism.some((m) => m !== 'ExternalAuthoritative' && m !== 'Tls'),
  ],
  [
    'PermissionGroups',
    'ExternalAuthoritative needs ExchangeServers',
    (c) => has(c, 'ExternalAuthoritative') && !c.PermissionGroups.includes('ExchangeServers'),
  ],
  [
    'DomainSecureEnabled',
    'needs Tls among AuthMechanism and does not go with ExternalAuthoritative',
    (c) => c.DomainSecureEnabled && (!has(c, 'Tls') || has(c, 'ExternalAuthoritative')),
  ],
  ['RequireTLS', 'needs Tls among AuthMechanism', (c) => c.RequireTLS && !has(c, 'Tls')],
  ['BinaryMimeEnabled', 'needs ChunkingEnabled', (c) => c.BinaryMimeEnabled && !c.ChunkingEnabled],
  [
    'LongAddressesEnabled',
    'is for HubTransport only',
    (c) => c.LongAddressesEnabled && c.TransportRole !== 'HubTransport',
  ],
  [
    'SuppressXAnonymousTls',
    // Elsewhere no server of the organization would get past EHLO.
    'is for FrontendTransport only',
    (c) => c.SuppressXAnonymousTls && c.TransportRole !== 'FrontendTransport',
  ],
  [
    'ConnectionInactivityTimeout',
    'must be shorter than ConnectionTimeout',
    (c) => c.ConnectionInactivityTimeout >= c.ConnectionTimeout,
  ],
  [
    'PermissionGroups',
    'None stands alone',
    (c) => c.PermissionGroups.includes('None') && c.PermissionGroups.length > 1,
  ],
];

export function connectorProblems(objects: OrganizationObjects): readonly Problem[] {
  const { ReceiveConnectors, Servers, AcceptedDomains } = objects;
  const servers = new Set(Servers.map((server) => server.Name.toLowerCase()));
  return ReceiveConnectors.flatMap((connector, index) => {
    const broken = parameterRules.filter(([, , isBroken]) => isBroken(connector));
    const problems = broken.map(([key, reason]) => ({ path: ['ReceiveConnectors', index, key], reason }));
    if (!servers.has(connector.Server.toLowerCase())) {
      problems.push({
        path: ['ReceiveConnectors', index, 'Server'],
        reason: `no server ${connector.Server}`,
      });
    }
    const { DefaultDomain } = connector;
    if (DefaultDomain !== undefined && !isUsableDomain(DefaultDomain, AcceptedDomains)) {
      problems.push({
        path: ['ReceiveConnectors', index, 'DefaultDomain'],
        reason: `no accepted domain ${DefaultDomain} without *.`,
      });
    }
    const clashes = ReceiveConnectors.slice(0, index).flatMap((other) => clashOf(connector, other) ?? []);
    return [
      ...problems,
      ...clashes.map(({ key, reason }) => ({ path: ['ReceiveConnectors', index, key], reason })),
    ];
  });
}

/** Mail cannot be addressed to a domain with `*.`. */
function isUsableDomain(identity: string, domains: readonly AcceptedDomain[]): boolean {
  return findAcceptedDomain(domains, identity)?.DomainName.startsWith('*.') === false;
}

function has(connector: ReceiveConnector, mechanism: AuthMechanism): boolean {
  return connector.AuthMechanism.includes(mechanism);
}

/** Why two connectors cannot stand side by side; the first binding that they share says enough. */
function clashOf(a: ReceiveConnector, b: ReceiveConnector): { key: string; reason: string } | undefined {
  if (a.Server.toLowerCase() !== b.Server.toLowerCase()) return undefined;
  const bindings = new Set(canonicalBindings(a));
  const shared = canonicalBindings(b).find((binding) => bindings.has(binding));
  if (shared === undefined) return undefined;
  const other = `${b.Server}\\${b.Name}`;
  if (a.TransportRole !== b.TransportRole) {
    const reason = `${shared} belongs to ${other}; connectors of different transport roles need distinct bindings`;
    return { key: 'Bindings', reason };
  }
  return rangeClash(a, b, other);
}

function canonicalBindings(connector: ReceiveConnector): readonly string[] {
  return connector.Bindings.flatMap((text) => {
    const binding = parseBinding(text);
    return binding === undefined ? [] : [formatBinding(binding)];
  });
}

/**
 * Two ranges on one binding may be apart, or one strictly inside the other. A list of ranges counts as equal when
 * neither list has a range that is more specific than the other's.
 */
function rangeClash(a: ReceiveConnector, b: ReceiveConnector, other: string) {
  const [ours, theirs] = [rangesOf(a), rangesOf(b)];
  for (const [index, range] of ours.entries()) {
    for (const their of theirs.filter((candidate) => rangesOverlap(range, candidate))) {
      const text = a.RemoteIPRanges[index];
      if (sameRange(range, their)) {
        return { key: 'RemoteIPRanges', reason: `${text} on the same binding belongs to ${other}` };
      }
      if (!rangeContains(range, their) && !rangeContains(their, range)) {
        return { key: 'RemoteIPRanges', reason: `${text} overlaps a range of ${other} in part` };
      }
    }
  }
  return undefined;
}

function rangesOf(connector: ReceiveConnector): readonly IpRange[] {
  return connector.RemoteIPRanges.flatMap((text) => parseIpRange(text) ?? []);
}
