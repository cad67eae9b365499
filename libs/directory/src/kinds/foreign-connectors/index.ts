import type { Kind } from '../kind.js';
import { sentByServers } from '../outbound-connectors/source-servers.js';
import { foreignConnectorNames, foreignConnectorSchema, type ForeignConnector } from './foreign-connector.js';

export const foreignConnectors = {
  ...sentByServers<ForeignConnector>(
    'Mail for gateways that take files. **Nothing writes them yet**: routing chooses these connectors, and their mail waits in their queues.',
  ),
  noun: 'ForeignConnector',
  organizationOnly: true,
  schema: foreignConnectorSchema,
  identity: foreignConnectorNames,
  indexes: [foreignConnectorNames],
} as const satisfies Kind<ForeignConnector>;
