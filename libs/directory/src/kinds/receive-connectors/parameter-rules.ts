import {
  brokenRules,
  formatBinding,
  formatTimeSpan,
  isSameName,
  parseBinding,
  type BrokenRule,
} from '@mailyard/schema';

import { mailboxDeliveryName } from './default-receive-connectors.js';
import type { AuthMechanism } from './parameters/permission-parameters.js';
import type { ReceiveConnector } from './receive-connector.js';

/** A rule between the parameters of one connector. */
interface Rule {
  readonly parameter: keyof ReceiveConnector;
  /** In the words of files and of the shell. */
  readonly reason: string;
  readonly cure: string;
  readonly isBroken: (connector: ReceiveConnector) => boolean;
  /** What is said instead, where the rule is in the catalogue. */
  readonly broken?: (connector: ReceiveConnector) => BrokenRule;
}

export const parameterRules: readonly Rule[] = [
  {
    broken: (c) => brokenRules.B2(repeatedBinding(c) ?? ''),
    parameter: 'Bindings',
    reason: 'has the same address and port twice',
    cure: 'Name it once.',
    isBroken: (c) => repeatedBinding(c) !== undefined,
  },
  {
    broken: brokenRules.A1,
    parameter: 'AuthMechanism',
    reason: 'None stands alone',
    cure: 'Leave out the other mechanisms, or leave out None.',
    isBroken: (c) => has(c, 'None') && c.AuthMechanism.length > 1,
  },
  {
    broken: brokenRules.A2,
    parameter: 'AuthMechanism',
    reason: 'BasicAuthRequireTLS needs BasicAuth and Tls',
    cure: 'Name both as well.',
    isBroken: (c) => has(c, 'BasicAuthRequireTLS') && !(has(c, 'BasicAuth') && has(c, 'Tls')),
  },
  {
    broken: (c) =>
      brokenRules.A3(
        besideExternallySecured(c)
          .map((m) => mechanismLabels[m])
          .join(', '),
      ),
    parameter: 'AuthMechanism',
    reason: 'ExternalAuthoritative goes with Tls only',
    cure: 'Leave out the other mechanisms.',
    isBroken: (c) => has(c, 'ExternalAuthoritative') && besideExternallySecured(c).length > 0,
  },
  {
    broken: brokenRules.A4,
    parameter: 'PermissionGroups',
    reason: 'ExternalAuthoritative needs ExchangeServers',
    cure: 'Name ExchangeServers among PermissionGroups, or choose another mechanism.',
    isBroken: (c) => has(c, 'ExternalAuthoritative') && !c.PermissionGroups.includes('ExchangeServers'),
  },
  {
    broken: brokenRules.A6,
    parameter: 'DomainSecureEnabled',
    reason: 'needs Tls among AuthMechanism and does not go with ExternalAuthoritative',
    cure: 'Set AuthMechanism accordingly, or DomainSecureEnabled to false.',
    isBroken: (c) => c.DomainSecureEnabled && (!has(c, 'Tls') || has(c, 'ExternalAuthoritative')),
  },
  {
    broken: brokenRules.A5,
    parameter: 'RequireTLS',
    reason: 'needs Tls among AuthMechanism',
    cure: 'Name Tls among AuthMechanism, or set RequireTLS to false.',
    isBroken: (c) => c.RequireTLS && !has(c, 'Tls'),
  },
  {
    broken: brokenRules.A7,
    parameter: 'BinaryMimeEnabled',
    reason: 'needs ChunkingEnabled',
    cure: 'Set ChunkingEnabled to true, or BinaryMimeEnabled to false.',
    isBroken: (c) => c.BinaryMimeEnabled && !c.ChunkingEnabled,
  },
  {
    broken: brokenRules.A11,
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
    broken: (c) =>
      brokenRules.A8(formatTimeSpan(c.ConnectionInactivityTimeout), formatTimeSpan(c.ConnectionTimeout)),
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

/** In one spelling: `10.1.1.1` is `10.1.1.1:25`. */
function repeatedBinding({ Bindings }: ReceiveConnector): string | undefined {
  const spelled = Bindings.map((text) => {
    const endpoint = parseBinding(text);
    return endpoint === undefined ? text : formatBinding(endpoint);
  });
  return spelled.find((each, at) => spelled.indexOf(each) !== at);
}

/** As forms call them. */
const mechanismLabels: Readonly<Record<AuthMechanism, string>> = {
  None: 'None',
  Tls: 'Transport Layer Security (TLS)',
  Integrated: 'Integrated Windows authentication',
  BasicAuth: 'Basic authentication',
  BasicAuthRequireTLS: 'Offer basic authentication only after starting TLS',
  ExchangeServer: 'Exchange Server authentication',
  ExternalAuthoritative: 'Externally secured',
};

function besideExternallySecured({ AuthMechanism }: ReceiveConnector): readonly AuthMechanism[] {
  return AuthMechanism.filter((mechanism) => mechanism !== 'ExternalAuthoritative' && mechanism !== 'Tls');
}

function isMailboxDelivery({ Name }: ReceiveConnector): boolean {
  return isSameName(Name, mailboxDeliveryName);
}

function has(connector: ReceiveConnector, mechanism: AuthMechanism): boolean {
  return connector.AuthMechanism.includes(mechanism);
}
