import { accessControlProblems, accessControlReferences } from '../access-control/named-principal.js';
import type { Kind, ObjectProblem } from '../kind.js';
import type { Reference } from '../lookup.js';
import { sentByServers } from '../outbound-connectors/source-servers.js';
import { sendConnectorNames, sendConnectorSchema, type SendConnector } from './send-connector.js';

const sent = sentByServers<SendConnector>(
  'How mail leaves the organization. There is none at setup: mail for other domains then waits in Unreachable.',
);

export const sendConnectors = {
  ...sent,
  noun: 'SendConnector',
  schema: sendConnectorSchema,
  identity: sendConnectorNames,
  indexes: [sendConnectorNames],
  fixed: [{ parameter: 'Usage', object: 'connector', instead: 'MaxMessageSize can' }],

  *references(connector): Iterable<Reference> {
    yield* sent.references(connector);
    yield* accessControlReferences(connector.AccessControl);
  },

  *problems(connector, lookup): Iterable<ObjectProblem> {
    yield* sent.problems(connector, lookup);
    yield* accessControlProblems(connector.AccessControl, lookup);
  },
} as const satisfies Kind<SendConnector>;
