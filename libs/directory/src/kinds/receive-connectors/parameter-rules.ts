import { isSameName } from '@mailyard/schema';

import { mailboxDeliveryName } from './default-receive-connectors.js';
import type { AuthMechanism } from './parameters/permission-parameters.js';
import type { ReceiveConnector } from './receive-connector.js';

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

function isMailboxDelivery({ Name }: ReceiveConnector): boolean {
  return isSameName(Name, mailboxDeliveryName);
}

function has(connector: ReceiveConnector, mechanism: AuthMechanism): boolean {
  return connector.AuthMechanism.includes(mechanism);
}
