import type { Kind } from '../kind.js';
import { sentByServers } from '../outbound-connectors/source-servers.js';
import {
  deliveryAgentConnectorNames,
  deliveryAgentConnectorSchema,
  type DeliveryAgentConnector,
} from './delivery-agent-connector.js';

export const deliveryAgentConnectors = {
  ...sentByServers<DeliveryAgentConnector>(
    'Mail for systems that do not speak SMTP, by an agent. **No agent is there yet**: routing chooses these connectors, and their mail waits in their queues.',
  ),
  noun: 'DeliveryAgentConnector',
  organizationOnly: true,
  schema: deliveryAgentConnectorSchema,
  identity: deliveryAgentConnectorNames,
  indexes: [deliveryAgentConnectorNames],
} as const satisfies Kind<DeliveryAgentConnector>;
