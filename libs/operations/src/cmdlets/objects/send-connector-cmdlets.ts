import { parameter } from '../cmdlet.js';
import type { KindCmdlets } from './kind-form.js';
import { withUsage } from './receive-connector-cmdlets.js';

const usages = ['Custom', 'Internal', 'Internet', 'Partner'] as const;

const order =
  `DNSRoutingEnabled TlsDomain TlsAuthLevel ErrorPolicies SmartHosts Port ConnectionInactivityTimeOut ForceHELO
  FrontendProxyEnabled IgnoreSTARTTLS CloudServicesMailEnabled Fqdn TlsCertificateName RequireTLS RequireOorg Enabled
  ProtocolLoggingLevel SmartHostAuthMechanism AuthenticationCredential UseExternalDNSServersEnabled DomainSecureEnabled
  SourceIPAddress SmtpMaxMessagesPerConnection AddressSpaces IsScopedConnector Comment SourceTransportServers
  MaxMessageSize`.split(/\s+/);

export const sendConnectorCmdlets: KindCmdlets = {
  kind: 'SendConnectors',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig',
  columns: ['Identity', 'AddressSpaces', 'Enabled'],
  output: {
    order,
    flags: ['ErrorPolicies'],
    hidden: ['AccessControl'],
    more: ({ SmartHosts, AuthenticationCredential: credential }) => ({
      SmartHostsString: Array.isArray(SmartHosts) ? SmartHosts.join(',') : '',
      AuthenticationCredential: shownCredential(credential),
      IsSmtpConnector: true,
    }),
    objectClass: ['msExchConnector', 'mailGateway', 'msExchRoutingSMTPConnector'],
    container: () => ['Connections', 'Exchange Routing Group', 'Routing Groups'],
  },
  added: usages.map((usage) => parameter(usage, `Short for -Usage ${usage}.`, { type: 'switch' })),
  saidNew: withUsage(usages),
  parameterSets: [...usages.map((usage) => [usage]), ['Usage']],
  newOnly: ['AccessControl'],
  aliases: { DNSRoutingEnabled: ['DSNRoutingEnabled'] },
  examples: {
    New: [
      {
        command:
          'New-SendConnector -Name "To Internet" -AddressSpaces * -Usage Internet -DNSRoutingEnabled $true',
        description: 'All mail for outside, to the hosts that MX records name.',
      },
      {
        command:
          'New-SendConnector -Name "To Partner" -Custom -AddressSpaces fabrikam.com -DNSRoutingEnabled $false -SmartHosts mail.fabrikam.com -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)',
        description: 'To a smart host that wants a login.',
      },
    ],
    Set: [
      {
        command: 'Set-SendConnector "To Internet" -MaxMessageSize 50MB',
        description: 'Larger messages.',
      },
    ],
  },
};

/** A password is nowhere shown. */
export function shownCredential(credential: unknown): unknown {
  const isOne = typeof credential === 'object' && credential !== null && 'UserName' in credential;
  return isOne ? { UserName: credential.UserName, Password: '********' } : null;
}
