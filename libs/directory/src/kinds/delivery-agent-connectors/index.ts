import type { Kind, ObjectProblem } from '../kind.js';
import { sentByServers } from '../outbound-connectors/source-servers.js';
import { sealedText } from '../send-connectors/sealed-entry.js';
import { settingsProblems } from './agent-settings.js';
import {
  deliveryAgentConnectorNames,
  deliveryAgentConnectorSchema,
  type DeliveryAgentConnector,
} from './delivery-agent-connector.js';

const { text, ...sourceRules } = sentByServers<DeliveryAgentConnector>(
  'Mail for systems that do not speak SMTP, by an agent: [delivery agents](delivery-agents.md).',
);

export const deliveryAgentConnectors = {
  ...sourceRules,
  noun: 'DeliveryAgentConnector',
  organizationOnly: true,
  schema: deliveryAgentConnectorSchema,
  identity: deliveryAgentConnectorNames,
  indexes: [deliveryAgentConnectorNames],
  text: sealedText('DeliveryAgentConnectors', text),
  *problems(connector, lookup): Iterable<ObjectProblem> {
    yield* sourceRules.problems(connector, lookup);
    yield* settingsProblems(connector);
  },
  secret: { parameters: ['SealedPassword'], shownAs: 'Password' },
} as const satisfies Kind<DeliveryAgentConnector>;
