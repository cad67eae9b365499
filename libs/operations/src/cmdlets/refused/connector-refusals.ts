import type { RefusedParameters } from './refusal.js';

const inbound = 'New-InboundConnector Set-InboundConnector';
const outbound = 'New-OutboundConnector Set-OutboundConnector';
const permissions = 'Add-ADPermission Get-ADPermission Remove-ADPermission';

/** Of connectors and of those who may use them. */
export const connectorRefusals: readonly RefusedParameters[] = [
  {
    cmdlets: inbound,
    names: 'AssociatedAcceptedDomains CloudServicesMailEnabled TreatMessagesAsInternal TrustedOrganizations',
    reason:
      'whom the organization trusts is said by Receive connectors (AuthMechanism ExternalAuthoritative)',
  },
  {
    cmdlets: inbound,
    names: 'ClientHostNames EFSkipIPs EFSkipLastIP EFUsers',
    reason:
      'the address of a client is that of the connection, or what XClientTrustedPeers and ProxyProtocolTrustedPeers say',
  },
  {
    cmdlets: `${inbound} ${outbound}`,
    names: 'ConnectorSource',
    reason: 'connectors are made by hand: there is no hybrid wizard',
  },
  {
    cmdlets: outbound,
    names: 'AllAcceptedDomains RouteAllMessagesViaOnPremises SenderRewritingEnabled',
    reason:
      'there is no organization of one’s own elsewhere; accepted domains of the type InternalRelay and Send connectors route to one',
  },
  {
    cmdlets: `${outbound} Get-OutboundConnector`,
    names: 'TestMode IncludeTestModeConnectors',
    reason: 'a connector acts, or is disabled; Test-SendConnector tries one',
  },
  {
    cmdlets: 'Set-OutboundConnector',
    names: 'ConnectorType',
    reason: 'it is said when the connector is made; MaxMessageSize can be changed',
  },
  {
    cmdlets: 'Set-OutboundConnector',
    names: 'IsValidated LastValidationTimestamp ValidationRecipients',
    reason: 'Test-Mailflow and the queue of the connector tell whether it works',
  },
  {
    cmdlets: permissions,
    names: 'Owner Instance ChildObjectTypes InheritanceType InheritedObjectType Properties',
    reason: 'an entry is for this connector alone: User and ExtendedRights say all of it',
  },
  {
    cmdlets: 'Test-EdgeSynchronization Test-SmtpConnectivity',
    names: 'MonitoringContext',
    reason: 'monitors ask /health',
  },
  {
    cmdlets: 'Test-EdgeSynchronization',
    names: 'MaxReportSize',
    reason: 'the report says of each kind whether it is the same, and lists no objects',
  },
  {
    cmdlets: 'Start-EdgeSynchronization',
    names: 'Server',
    reason: 'whichever admin centre has the lease pushes: TargetServer names the Edge',
  },
  {
    cmdlets: 'Import-EdgeConfig',
    names: 'IsImport',
    reason:
      'New-EdgeConfigAnswer validates the file and writes that of answers, and Import-EdgeConfig imports it',
  },
  {
    cmdlets: 'Set-ServerComponentState',
    names: 'LocalOnly RemoteOnly',
    reason: 'the state is kept once',
  },
  {
    cmdlets: 'Get-ExchangeCertificate',
    names: 'Instance',
    reason: 'Thumbprint and DomainName find a certificate',
  },
];
