import { findAcceptedDomain, type AcceptedDomain } from '../kinds/accepted-domains/accepted-domain.js';
import { mailboxDeliveryName } from '../kinds/receive-connectors/default-receive-connectors.js';
import type { OrganizationObjects } from '../kinds/index.js';
import type { AuthMechanism, ReceiveConnector } from '../kinds/receive-connectors/receive-connector.js';
import { isSameName, nameKey } from '@mailyard/schema';
import {
  connectorClash,
  territoryOf,
  type Clash,
  type Territory,
} from '../kinds/receive-connectors/connector-conflicts.js';
import type { Problem } from '@mailyard/schema';

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
    'TransportRole',
    `MailboxTransportDelivery is for ${mailboxDeliveryName}, which has no other`,
    (c) => (c.TransportRole === 'MailboxTransportDelivery') !== isMailboxDelivery(c),
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
  const servers = new Set(Servers.map((server) => nameKey(server.Name)));
  const territories = ReceiveConnectors.map(territoryOf);
  return ReceiveConnectors.flatMap((connector, index) => {
    const broken = parameterRules.filter(([, , isBroken]) => isBroken(connector));
    const problems = broken.map(([key, reason]) => ({ path: ['ReceiveConnectors', index, key], reason }));
    if (!servers.has(nameKey(connector.Server))) {
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
    const clashes = clashesAt(index, territories);
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

/** With those that come before it: of two in conflict the later one is told. */
function clashesAt(index: number, territories: readonly Territory[]): readonly Clash[] {
  const own = territories[index];
  if (own === undefined) return [];
  return territories.slice(0, index).flatMap((other) => connectorClash(own, other) ?? []);
}

function isMailboxDelivery({ Name }: ReceiveConnector): boolean {
  return isSameName(Name, mailboxDeliveryName);
}

function has(connector: ReceiveConnector, mechanism: AuthMechanism): boolean {
  return connector.AuthMechanism.includes(mechanism);
}
