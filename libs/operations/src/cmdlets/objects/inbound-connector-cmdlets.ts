import type { OutputObject } from '../cmdlet.js';
import { parameter } from '../cmdlet.js';
import { resultSize } from '../cmdlet-lists.js';
import type { KindCmdlets } from './kind-form.js';

/** There is one type of connectors in the words of Exchange Online. */
const connectorType = parameter(
  'ConnectorType',
  'Another organization; a server of one’s own has a Receive connector.',
  { type: 'enum', values: ['Partner'], default: 'Partner' },
);

function withoutType(said: OutputObject): OutputObject {
  return Object.fromEntries(Object.entries(said).filter(([each]) => each !== connectorType.name));
}

export const inboundConnectorCmdlets: KindCmdlets = {
  kind: 'InboundConnectors',
  typeName: 'Microsoft.Exchange.Management.SystemConfigurationTasks.InboundConnector',
  columns: ['Name', 'SenderDomains', 'SenderIPAddresses', 'Enabled'],
  output: {
    order:
      `Enabled ConnectorType Comment SenderIPAddresses SenderDomains RequireTls RestrictDomainsToIPAddresses
      RestrictDomainsToCertificate TlsSenderCertificateName`.split(/\s+/),
    more: () => ({ ConnectorType: 'Partner' }),
    container: () => ['Connections', 'Transport Settings'],
  },
  listing: { parameters: [resultSize] },
  added: [connectorType],
  addedSet: [connectorType],
  said: withoutType,
  examples: {
    New: [
      {
        command:
          'New-InboundConnector "From Fabrikam" -SenderDomains fabrikam.com -SenderIPAddresses 203.0.113.0/28 -RestrictDomainsToIPAddresses $true',
        description: 'Mail of fabrikam.com comes from these hosts, within TLS; what others bring is refused.',
      },
      {
        command:
          'New-InboundConnector "From Fabrikam" -SenderDomains fabrikam.com -RestrictDomainsToCertificate $true -TlsSenderCertificateName *.fabrikam.com',
        description: 'The same of hosts that show the certificate.',
      },
    ],
  },
};
