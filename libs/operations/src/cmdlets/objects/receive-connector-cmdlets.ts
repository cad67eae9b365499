import { usageTypes } from '@mailyard/directory';
import { shownPermissionGroups } from '@mailyard/receive';
import { formatBinding, parseBinding } from '@mailyard/schema';

import { parameter, type OutputObject } from '../cmdlet.js';
import { ParameterError } from '../binding/parameter-error.js';
import { flagsValue } from '../values/rich-value.js';
import type { KindCmdlets } from './kind-form.js';

const switches = usageTypes.map((usage) =>
  parameter(usage, `Short for -Usage ${usage}.`, { type: 'switch' }),
);

/** Of the switches and -Usage one says what the connector is for. */
export function withUsage(types: readonly string[]) {
  return (parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    const named = types.filter((usage) => parameters[usage] === true);
    const others = Object.entries(parameters).filter(([name]) => !types.includes(name));
    const said = Object.fromEntries(others);
    return named.length === 0 ? said : { ...said, Usage: named[0] };
  };
}

/** In the order of Format-List at an Exchange server. */
const order = `AuthMechanism Banner BinaryMimeEnabled Bindings ChunkingEnabled DefaultDomain
  DeliveryStatusNotificationEnabled EightBitMimeEnabled SmtpUtf8Enabled BareLinefeedRejectionEnabled DomainSecureEnabled
  EnhancedStatusCodesEnabled LongAddressesEnabled OrarEnabled SuppressXAnonymousTls ProxyEnabled AdvertiseClientSettings
  Fqdn ServiceDiscoveryFqdn TlsCertificateName Comment Enabled ConnectionTimeout ConnectionInactivityTimeout
  MessageRateLimit MessageRateSource MaxInboundConnection MaxInboundConnectionPerSource
  MaxInboundConnectionPercentagePerSource MaxHeaderSize MaxHopCount MaxLocalHopCount MaxLogonFailures MaxMessageSize
  MaxProtocolErrors MaxRecipientsPerMessage PermissionGroups PipeliningEnabled ProtocolLoggingLevel RemoteIPRanges
  RequireEHLODomain RequireTLS EnableAuthGSSAPI ExtendedProtectionPolicy LiveCredentialEnabled TlsDomainCapabilities
  Server TransportRole RejectReservedTopLevelRecipientDomains RejectReservedSecondLevelRecipientDomains
  RejectSingleLabelRecipientDomains AcceptConsumerMail SizeEnabled TarpitInterval AuthTarpitInterval
  MaxAcknowledgementDelay`.split(/\s+/);

export const receiveConnectorCmdlets: KindCmdlets = {
  kind: 'ReceiveConnectors',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector',
  columns: ['Identity', 'Bindings', 'Enabled'],
  hasServer: true,
  output: {
    order,
    flags: ['AuthMechanism', 'PermissionGroups'],
    // Get-ADPermission shows them.
    hidden: ['AccessControl'],
    more: (connector) => ({
      Bindings: bindings(connector),
      PermissionGroups: permissionGroups(connector),
    }),
    objectClass: ['msExchSmtpReceiveConnector'],
    container: ({ Server }) => ['SMTP Receive Connectors', 'Protocols', String(Server), 'Servers'],
  },
  added: switches,
  saidNew(parameters) {
    const said = withUsage(usageTypes)(parameters);
    if (said['Usage'] === undefined) {
      throw new ParameterError('Usage', 'is missing', {
        cure: 'Say -Internet, -Internal, -Client, -Partner or -Custom, or -Usage.',
      });
    }
    return said;
  },
  parameterSets: [...usageTypes.map((usage) => [usage]), ['Usage']],
  newOnly: ['Server', 'AccessControl'],
  examples: {
    Get: [
      { command: 'Get-ReceiveConnector', description: 'All Receive connectors of all servers.' },
      {
        command: 'Get-ReceiveConnector "Client Frontend*" | Format-List',
        description: 'All parameters of those whose names begin so.',
      },
    ],
    New: [
      {
        command:
          'New-ReceiveConnector -Name "Internet Receive Connector" -TransportRole Frontend -Internet -Bindings 10.10.1.1:25',
        description: 'For mail from the Internet on one local address.',
      },
      {
        command:
          'New-ReceiveConnector -Name "Printers" -TransportRole Frontend -Custom -Bindings 0.0.0.0:25 -RemoteIPRanges 192.168.5.10-192.168.5.20 -PermissionGroups AnonymousUsers',
        description: 'For devices that do not sign in, to recipients of the organization.',
      },
      {
        command:
          'New-ReceiveConnector -Name "From Internal Org" -Usage Internal -AuthMechanism TLS,BasicAuth,BasicAuthRequireTLS,ExchangeServer -Bindings 10.1.1.2:25 -RemoteIPRanges 192.168.5.10,192.168.5.20',
        description: 'At an Edge: for servers of the organization, which sign in.',
        role: 'Edge',
      },
    ],
    Set: [
      {
        command: 'Set-ReceiveConnector "Printers" -RemoteIPRanges @{Add="192.168.5.30"}',
        description: 'One more device.',
      },
    ],
    Remove: [{ command: 'Remove-ReceiveConnector "Printers"', description: 'Asks first.' }],
  },
};

/** With their ports, which those who look for them go by. */
function bindings({ Bindings }: OutputObject): unknown {
  if (!Array.isArray(Bindings)) return Bindings;
  return Bindings.map((text: string) => {
    const endpoint = parseBinding(text);
    return endpoint === undefined ? text : formatBinding(endpoint);
  });
}

/** With Custom, where entries were made by hand. */
function permissionGroups(connector: OutputObject): unknown {
  return flagsValue(shownPermissionGroups(connector as Parameters<typeof shownPermissionGroups>[0]));
}
