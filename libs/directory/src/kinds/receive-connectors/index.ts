import { accessControlProblems, accessControlReferences } from '../access-control/named-principal.js';
import { domainIdentities } from '../accepted-domains/domain-indexes.js';
import type { Kind, ObjectProblem } from '../kind.js';
import type { Lookup, Reference } from '../lookup.js';
import { isOfEdge, serverNames } from '../servers/server.js';
import { connectorConflicts, connectorPorts } from './connector-conflicts.js';
import { connectorText } from './connector-text.js';
import { edgeProblems } from './edge-rules.js';
import { parameterRules } from './parameter-rules.js';
import { connectorNames, receiveConnectorSchema, type ReceiveConnector } from './receive-connector.js';
import { connectorForm } from './connector-form.js';

export const receiveConnectors = {
  noun: 'ReceiveConnector',
  schema: receiveConnectorSchema,
  identity: connectorNames,
  indexes: [connectorNames, connectorPorts],
  form: connectorForm,
  text: connectorText,
  isHidden: ({ TransportRole }) => TransportRole === 'MailboxTransportDelivery',
  fixed: [
    {
      parameter: 'Usage',
      object: 'connector',
      instead: 'AuthMechanism, PermissionGroups, Bindings and RemoteIPRanges can',
    },
  ],

  *references({ Server, DefaultDomain, AccessControl }): Iterable<Reference> {
    yield { index: serverNames, text: Server };
    if (DefaultDomain !== undefined) yield { index: domainIdentities, text: DefaultDomain };
    yield* accessControlReferences(AccessControl);
  },

  clashes: connectorConflicts,

  *problems(connector, lookup): Iterable<ObjectProblem> {
    for (const { parameter, reason, cure, isBroken, broken } of parameterRules) {
      if (isBroken(connector)) yield { path: [parameter], reason, cure, ...broken?.(connector) };
    }
    if (isOfEdge(lookup)) yield* edgeProblems(connector);
    const { Server, DefaultDomain, AccessControl } = connector;
    if (!lookup.has(serverNames, Server)) yield { path: ['Server'], reason: `no server ${Server}` };
    if (DefaultDomain !== undefined && !isUsableDomain(DefaultDomain, lookup)) {
      yield { path: ['DefaultDomain'], reason: `no accepted domain ${DefaultDomain} without *.` };
    }
    yield* accessControlProblems(AccessControl, lookup);
  },
} as const satisfies Kind<ReceiveConnector>;

/** Mail cannot be addressed to a domain with `*.`. */
function isUsableDomain(identity: string, lookup: Lookup): boolean {
  const [domain] = lookup.find(domainIdentities, identity);
  return domain?.DomainName.startsWith('*.') === false;
}
