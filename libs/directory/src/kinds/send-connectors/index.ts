import { accessControlProblems, accessControlReferences } from '../access-control/named-principal.js';
import type { Kind, ObjectProblem } from '../kind.js';
import type { Reference } from '../lookup.js';
import { isSentByEdges } from '../outbound-connectors/source-servers.js';
import { isOfEdge } from '../servers/server.js';
import { parameterProblems } from './parameter-rules.js';
import { sealedParameters } from './parameters/credential-parameters.js';
import { sendConnectorText, sourceRules } from './send-connector-text.js';
import { sendConnectorNames, sendConnectorSchema, type SendConnector } from './send-connector.js';
import { sendConnectorForm } from './send-connector-form.js';

export const sendConnectors = {
  ...sourceRules,
  noun: 'SendConnector',
  schema: sendConnectorSchema,
  identity: sendConnectorNames,
  indexes: [sendConnectorNames],
  form: sendConnectorForm,
  text: sendConnectorText,
  secret: { parameters: sealedParameters, shownAs: 'Secret' },
  fixed: [{ parameter: 'Usage', object: 'connector', instead: 'MaxMessageSize can' }],

  *references(connector): Iterable<Reference> {
    yield* sourceRules.references(connector);
    yield* accessControlReferences(connector.AccessControl);
  },

  *problems(connector, lookup): Iterable<ObjectProblem> {
    const isSubscribed = isSentByEdges(connector, lookup);
    yield* parameterProblems(connector, { isOfEdge: isSubscribed || isOfEdge(lookup), isSubscribed });
    yield* sourceRules.problems(connector, lookup);
    yield* accessControlProblems(connector.AccessControl, lookup);
  },
} as const satisfies Kind<SendConnector>;
