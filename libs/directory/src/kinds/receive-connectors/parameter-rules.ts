import { isSameName } from '@mailyard/schema';

import { mailboxDeliveryName } from './default-receive-connectors.js';
import type { AuthMechanism } from './parameters/permission-parameters.js';
import type { ReceiveConnector } from './receive-connector.js';

/** A rule between the parameters of one connector. */
interface Rule {
  /** As administrators’ references number it. */
  readonly number?: `A${number}`;
  readonly parameter: keyof ReceiveConnector;
  readonly reason: string;
  readonly cure: string;
  readonly isBroken: (connector: ReceiveConnector) => boolean;
}

export const parameterRules: readonly Rule[] = [
  {
    number: 'A1',
    parameter: 'AuthMechanism',
    reason: 'None stands alone',
    cure: 'Leave out the other mechanisms, or leave out None.',
    isBroken: (c) => has(c, 'None') && c.AuthMechanism.length > 1,
  },
  {
    number: 'A2',
    parameter: 'AuthMechanism',
    reason: 'BasicAuthRequireTLS needs BasicAuth and Tls',
    cure: 'Name both as well.',
    isBroken: (c) => has(c, 'BasicAuthRequireTLS') && !(has(c, 'BasicAuth') && has(c, 'Tls')),
  },
  {
    number: 'A3',
    parameter: 'AuthMechanism',
    reason: 'ExternalAuthoritative goes with Tls only',
    cure: 'Leave out the other mechanisms.',
    isBroken: (c) =>
      has(c, 'ExternalAuthoritative') &&
      c.AuthMechanism.some((m) => m !== 'ExternalAuthoritative' && m !== 'Tls'),
  },
  {
    number: 'A4',
    parameter: 'PermissionGroups',
    reason: 'ExternalAuthoritative needs ExchangeServers',
    cure: 'Name ExchangeServers among PermissionGroups, or choose another mechanism.',
    isBroken: (c) => has(c, 'ExternalAuthoritative') && !c.PermissionGroups.includes('ExchangeServers'),
  },
  {
    number: 'A6',
    parameter: 'DomainSecureEnabled',
    reason: 'needs Tls among AuthMechanism and does not go with ExternalAuthoritative',
    cure: 'Set AuthMechanism accordingly, or DomainSecureEnabled to false.',
    isBroken: (c) => c.DomainSecureEnabled && (!has(c, 'Tls') || has(c, 'ExternalAuthoritative')),
  },
  {
    number: 'A5',
    parameter: 'RequireTLS',
    reason: 'needs Tls among AuthMechanism',
    cure: 'Name Tls among AuthMechanism, or set RequireTLS to false.',
    isBroken: (c) => c.RequireTLS && !has(c, 'Tls'),
  },
  {
    number: 'A7',
    parameter: 'BinaryMimeEnabled',
    reason: 'needs ChunkingEnabled',
    cure: 'Set ChunkingEnabled to true, or BinaryMimeEnabled to false.',
    isBroken: (c) => c.BinaryMimeEnabled && !c.ChunkingEnabled,
  },
  {
    number: 'A11',
    parameter: 'LongAddressesEnabled',
    reason: 'is for HubTransport only',
    cure: 'Set it to false, or make the connector with TransportRole HubTransport.',
    isBroken: (c) => c.LongAddressesEnabled && c.TransportRole !== 'HubTransport',
  },
  {
    parameter: 'SuppressXAnonymousTls',
    // Elsewhere no server of the organization would get past EHLO.
    reason: 'is for FrontendTransport only',
    cure: 'Set it to false.',
    isBroken: (c) => c.SuppressXAnonymousTls && c.TransportRole !== 'FrontendTransport',
  },
  {
    parameter: 'TransportRole',
    reason: `MailboxTransportDelivery is for ${mailboxDeliveryName}, which has no other`,
    cure: 'Choose FrontendTransport or HubTransport.',
    isBroken: (c) => (c.TransportRole === 'MailboxTransportDelivery') !== isMailboxDelivery(c),
  },
  {
    number: 'A8',
    parameter: 'ConnectionInactivityTimeout',
    reason: 'must be shorter than ConnectionTimeout',
    cure: 'Make it shorter, or ConnectionTimeout longer.',
    isBroken: (c) => c.ConnectionInactivityTimeout >= c.ConnectionTimeout,
  },
  {
    parameter: 'PermissionGroups',
    reason: 'None stands alone',
    cure: 'Leave out the other groups, or leave out None.',
    isBroken: (c) => c.PermissionGroups.includes('None') && c.PermissionGroups.length > 1,
  },
];

function isMailboxDelivery({ Name }: ReceiveConnector): boolean {
  return isSameName(Name, mailboxDeliveryName);
}

function has(connector: ReceiveConnector, mechanism: AuthMechanism): boolean {
  return connector.AuthMechanism.includes(mechanism);
}
