import type { KindCmdlets } from './kind-form.js';

const container = () => ['Connections', 'Exchange Routing Group', 'Routing Groups'];

export const deliveryAgentConnectorCmdlets: KindCmdlets = {
  kind: 'DeliveryAgentConnectors',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.DeliveryAgentConnector',
  columns: ['Identity', 'DeliveryProtocol', 'Enabled'],
  output: { container },
};

export const foreignConnectorCmdlets: KindCmdlets = {
  kind: 'ForeignConnectors',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ForeignConnector',
  columns: ['Identity', 'AddressSpaces', 'Enabled'],
  output: { container },
};
