import type { Kind } from '../kind.js';
import { sentByServers } from '../outbound-connectors/source-servers.js';
import { foreignConnectorNames, foreignConnectorSchema, type ForeignConnector } from './foreign-connector.js';

export const foreignConnectors = {
  ...sentByServers<ForeignConnector>(
    'Mail for gateways that take files: [drop directories](message-folders.md#out-foreign-connectors).',
  ),
  noun: 'ForeignConnector',
  organizationOnly: true,
  schema: foreignConnectorSchema,
  identity: foreignConnectorNames,
  indexes: [foreignConnectorNames],
} as const satisfies Kind<ForeignConnector>;
