# Made by npm run docs.
. (Join-Path $PSScriptRoot 'Connection.ps1')

Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector' -DefaultDisplayPropertySet 'Identity', 'Bindings', 'Enabled' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig' -DefaultDisplayPropertySet 'Identity', 'AddressSpaces', 'Enabled' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.DeliveryAgentConnector' -DefaultDisplayPropertySet 'Identity', 'DeliveryProtocol', 'Enabled' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ForeignConnector' -DefaultDisplayPropertySet 'Identity', 'AddressSpaces', 'Enabled' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Management.SystemConfigurationTasks.InboundConnector' -DefaultDisplayPropertySet 'Name', 'SenderDomains', 'SenderIPAddresses', 'Enabled' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Management.SystemConfigurationTasks.OutboundConnector' -DefaultDisplayPropertySet 'Name', 'RecipientDomains', 'SmartHosts', 'Enabled' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Management.RecipientTasks.ADAcePresentationObject' -DefaultDisplayPropertySet 'Identity', 'User', 'Deny', 'Inherited' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain' -DefaultDisplayPropertySet 'Name', 'DomainName', 'DomainType', 'Default' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.DomainContentConfig' -DefaultDisplayPropertySet 'Name', 'DomainName', 'AllowedOOFType' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.Mailbox' -DefaultDisplayPropertySet 'Name', 'Alias', 'Database', 'PrimarySmtpAddress' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Management.MapiTasks.Presentation.MailboxStatistics' -DefaultDisplayPropertySet 'DisplayName', 'ItemCount', 'TotalItemSize', 'LastLogonTime' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.MailUser' -DefaultDisplayPropertySet 'Name', 'RecipientType', 'ExternalEmailAddress' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.MailContact' -DefaultDisplayPropertySet 'Name', 'Alias', 'RecipientType', 'ExternalEmailAddress' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.DistributionGroup' -DefaultDisplayPropertySet 'Name', 'DisplayName', 'PrimarySmtpAddress' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient' -DefaultDisplayPropertySet 'Name', 'RecipientType' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.DynamicDistributionGroup' -DefaultDisplayPropertySet 'Name', 'ManagedBy' -Force
Update-TypeData -TypeName 'SmtpCredential' -DefaultDisplayPropertySet 'Login', 'MemberOf', 'RemoteIPRanges', 'Password' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.MailboxDatabase' -DefaultDisplayPropertySet 'Name', 'Server' -Force
Update-TypeData -TypeName 'Mailyard.DirectorySource' -DefaultDisplayPropertySet 'Name', 'Url', 'BaseDN', 'Enabled' -Force
Update-TypeData -TypeName 'Mailyard.DirectorySourceTest' -DefaultDisplayPropertySet 'Name', 'Server', 'Recipients', 'Added', 'Changed', 'Removed' -Force
Update-TypeData -TypeName 'Mailyard.DirectorySynchronization' -DefaultDisplayPropertySet 'Name', 'Result', 'LastSuccess', 'Age', 'Recipients', 'Reason' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.EdgeSubscription' -DefaultDisplayPropertySet 'Name', 'Site', 'Domain' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.EdgeSync.Status' -DefaultDisplayPropertySet 'Result', 'Type', 'Name', 'Scanned' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Monitoring.EdgeSyncRecord' -DefaultDisplayPropertySet 'Name', 'SyncStatus', 'LastSynchronizedUtc', 'RecipientStatus' -Force
Update-TypeData -TypeName 'Mailyard.EdgeBundle' -DefaultDisplayPropertySet 'Serial', 'ValidUntil' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.EdgeSyncServiceConfig' -DefaultDisplayPropertySet 'Name', 'ConfigurationSyncInterval', 'RecipientSyncInterval', 'LockDuration' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.ExchangeServer' -DefaultDisplayPropertySet 'Name', 'Site', 'ServerRole', 'Fqdn' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.TransportService' -DefaultDisplayPropertySet 'Name', 'MessageTrackingLogEnabled', 'Fqdn' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.FrontendTransportService' -DefaultDisplayPropertySet 'Name', 'ConnectivityLogEnabled', 'IntraOrgConnectorProtocolLoggingLevel' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.MailboxTransportService' -DefaultDisplayPropertySet 'Name' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.SystemMessage' -DefaultDisplayPropertySet 'Identity', 'Text' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate' -DefaultDisplayPropertySet 'Thumbprint', 'Services', 'Subject' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.Rule' -DefaultDisplayPropertySet 'Name', 'State', 'Mode', 'Priority', 'Comments' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.TransportRulePredicate' -DefaultDisplayPropertySet 'Name', 'Parameters' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.TransportRuleAction' -DefaultDisplayPropertySet 'Name', 'Parameters' -Force
Update-TypeData -TypeName 'Mailyard.MessageTest' -DefaultDisplayPropertySet 'Recipients', 'Outcome', 'Rules', 'Reply' -Force
Update-TypeData -TypeName 'Mailyard.TransportRuleHit' -DefaultDisplayPropertySet 'Name', 'State', 'Mode', 'Messages' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.JournalRuleObject' -DefaultDisplayPropertySet 'Name', 'Recipient', 'JournalEmailAddress', 'Enabled' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Management.AgentTasks.TransportAgentObject' -DefaultDisplayPropertySet 'Identity', 'Enabled', 'Priority' -Force
Update-TypeData -TypeName 'TransportPipeline' -DefaultDisplayPropertySet 'Event', 'TransportAgents' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.QueueViewer.ExtensibleQueueInfo' -DefaultDisplayPropertySet 'Identity', 'DeliveryType', 'Status', 'MessageCount', 'Velocity', 'RiskLevel', 'OutboundIPPool', 'NextHopDomain' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.QueueDigest.QueueDigestPresentationObject' -DefaultDisplayPropertySet 'GroupByValue', 'MessageCount', 'DeferredMessageCount', 'LockedMessageCount', 'StaleMessageCount', 'Details' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.QueueViewer.ExtensibleMessageInfo' -DefaultDisplayPropertySet 'Identity', 'FromAddress', 'Status', 'Queue', 'Subject' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.QueueViewer.ExportedMessage' -DefaultDisplayPropertySet 'Identity', 'FileName' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Management.TransportLogSearchTasks.MessageTrackingEvent' -DefaultDisplayPropertySet 'Timestamp', 'EventId', 'Source', 'Sender', 'Recipients', 'MessageSubject' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.InfoWorker.Common.MessageTracking.MessageTrackingSearchResult' -DefaultDisplayPropertySet 'Subject', 'FromAddress', 'RecipientAddresses', 'SubmittedDateTime' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.ResubmitRequest' -DefaultDisplayPropertySet 'Identity', 'State', 'Destination', 'StartTime', 'EndTime' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ServerComponentStateInfo' -DefaultDisplayPropertySet 'Server', 'Component', 'State' -Force
Update-TypeData -TypeName 'MonitorHealthEntry' -DefaultDisplayPropertySet 'Name', 'HealthSetName', 'AlertValue', 'Details' -Force
Update-TypeData -TypeName 'ConsolidatedHealth' -DefaultDisplayPropertySet 'HealthSet', 'AlertValue', 'MonitorCount' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.Management.RoleGroup' -DefaultDisplayPropertySet 'Name', 'AssignedRoles', 'RoleAssignments' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRole' -DefaultDisplayPropertySet 'Name', 'RoleType' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRoleAssignmentPresentation' -DefaultDisplayPropertySet 'Name', 'Role', 'RoleAssigneeName', 'RoleAssigneeType', 'AssignmentMethod', 'EffectiveUserName' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ManagementScope' -DefaultDisplayPropertySet 'Name', 'ScopeRestrictionType', 'Exclusive', 'RecipientRoot', 'RecipientFilter', 'ServerFilter' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Management.SystemConfigurationTasks.AdminAuditLogEvent' -DefaultDisplayPropertySet 'RunDate', 'Caller', 'CmdletName', 'Succeeded', 'ObjectModified' -Force
Update-TypeData -TypeName 'Mailyard.Administrator' -DefaultDisplayPropertySet 'Name', 'DisplayName', 'Enabled', 'SecondFactor', 'RoleGroups' -Force
Update-TypeData -TypeName 'Mailyard.AdministratorSession' -DefaultDisplayPropertySet 'Identity', 'Administrator', 'Address', 'StartTime', 'LastUsed' -Force
Update-TypeData -TypeName 'Mailyard.ApiToken' -DefaultDisplayPropertySet 'Identity', 'Administrator', 'Description', 'ReadOnly', 'ExpirationTime', 'Expired', 'LastUsed' -Force
Update-TypeData -TypeName 'Mailyard.RecoveryCode' -DefaultDisplayPropertySet 'RecoveryCode' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Monitoring.SmtpConnectivityStatus' -DefaultDisplayPropertySet 'Server', 'ReceiveConnector', 'Binding', 'EndPoint', 'StatusCode', 'Details' -Force
Update-TypeData -TypeName 'Microsoft.Exchange.Monitoring.TestMailflowOutcome' -DefaultDisplayPropertySet 'TestMailflowResult', 'MessageLatencyTime', 'IsRemoteTest' -Force
Update-TypeData -TypeName 'ReceiveConnectorTest' -DefaultDisplayPropertySet 'Connector', 'Serves', 'Reason' -Force
Update-TypeData -TypeName 'MessageRouteTest' -DefaultDisplayPropertySet 'Recipient', 'Outcome', 'DeliveryType', 'NextHopDomain', 'Reason' -Force
Update-TypeData -TypeName 'Mailyard.EdgeMailFlowTest' -DefaultDisplayPropertySet 'Check', 'Result', 'Server', 'Finding', 'Cure' -Force
Update-TypeData -TypeName 'RelayDevice' -DefaultDisplayPropertySet 'Connector', 'RemoteIPRanges', 'Recipient', 'Answer' -Force
Update-TypeData -TypeName 'Mailyard.ImportedObject' -DefaultDisplayPropertySet 'Outcome', 'Object', 'Identity', 'Reason' -Force
Update-TypeData -TypeName 'Mailyard.OrganizationRevision' -DefaultDisplayPropertySet 'Revision', 'Time', 'Caller', 'Operation', 'Objects' -Force
function Get-ReceiveConnector {
  <#
  .SYNOPSIS
  Shows objects of the kind ReceiveConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Server
  Name of a server of the organization.
  .EXAMPLE
  Get-ReceiveConnector
  All Receive connectors of all servers.
  .EXAMPLE
  Get-ReceiveConnector "Client Frontend*" | Format-List
  All parameters of those whose names begin so.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector'; Types = @{ 'Identity' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-ReceiveConnector {
  <#
  .SYNOPSIS
  Makes an object of the kind ReceiveConnector.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Server
  Server that the connector belongs to.
  .PARAMETER Usage
  Usage type, which gives what is not said otherwise, see below; cannot be changed once the connector is made.
  .PARAMETER TransportRole
  Service that owns the connector.
  .PARAMETER Bindings
  Local addresses and ports; a missing port is 25.
  .PARAMETER RemoteIPRanges
  Peers that are served; of all matching connectors the one with the narrowest range takes the session.
  .PARAMETER AuthMechanism
  Authentication that is offered and accepted.
  .PARAMETER PermissionGroups
  Predefined sets of rights; none: no mail is accepted. Custom stands for the entries of AccessControl and adds none.
  .PARAMETER AccessControl
  Entries beside those of the permission groups.
  .PARAMETER Enabled
  A disabled connector takes no session.
  .PARAMETER Fqdn
  Name in the banner, in EHLO’s answer and in Received. Default: that of the server.
  .PARAMETER Banner
  Greeting in place of the usual one; starts with 220.
  .PARAMETER AdvertiseClientSettings
  The dashboard shows server, port, encryption and login for mail programs.
  .PARAMETER Comment
  A note for administrators.
  .PARAMETER MaxMessageSize
  Largest message; told as SIZE.
  .PARAMETER MaxHeaderSize
  Largest header block.
  .PARAMETER MaxRecipientsPerMessage
  Recipients of one transaction; those beyond get 452 4.5.3.
  .PARAMETER MaxHopCount
  Received fields beyond which a message is taken for a loop.
  .PARAMETER MaxLocalHopCount
  Received fields of servers of the organization, beyond which it is a loop as well; 0 = any number.
  .PARAMETER MaxProtocolErrors
  Refused commands after which the session is closed.
  .PARAMETER MaxCommandsWithoutMail
  Commands since the last message that brought neither a recipient nor content, such as NOOP, RSET, EHLO, or MAIL of a message that does not come; with the last of them the session is closed.
  .PARAMETER MaxLogonFailures
  Failed AUTH after which the session is closed; 0 = never.
  .PARAMETER MaxInboundConnection
  Sessions at one time; those beyond get 421 4.3.2.
  .PARAMETER MaxInboundConnectionPerSource
  Sessions of one address at one time.
  .PARAMETER MaxInboundConnectionPercentagePerSource
  Share of the sessions still free under MaxInboundConnection that one address may have.
  .PARAMETER MessageRateLimit
  Messages of one source in a minute; MAIL beyond it gets 421 4.4.2.
  .PARAMETER MessageRateSource
  What counts as a source: the address, the user (login, or else the address in MAIL), or each of both.
  .PARAMETER ConnectionTimeout
  Life of a session, even of a busy one.
  .PARAMETER ConnectionInactivityTimeout
  Silence after which a session is closed.
  .PARAMETER TarpitInterval
  Delay of 5yz replies to peers that are not authenticated; 0 = none.
  .PARAMETER AuthTarpitInterval
  Delay of the reply to a failed AUTH; 0 = none.
  .PARAMETER ProtocolLoggingLevel
  Protocol log of this connector’s sessions.
  .PARAMETER SizeEnabled
  SIZE n, nothing, or a bare SIZE (RFC 1870). MaxMessageSize holds in any case.
  .PARAMETER PipeliningEnabled
  PIPELINING (RFC 2920). Off: a command that comes too early is refused.
  .PARAMETER DeliveryStatusNotificationEnabled
  DSN (RFC 3461): NOTIFY, ORCPT, RET and ENVID.
  .PARAMETER EnhancedStatusCodesEnabled
  ENHANCEDSTATUSCODES (RFC 2034). Off: replies have none.
  .PARAMETER EightBitMimeEnabled
  8BITMIME (RFC 6152).
  .PARAMETER BinaryMimeEnabled
  BINARYMIME (RFC 3030); needs ChunkingEnabled.
  .PARAMETER ChunkingEnabled
  CHUNKING (RFC 3030): BDAT.
  .PARAMETER SmtpUtf8Enabled
  SMTPUTF8 (RFC 6531): addresses outside ASCII.
  .PARAMETER OrarEnabled
  XORAR: RCPT may name an alternate recipient, `ORAR=rfc822;` and an address in xtext, who gets the message when the recipient cannot.
  .PARAMETER LongAddressesEnabled
  XLONGADDR: addresses up to 1860 octets, for encapsulated X.400 addresses, and command lines up to 8000; else 571 and 2048. Only at connectors of the hub.
  .PARAMETER SuppressXAnonymousTls
  X-ANONYMOUSTLS is neither shown nor taken. Only at connectors of Front End.
  .PARAMETER RequireEHLODomain
  HELO and EHLO must name a domain or an address literal; a client that does not is sent away.
  .PARAMETER RequireAngleBrackets
  An address in MAIL and RCPT must stand in angle brackets (RFC 5321 §4.1.2). Off: `MAIL FROM:chris@contoso.com`, as people type it, is taken, too.
  .PARAMETER BareLinefeedRejectionEnabled
  Content of DATA with an LF that no CR precedes is refused with 550 5.6.11.
  .PARAMETER DefaultDomain
  Accepted domain (its Name, DomainName or Guid) that an address without a domain is given. Without it such an address is refused; Postmaster always belongs to the organization’s default domain.
  .PARAMETER RejectReservedTopLevelRecipientDomains
  Recipients in .test, .example, .invalid and .localhost (RFC 2606 §2) are refused with 550 5.1.4.
  .PARAMETER RejectReservedSecondLevelRecipientDomains
  Recipients in example.com, example.net and example.org (RFC 2606 §3) are refused with 550 5.1.5.
  .PARAMETER RejectSingleLabelRecipientDomains
  Recipients in a domain without a dot are refused with 550 5.1.6.
  .PARAMETER ServiceDiscoveryFqdn
  No effect: there is no service to be discovered.
  .PARAMETER TlsDomainCapabilities
  No effect: there is no organization in the cloud to share headers with.
  .PARAMETER LiveCredentialEnabled
  No effect: there is no Live ID.
  .PARAMETER ProxyEnabled
  No effect: what it does is not documented.
  .PARAMETER AcceptConsumerMail
  No effect: what it does is not documented.
  .PARAMETER MaxAcknowledgementDelay
  No effect: no acknowledgement is delayed: 250 comes when the message is durable.
  .PARAMETER RequireTLS
  MAIL before TLS is refused.
  .PARAMETER TlsCertificateName
  Certificate of STARTTLS, `<I>issuer<S>subject`; while it is not there STARTTLS is not offered. Default: the best one for Fqdn.
  .PARAMETER TlsProfile
  Modern: TLS 1.2 and newer. Legacy: from TLS 1.0 on, for old devices at this connector alone.
  .PARAMETER DomainSecureEnabled
  Asks for the certificates of peers, once TLSReceiveDomainSecureList names a domain; needs Tls among AuthMechanism.
  .PARAMETER EnableAuthGSSAPI
  Integrated is offered as GSSAPI (Kerberos); needs MAILYARD_KERBEROS_KEYTAB.
  .PARAMETER ExtendedProtectionPolicy
  Whether Integrated must be bound to the TLS channel. Require: Integrated is not offered, since no channel is bound here; Allow is the same as None.
  .PARAMETER Client
  Short for -Usage Client.
  .PARAMETER Custom
  Short for -Usage Custom.
  .PARAMETER Internal
  Short for -Usage Internal.
  .PARAMETER Internet
  Short for -Usage Internet.
  .PARAMETER Partner
  Short for -Usage Partner.
  .EXAMPLE
  New-ReceiveConnector -Name "Internet Receive Connector" -TransportRole Frontend -Internet -Bindings 10.10.1.1:25
  For mail from the Internet on one local address.
  .EXAMPLE
  New-ReceiveConnector -Name "Printers" -TransportRole Frontend -Custom -Bindings 0.0.0.0:25 -RemoteIPRanges 192.168.5.10-192.168.5.20 -PermissionGroups AnonymousUsers
  For devices that do not sign in, to recipients of the organization.
  .EXAMPLE
  New-ReceiveConnector -Name "From Internal Org" -Usage Internal -AuthMechanism TLS,BasicAuth,BasicAuthRequireTLS,ExchangeServer -Bindings 10.1.1.2:25 -RemoteIPRanges 192.168.5.10,192.168.5.20
  At an Edge: for servers of the organization, which sign in.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [string] $Server,
    [Parameter()]
    [ArgumentCompleter({ 'Client', 'Custom', 'Internal', 'Internet', 'Partner' })]
    [string] $Usage,
    [Parameter()]
    [ArgumentCompleter({ 'FrontendTransport', 'HubTransport', 'MailboxTransportDelivery' })]
    [string] $TransportRole,
    [Parameter()]
    [object] $Bindings,
    [Parameter()]
    [object] $RemoteIPRanges,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Tls', 'Integrated', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer', 'ExternalAuthoritative' })]
    [object] $AuthMechanism,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'AnonymousUsers', 'ExchangeUsers', 'ExchangeServers', 'ExchangeLegacyServers', 'Partners', 'Custom' })]
    [object] $PermissionGroups,
    [Parameter()]
    [object] $AccessControl,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Fqdn,
    [Parameter()]
    [string] $Banner,
    [Parameter()]
    [bool] $AdvertiseClientSettings,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [object] $MaxMessageSize,
    [Parameter()]
    [object] $MaxHeaderSize,
    [Parameter()]
    [object] $MaxRecipientsPerMessage,
    [Parameter()]
    [object] $MaxHopCount,
    [Parameter()]
    [object] $MaxLocalHopCount,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxProtocolErrors,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxCommandsWithoutMail,
    [Parameter()]
    [object] $MaxLogonFailures,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxInboundConnection,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxInboundConnectionPerSource,
    [Parameter()]
    [object] $MaxInboundConnectionPercentagePerSource,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MessageRateLimit,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'IPAddress', 'User', 'All' })]
    [string] $MessageRateSource,
    [Parameter()]
    [object] $ConnectionTimeout,
    [Parameter()]
    [object] $ConnectionInactivityTimeout,
    [Parameter()]
    [object] $TarpitInterval,
    [Parameter()]
    [object] $AuthTarpitInterval,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Verbose' })]
    [string] $ProtocolLoggingLevel,
    [Parameter()]
    [ArgumentCompleter({ 'Enabled', 'Disabled', 'EnabledWithoutValue' })]
    [string] $SizeEnabled,
    [Parameter()]
    [bool] $PipeliningEnabled,
    [Parameter()]
    [bool] $DeliveryStatusNotificationEnabled,
    [Parameter()]
    [bool] $EnhancedStatusCodesEnabled,
    [Parameter()]
    [bool] $EightBitMimeEnabled,
    [Parameter()]
    [bool] $BinaryMimeEnabled,
    [Parameter()]
    [bool] $ChunkingEnabled,
    [Parameter()]
    [bool] $SmtpUtf8Enabled,
    [Parameter()]
    [bool] $OrarEnabled,
    [Parameter()]
    [bool] $LongAddressesEnabled,
    [Parameter()]
    [bool] $SuppressXAnonymousTls,
    [Parameter()]
    [bool] $RequireEHLODomain,
    [Parameter()]
    [bool] $RequireAngleBrackets,
    [Parameter()]
    [bool] $BareLinefeedRejectionEnabled,
    [Parameter()]
    [string] $DefaultDomain,
    [Parameter()]
    [bool] $RejectReservedTopLevelRecipientDomains,
    [Parameter()]
    [bool] $RejectReservedSecondLevelRecipientDomains,
    [Parameter()]
    [bool] $RejectSingleLabelRecipientDomains,
    [Parameter()]
    [string] $ServiceDiscoveryFqdn,
    [Parameter()]
    [object] $TlsDomainCapabilities,
    [Parameter()]
    [bool] $LiveCredentialEnabled,
    [Parameter()]
    [bool] $ProxyEnabled,
    [Parameter()]
    [bool] $AcceptConsumerMail,
    [Parameter()]
    [object] $MaxAcknowledgementDelay,
    [Parameter()]
    [bool] $RequireTLS,
    [Parameter()]
    [string] $TlsCertificateName,
    [Parameter()]
    [ArgumentCompleter({ 'Modern', 'Legacy' })]
    [string] $TlsProfile,
    [Parameter()]
    [bool] $DomainSecureEnabled,
    [Parameter()]
    [bool] $EnableAuthGSSAPI,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Allow', 'Require' })]
    [string] $ExtendedProtectionPolicy,
    [Parameter()]
    [switch] $Client,
    [Parameter()]
    [switch] $Custom,
    [Parameter()]
    [switch] $Internal,
    [Parameter()]
    [switch] $Internet,
    [Parameter()]
    [switch] $Partner,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector'; Types = @{ 'Name' = 'string'; 'Server' = 'string'; 'Usage' = 'enum'; 'TransportRole' = 'enum'; 'Bindings' = 'string'; 'RemoteIPRanges' = 'string'; 'AuthMechanism' = 'enum'; 'PermissionGroups' = 'enum'; 'AccessControl' = 'object'; 'Enabled' = 'boolean'; 'Fqdn' = 'string'; 'Banner' = 'string'; 'AdvertiseClientSettings' = 'boolean'; 'Comment' = 'string'; 'MaxMessageSize' = 'size'; 'MaxHeaderSize' = 'size'; 'MaxRecipientsPerMessage' = 'integer'; 'MaxHopCount' = 'integer'; 'MaxLocalHopCount' = 'integer'; 'MaxProtocolErrors' = 'integer'; 'MaxCommandsWithoutMail' = 'integer'; 'MaxLogonFailures' = 'integer'; 'MaxInboundConnection' = 'integer'; 'MaxInboundConnectionPerSource' = 'integer'; 'MaxInboundConnectionPercentagePerSource' = 'integer'; 'MessageRateLimit' = 'integer'; 'MessageRateSource' = 'enum'; 'ConnectionTimeout' = 'timespan'; 'ConnectionInactivityTimeout' = 'timespan'; 'TarpitInterval' = 'timespan'; 'AuthTarpitInterval' = 'timespan'; 'ProtocolLoggingLevel' = 'enum'; 'SizeEnabled' = 'enum'; 'PipeliningEnabled' = 'boolean'; 'DeliveryStatusNotificationEnabled' = 'boolean'; 'EnhancedStatusCodesEnabled' = 'boolean'; 'EightBitMimeEnabled' = 'boolean'; 'BinaryMimeEnabled' = 'boolean'; 'ChunkingEnabled' = 'boolean'; 'SmtpUtf8Enabled' = 'boolean'; 'OrarEnabled' = 'boolean'; 'LongAddressesEnabled' = 'boolean'; 'SuppressXAnonymousTls' = 'boolean'; 'RequireEHLODomain' = 'boolean'; 'RequireAngleBrackets' = 'boolean'; 'BareLinefeedRejectionEnabled' = 'boolean'; 'DefaultDomain' = 'string'; 'RejectReservedTopLevelRecipientDomains' = 'boolean'; 'RejectReservedSecondLevelRecipientDomains' = 'boolean'; 'RejectSingleLabelRecipientDomains' = 'boolean'; 'ServiceDiscoveryFqdn' = 'string'; 'TlsDomainCapabilities' = 'string'; 'LiveCredentialEnabled' = 'boolean'; 'ProxyEnabled' = 'boolean'; 'AcceptConsumerMail' = 'boolean'; 'MaxAcknowledgementDelay' = 'timespan'; 'RequireTLS' = 'boolean'; 'TlsCertificateName' = 'string'; 'TlsProfile' = 'enum'; 'DomainSecureEnabled' = 'boolean'; 'EnableAuthGSSAPI' = 'boolean'; 'ExtendedProtectionPolicy' = 'enum'; 'Client' = 'switch'; 'Custom' = 'switch'; 'Internal' = 'switch'; 'Internet' = 'switch'; 'Partner' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-ReceiveConnector {
  <#
  .SYNOPSIS
  Changes an object of the kind ReceiveConnector; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER TransportRole
  Service that owns the connector.
  .PARAMETER Bindings
  Local addresses and ports; a missing port is 25.
  .PARAMETER RemoteIPRanges
  Peers that are served; of all matching connectors the one with the narrowest range takes the session.
  .PARAMETER AuthMechanism
  Authentication that is offered and accepted.
  .PARAMETER PermissionGroups
  Predefined sets of rights; none: no mail is accepted. Custom stands for the entries of AccessControl and adds none.
  .PARAMETER Enabled
  A disabled connector takes no session.
  .PARAMETER Fqdn
  Name in the banner, in EHLO’s answer and in Received. Default: that of the server.
  .PARAMETER Banner
  Greeting in place of the usual one; starts with 220.
  .PARAMETER AdvertiseClientSettings
  The dashboard shows server, port, encryption and login for mail programs.
  .PARAMETER Comment
  A note for administrators.
  .PARAMETER MaxMessageSize
  Largest message; told as SIZE.
  .PARAMETER MaxHeaderSize
  Largest header block.
  .PARAMETER MaxRecipientsPerMessage
  Recipients of one transaction; those beyond get 452 4.5.3.
  .PARAMETER MaxHopCount
  Received fields beyond which a message is taken for a loop.
  .PARAMETER MaxLocalHopCount
  Received fields of servers of the organization, beyond which it is a loop as well; 0 = any number.
  .PARAMETER MaxProtocolErrors
  Refused commands after which the session is closed.
  .PARAMETER MaxCommandsWithoutMail
  Commands since the last message that brought neither a recipient nor content, such as NOOP, RSET, EHLO, or MAIL of a message that does not come; with the last of them the session is closed.
  .PARAMETER MaxLogonFailures
  Failed AUTH after which the session is closed; 0 = never.
  .PARAMETER MaxInboundConnection
  Sessions at one time; those beyond get 421 4.3.2.
  .PARAMETER MaxInboundConnectionPerSource
  Sessions of one address at one time.
  .PARAMETER MaxInboundConnectionPercentagePerSource
  Share of the sessions still free under MaxInboundConnection that one address may have.
  .PARAMETER MessageRateLimit
  Messages of one source in a minute; MAIL beyond it gets 421 4.4.2.
  .PARAMETER MessageRateSource
  What counts as a source: the address, the user (login, or else the address in MAIL), or each of both.
  .PARAMETER ConnectionTimeout
  Life of a session, even of a busy one.
  .PARAMETER ConnectionInactivityTimeout
  Silence after which a session is closed.
  .PARAMETER TarpitInterval
  Delay of 5yz replies to peers that are not authenticated; 0 = none.
  .PARAMETER AuthTarpitInterval
  Delay of the reply to a failed AUTH; 0 = none.
  .PARAMETER ProtocolLoggingLevel
  Protocol log of this connector’s sessions.
  .PARAMETER SizeEnabled
  SIZE n, nothing, or a bare SIZE (RFC 1870). MaxMessageSize holds in any case.
  .PARAMETER PipeliningEnabled
  PIPELINING (RFC 2920). Off: a command that comes too early is refused.
  .PARAMETER DeliveryStatusNotificationEnabled
  DSN (RFC 3461): NOTIFY, ORCPT, RET and ENVID.
  .PARAMETER EnhancedStatusCodesEnabled
  ENHANCEDSTATUSCODES (RFC 2034). Off: replies have none.
  .PARAMETER EightBitMimeEnabled
  8BITMIME (RFC 6152).
  .PARAMETER BinaryMimeEnabled
  BINARYMIME (RFC 3030); needs ChunkingEnabled.
  .PARAMETER ChunkingEnabled
  CHUNKING (RFC 3030): BDAT.
  .PARAMETER SmtpUtf8Enabled
  SMTPUTF8 (RFC 6531): addresses outside ASCII.
  .PARAMETER OrarEnabled
  XORAR: RCPT may name an alternate recipient, `ORAR=rfc822;` and an address in xtext, who gets the message when the recipient cannot.
  .PARAMETER LongAddressesEnabled
  XLONGADDR: addresses up to 1860 octets, for encapsulated X.400 addresses, and command lines up to 8000; else 571 and 2048. Only at connectors of the hub.
  .PARAMETER SuppressXAnonymousTls
  X-ANONYMOUSTLS is neither shown nor taken. Only at connectors of Front End.
  .PARAMETER RequireEHLODomain
  HELO and EHLO must name a domain or an address literal; a client that does not is sent away.
  .PARAMETER RequireAngleBrackets
  An address in MAIL and RCPT must stand in angle brackets (RFC 5321 §4.1.2). Off: `MAIL FROM:chris@contoso.com`, as people type it, is taken, too.
  .PARAMETER BareLinefeedRejectionEnabled
  Content of DATA with an LF that no CR precedes is refused with 550 5.6.11.
  .PARAMETER DefaultDomain
  Accepted domain (its Name, DomainName or Guid) that an address without a domain is given. Without it such an address is refused; Postmaster always belongs to the organization’s default domain.
  .PARAMETER RejectReservedTopLevelRecipientDomains
  Recipients in .test, .example, .invalid and .localhost (RFC 2606 §2) are refused with 550 5.1.4.
  .PARAMETER RejectReservedSecondLevelRecipientDomains
  Recipients in example.com, example.net and example.org (RFC 2606 §3) are refused with 550 5.1.5.
  .PARAMETER RejectSingleLabelRecipientDomains
  Recipients in a domain without a dot are refused with 550 5.1.6.
  .PARAMETER ServiceDiscoveryFqdn
  No effect: there is no service to be discovered.
  .PARAMETER TlsDomainCapabilities
  No effect: there is no organization in the cloud to share headers with.
  .PARAMETER LiveCredentialEnabled
  No effect: there is no Live ID.
  .PARAMETER ProxyEnabled
  No effect: what it does is not documented.
  .PARAMETER AcceptConsumerMail
  No effect: what it does is not documented.
  .PARAMETER MaxAcknowledgementDelay
  No effect: no acknowledgement is delayed: 250 comes when the message is durable.
  .PARAMETER RequireTLS
  MAIL before TLS is refused.
  .PARAMETER TlsCertificateName
  Certificate of STARTTLS, `<I>issuer<S>subject`; while it is not there STARTTLS is not offered. Default: the best one for Fqdn.
  .PARAMETER TlsProfile
  Modern: TLS 1.2 and newer. Legacy: from TLS 1.0 on, for old devices at this connector alone.
  .PARAMETER DomainSecureEnabled
  Asks for the certificates of peers, once TLSReceiveDomainSecureList names a domain; needs Tls among AuthMechanism.
  .PARAMETER EnableAuthGSSAPI
  Integrated is offered as GSSAPI (Kerberos); needs MAILYARD_KERBEROS_KEYTAB.
  .PARAMETER ExtendedProtectionPolicy
  Whether Integrated must be bound to the TLS channel. Require: Integrated is not offered, since no channel is bound here; Allow is the same as None.
  .EXAMPLE
  Set-ReceiveConnector "Printers" -RemoteIPRanges @{Add="192.168.5.30"}
  One more device.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [ArgumentCompleter({ 'FrontendTransport', 'HubTransport', 'MailboxTransportDelivery' })]
    [string] $TransportRole,
    [Parameter()]
    [object] $Bindings,
    [Parameter()]
    [object] $RemoteIPRanges,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Tls', 'Integrated', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer', 'ExternalAuthoritative' })]
    [object] $AuthMechanism,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'AnonymousUsers', 'ExchangeUsers', 'ExchangeServers', 'ExchangeLegacyServers', 'Partners', 'Custom' })]
    [object] $PermissionGroups,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Fqdn,
    [Parameter()]
    [string] $Banner,
    [Parameter()]
    [bool] $AdvertiseClientSettings,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [object] $MaxMessageSize,
    [Parameter()]
    [object] $MaxHeaderSize,
    [Parameter()]
    [object] $MaxRecipientsPerMessage,
    [Parameter()]
    [object] $MaxHopCount,
    [Parameter()]
    [object] $MaxLocalHopCount,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxProtocolErrors,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxCommandsWithoutMail,
    [Parameter()]
    [object] $MaxLogonFailures,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxInboundConnection,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxInboundConnectionPerSource,
    [Parameter()]
    [object] $MaxInboundConnectionPercentagePerSource,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MessageRateLimit,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'IPAddress', 'User', 'All' })]
    [string] $MessageRateSource,
    [Parameter()]
    [object] $ConnectionTimeout,
    [Parameter()]
    [object] $ConnectionInactivityTimeout,
    [Parameter()]
    [object] $TarpitInterval,
    [Parameter()]
    [object] $AuthTarpitInterval,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Verbose' })]
    [string] $ProtocolLoggingLevel,
    [Parameter()]
    [ArgumentCompleter({ 'Enabled', 'Disabled', 'EnabledWithoutValue' })]
    [string] $SizeEnabled,
    [Parameter()]
    [bool] $PipeliningEnabled,
    [Parameter()]
    [bool] $DeliveryStatusNotificationEnabled,
    [Parameter()]
    [bool] $EnhancedStatusCodesEnabled,
    [Parameter()]
    [bool] $EightBitMimeEnabled,
    [Parameter()]
    [bool] $BinaryMimeEnabled,
    [Parameter()]
    [bool] $ChunkingEnabled,
    [Parameter()]
    [bool] $SmtpUtf8Enabled,
    [Parameter()]
    [bool] $OrarEnabled,
    [Parameter()]
    [bool] $LongAddressesEnabled,
    [Parameter()]
    [bool] $SuppressXAnonymousTls,
    [Parameter()]
    [bool] $RequireEHLODomain,
    [Parameter()]
    [bool] $RequireAngleBrackets,
    [Parameter()]
    [bool] $BareLinefeedRejectionEnabled,
    [Parameter()]
    [string] $DefaultDomain,
    [Parameter()]
    [bool] $RejectReservedTopLevelRecipientDomains,
    [Parameter()]
    [bool] $RejectReservedSecondLevelRecipientDomains,
    [Parameter()]
    [bool] $RejectSingleLabelRecipientDomains,
    [Parameter()]
    [string] $ServiceDiscoveryFqdn,
    [Parameter()]
    [object] $TlsDomainCapabilities,
    [Parameter()]
    [bool] $LiveCredentialEnabled,
    [Parameter()]
    [bool] $ProxyEnabled,
    [Parameter()]
    [bool] $AcceptConsumerMail,
    [Parameter()]
    [object] $MaxAcknowledgementDelay,
    [Parameter()]
    [bool] $RequireTLS,
    [Parameter()]
    [string] $TlsCertificateName,
    [Parameter()]
    [ArgumentCompleter({ 'Modern', 'Legacy' })]
    [string] $TlsProfile,
    [Parameter()]
    [bool] $DomainSecureEnabled,
    [Parameter()]
    [bool] $EnableAuthGSSAPI,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Allow', 'Require' })]
    [string] $ExtendedProtectionPolicy,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'TransportRole' = 'enum'; 'Bindings' = 'string'; 'RemoteIPRanges' = 'string'; 'AuthMechanism' = 'enum'; 'PermissionGroups' = 'enum'; 'Enabled' = 'boolean'; 'Fqdn' = 'string'; 'Banner' = 'string'; 'AdvertiseClientSettings' = 'boolean'; 'Comment' = 'string'; 'MaxMessageSize' = 'size'; 'MaxHeaderSize' = 'size'; 'MaxRecipientsPerMessage' = 'integer'; 'MaxHopCount' = 'integer'; 'MaxLocalHopCount' = 'integer'; 'MaxProtocolErrors' = 'integer'; 'MaxCommandsWithoutMail' = 'integer'; 'MaxLogonFailures' = 'integer'; 'MaxInboundConnection' = 'integer'; 'MaxInboundConnectionPerSource' = 'integer'; 'MaxInboundConnectionPercentagePerSource' = 'integer'; 'MessageRateLimit' = 'integer'; 'MessageRateSource' = 'enum'; 'ConnectionTimeout' = 'timespan'; 'ConnectionInactivityTimeout' = 'timespan'; 'TarpitInterval' = 'timespan'; 'AuthTarpitInterval' = 'timespan'; 'ProtocolLoggingLevel' = 'enum'; 'SizeEnabled' = 'enum'; 'PipeliningEnabled' = 'boolean'; 'DeliveryStatusNotificationEnabled' = 'boolean'; 'EnhancedStatusCodesEnabled' = 'boolean'; 'EightBitMimeEnabled' = 'boolean'; 'BinaryMimeEnabled' = 'boolean'; 'ChunkingEnabled' = 'boolean'; 'SmtpUtf8Enabled' = 'boolean'; 'OrarEnabled' = 'boolean'; 'LongAddressesEnabled' = 'boolean'; 'SuppressXAnonymousTls' = 'boolean'; 'RequireEHLODomain' = 'boolean'; 'RequireAngleBrackets' = 'boolean'; 'BareLinefeedRejectionEnabled' = 'boolean'; 'DefaultDomain' = 'string'; 'RejectReservedTopLevelRecipientDomains' = 'boolean'; 'RejectReservedSecondLevelRecipientDomains' = 'boolean'; 'RejectSingleLabelRecipientDomains' = 'boolean'; 'ServiceDiscoveryFqdn' = 'string'; 'TlsDomainCapabilities' = 'string'; 'LiveCredentialEnabled' = 'boolean'; 'ProxyEnabled' = 'boolean'; 'AcceptConsumerMail' = 'boolean'; 'MaxAcknowledgementDelay' = 'timespan'; 'RequireTLS' = 'boolean'; 'TlsCertificateName' = 'string'; 'TlsProfile' = 'enum'; 'DomainSecureEnabled' = 'boolean'; 'EnableAuthGSSAPI' = 'boolean'; 'ExtendedProtectionPolicy' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-ReceiveConnector {
  <#
  .SYNOPSIS
  Removes an object of the kind ReceiveConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-ReceiveConnector "Printers"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-SendConnector {
  <#
  .SYNOPSIS
  Shows objects of the kind SendConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-SendConnector
  All Send connectors of the organization.
  .EXAMPLE
  Get-SendConnector "To Internet" | Format-List
  All parameters of one.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-SendConnector {
  <#
  .SYNOPSIS
  Makes an object of the kind SendConnector.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Usage
  What the connector is for; decides about the default of MaxMessageSize alone, and cannot be changed once the connector is made.
  .PARAMETER AddressSpaces
  Recipients that it is for, as `Type:Address;Cost`: `*`, `contoso.com`, `*.contoso.com` (that domain and all below it), `X400:c=US;a=Fabrikam;p=Contoso;1`. Type is SMTP and Cost 1 unless said; the most specific space wins, then the lowest cost (1 – 100).
  .PARAMETER SourceTransportServers
  Servers that send by it, by name or host name. Default: the server that the file is applied at.
  .PARAMETER IsScopedConnector
  Only servers of the AD sites of its source servers route by it.
  .PARAMETER Enabled
  A disabled connector is not considered in routing.
  .PARAMETER Comment
  A note for administrators.
  .PARAMETER IsTransportRuleScoped
  Mail takes it by a mail flow rule with RouteMessageOutboundConnector alone, and never for its address spaces. As an Outbound connector of Exchange Online.
  .PARAMETER DNSRoutingEnabled
  To the hosts of the recipient’s domain (MX). false: to SmartHosts.
  .PARAMETER SmartHosts
  Hosts that take all mail of the connector: names (MX, else addresses) or `[addresses]`; needs `DNSRoutingEnabled: false`.
  .PARAMETER Port
  Port of the other side.
  .PARAMETER UseExternalDNSServersEnabled
  Hosts are looked up at ExternalDNSServers of the server.
  .PARAMETER SmartHostAuthMechanism
  How to sign in at smart hosts. BasicAuth also in clear text; BasicAuthRequireTLS within TLS alone; ExchangeServer with the certificate of the organization; ExternalAuthoritative: the channel is secured otherwise; XOAUTH2 with a token, within TLS alone.
  .PARAMETER Fqdn
  Name in EHLO. Default: that of the server.
  .PARAMETER ForceHELO
  HELO in place of EHLO: no extension, no TLS, no login.
  .PARAMETER FrontendProxyEnabled
  Front End connects to the destination, in the name of the hub.
  .PARAMETER SourceIPAddress
  Local address to connect from, of an Edge server alone; 0.0.0.0: any.
  .PARAMETER AuthenticationCredential
  User that signs in with BasicAuth, BasicAuthRequireTLS or XOAUTH2: `{ UserName, PasswordVariable }`. The password comes from the environment variable of that name; when it is not set, the password stays as it is.
  .PARAMETER OAuth
  Where XOAUTH2 gets its token by client credentials (RFC 6749 §4.4): `{ TokenEndpoint, ClientId, ClientSecretVariable, Scope }`. Scope is `https://outlook.office365.com/.default` unless said; the secret comes from the environment as the password does.
  .PARAMETER RequireTLS
  No delivery without TLS.
  .PARAMETER IgnoreSTARTTLS
  Never TLS.
  .PARAMETER TlsAuthLevel
  What the certificate of the other side must be, with RequireTLS: anything; valid; valid and with the name TlsDomain.
  .PARAMETER TlsDomain
  Name for DomainValidation. Default: the recipient’s domain; required with smart hosts.
  .PARAMETER TlsCertificateName
  Certificate to present, `<I>issuer<S>subject`. Default: the best one for Fqdn.
  .PARAMETER DomainSecureEnabled
  Mutual TLS with the domains of TLSSendDomainSecureList; needs DNS routing.
  .PARAMETER MtaStsEnabled
  Keeps to the MTA-STS policies of domains (RFC 8461): mail for one that enforces its policy waits rather than go without TLS, to another host, or to a host without a valid certificate. A parameter of our own.
  .PARAMETER DaneEnabled
  Keeps to TLSA records of hosts (DANE, RFC 7672), as far as a DNS server on this machine has validated them. A parameter of our own.
  .PARAMETER MaxMessageSize
  Largest message; octets round up to KB. Usage Internal: Unlimited.
  .PARAMETER ConnectionInactivityTimeOut
  Silence after which a connection is closed.
  .PARAMETER SmtpMaxMessagesPerConnection
  Messages after which another connection is made.
  .PARAMETER ErrorPolicies
  Failures that are taken for others: of DNS for temporary ones, some of SMTP for temporary ones, some temporary ones of SMTP for final ones.
  .PARAMETER ProtocolLoggingLevel
  Protocol log of the connector’s sessions.
  .PARAMETER MessageRateLimit
  Ours. Messages of all hubs by this connector, evenly spread: a number is so many a minute, else such as `1000/hour`.
  .PARAMETER ConnectionRateLimit
  Ours. New connections, in the same way.
  .PARAMETER MaxConcurrentConnections
  Ours. Connections of the connector at a time, within MaxOutboundConnections of the server.
  .PARAMETER DestinationLimits
  Ours. The same three limits of single destinations, as `{ Domain: contoso.com, MessageRateLimit: 30 }`: Domain is a domain, `*.` and a domain, or `*` for each destination; MxDomain in its place counts all domains together whose MX hosts are there. The most specific entry that has a limit gives it, MaxConcurrentConnections in place of MaxPerDomainOutboundConnections of the server.
  .PARAMETER AccessControl
  What the other side is given, beside what setup gives: header fields of the organization, of the forest, of the route.
  .PARAMETER CloudServicesMailEnabled
  No effect: there is no organization in the cloud to share headers with.
  .PARAMETER ConnectorType
  No effect: there is no organization in the cloud.
  .PARAMETER RequireOorg
  No effect: what it does is not documented.
  .PARAMETER IsCoexistenceConnector
  No effect: it is of Exchange 2010.
  .PARAMETER LinkedReceiveConnector
  No effect: it is of Exchange 2010.
  .PARAMETER Custom
  Short for -Usage Custom.
  .PARAMETER Internal
  Short for -Usage Internal.
  .PARAMETER Internet
  Short for -Usage Internet.
  .PARAMETER Partner
  Short for -Usage Partner.
  .EXAMPLE
  New-SendConnector -Name "To Internet" -AddressSpaces * -Usage Internet -DNSRoutingEnabled $true
  All mail for outside, to the hosts that MX records name.
  .EXAMPLE
  New-SendConnector -Name "To Partner" -Custom -AddressSpaces fabrikam.com -DNSRoutingEnabled $false -SmartHosts mail.fabrikam.com -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)
  To a smart host that wants a login.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [ArgumentCompleter({ 'Custom', 'Internal', 'Internet', 'Partner' })]
    [string] $Usage,
    [Parameter(Mandatory = $true)]
    [object] $AddressSpaces,
    [Parameter()]
    [object] $SourceTransportServers,
    [Parameter()]
    [bool] $IsScopedConnector,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [bool] $IsTransportRuleScoped,
    [Parameter()]
    [Alias('DSNRoutingEnabled')]
    [bool] $DNSRoutingEnabled,
    [Parameter()]
    [object] $SmartHosts,
    [Parameter()]
    [object] $Port,
    [Parameter()]
    [bool] $UseExternalDNSServersEnabled,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer', 'ExternalAuthoritative', 'XOAUTH2' })]
    [string] $SmartHostAuthMechanism,
    [Parameter()]
    [string] $Fqdn,
    [Parameter()]
    [bool] $ForceHELO,
    [Parameter()]
    [bool] $FrontendProxyEnabled,
    [Parameter()]
    [string] $SourceIPAddress,
    [Parameter()]
    [object] $AuthenticationCredential,
    [Parameter()]
    [object] $OAuth,
    [Parameter()]
    [bool] $RequireTLS,
    [Parameter()]
    [bool] $IgnoreSTARTTLS,
    [Parameter()]
    [ArgumentCompleter({ 'EncryptionOnly', 'CertificateValidation', 'DomainValidation' })]
    [string] $TlsAuthLevel,
    [Parameter()]
    [string] $TlsDomain,
    [Parameter()]
    [string] $TlsCertificateName,
    [Parameter()]
    [bool] $DomainSecureEnabled,
    [Parameter()]
    [bool] $MtaStsEnabled,
    [Parameter()]
    [bool] $DaneEnabled,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxMessageSize,
    [Parameter()]
    [object] $ConnectionInactivityTimeOut,
    [Parameter()]
    [object] $SmtpMaxMessagesPerConnection,
    [Parameter()]
    [ArgumentCompleter({ 'Default', 'DowngradeDnsFailures', 'DowngradeCustomFailures', 'UpgradeCustomFailures' })]
    [object] $ErrorPolicies,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Verbose' })]
    [string] $ProtocolLoggingLevel,
    [Parameter()]
    [string] $MessageRateLimit,
    [Parameter()]
    [string] $ConnectionRateLimit,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxConcurrentConnections,
    [Parameter()]
    [object] $DestinationLimits,
    [Parameter()]
    [object] $AccessControl,
    [Parameter()]
    [bool] $CloudServicesMailEnabled,
    [Parameter()]
    [ArgumentCompleter({ 'Default', 'XPremises' })]
    [string] $ConnectorType,
    [Parameter()]
    [bool] $RequireOorg,
    [Parameter()]
    [bool] $IsCoexistenceConnector,
    [Parameter()]
    [string] $LinkedReceiveConnector,
    [Parameter()]
    [switch] $Custom,
    [Parameter()]
    [switch] $Internal,
    [Parameter()]
    [switch] $Internet,
    [Parameter()]
    [switch] $Partner,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig'; Types = @{ 'Name' = 'string'; 'Usage' = 'enum'; 'AddressSpaces' = 'string'; 'SourceTransportServers' = 'string'; 'IsScopedConnector' = 'boolean'; 'Enabled' = 'boolean'; 'Comment' = 'string'; 'IsTransportRuleScoped' = 'boolean'; 'DNSRoutingEnabled' = 'boolean'; 'SmartHosts' = 'string'; 'Port' = 'integer'; 'UseExternalDNSServersEnabled' = 'boolean'; 'SmartHostAuthMechanism' = 'enum'; 'Fqdn' = 'string'; 'ForceHELO' = 'boolean'; 'FrontendProxyEnabled' = 'boolean'; 'SourceIPAddress' = 'string'; 'AuthenticationCredential' = 'credential'; 'OAuth' = 'object'; 'RequireTLS' = 'boolean'; 'IgnoreSTARTTLS' = 'boolean'; 'TlsAuthLevel' = 'enum'; 'TlsDomain' = 'string'; 'TlsCertificateName' = 'string'; 'DomainSecureEnabled' = 'boolean'; 'MtaStsEnabled' = 'boolean'; 'DaneEnabled' = 'boolean'; 'MaxMessageSize' = 'size'; 'ConnectionInactivityTimeOut' = 'timespan'; 'SmtpMaxMessagesPerConnection' = 'integer'; 'ErrorPolicies' = 'enum'; 'ProtocolLoggingLevel' = 'enum'; 'MessageRateLimit' = 'string'; 'ConnectionRateLimit' = 'string'; 'MaxConcurrentConnections' = 'integer'; 'DestinationLimits' = 'object'; 'AccessControl' = 'object'; 'CloudServicesMailEnabled' = 'boolean'; 'ConnectorType' = 'enum'; 'RequireOorg' = 'boolean'; 'IsCoexistenceConnector' = 'boolean'; 'LinkedReceiveConnector' = 'string'; 'Custom' = 'switch'; 'Internal' = 'switch'; 'Internet' = 'switch'; 'Partner' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-SendConnector {
  <#
  .SYNOPSIS
  Changes an object of the kind SendConnector; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER AddressSpaces
  Recipients that it is for, as `Type:Address;Cost`: `*`, `contoso.com`, `*.contoso.com` (that domain and all below it), `X400:c=US;a=Fabrikam;p=Contoso;1`. Type is SMTP and Cost 1 unless said; the most specific space wins, then the lowest cost (1 – 100).
  .PARAMETER SourceTransportServers
  Servers that send by it, by name or host name. Default: the server that the file is applied at.
  .PARAMETER IsScopedConnector
  Only servers of the AD sites of its source servers route by it.
  .PARAMETER Enabled
  A disabled connector is not considered in routing.
  .PARAMETER Comment
  A note for administrators.
  .PARAMETER IsTransportRuleScoped
  Mail takes it by a mail flow rule with RouteMessageOutboundConnector alone, and never for its address spaces. As an Outbound connector of Exchange Online.
  .PARAMETER DNSRoutingEnabled
  To the hosts of the recipient’s domain (MX). false: to SmartHosts.
  .PARAMETER SmartHosts
  Hosts that take all mail of the connector: names (MX, else addresses) or `[addresses]`; needs `DNSRoutingEnabled: false`.
  .PARAMETER Port
  Port of the other side.
  .PARAMETER UseExternalDNSServersEnabled
  Hosts are looked up at ExternalDNSServers of the server.
  .PARAMETER SmartHostAuthMechanism
  How to sign in at smart hosts. BasicAuth also in clear text; BasicAuthRequireTLS within TLS alone; ExchangeServer with the certificate of the organization; ExternalAuthoritative: the channel is secured otherwise; XOAUTH2 with a token, within TLS alone.
  .PARAMETER Fqdn
  Name in EHLO. Default: that of the server.
  .PARAMETER ForceHELO
  HELO in place of EHLO: no extension, no TLS, no login.
  .PARAMETER FrontendProxyEnabled
  Front End connects to the destination, in the name of the hub.
  .PARAMETER SourceIPAddress
  Local address to connect from, of an Edge server alone; 0.0.0.0: any.
  .PARAMETER AuthenticationCredential
  User that signs in with BasicAuth, BasicAuthRequireTLS or XOAUTH2: `{ UserName, PasswordVariable }`. The password comes from the environment variable of that name; when it is not set, the password stays as it is.
  .PARAMETER OAuth
  Where XOAUTH2 gets its token by client credentials (RFC 6749 §4.4): `{ TokenEndpoint, ClientId, ClientSecretVariable, Scope }`. Scope is `https://outlook.office365.com/.default` unless said; the secret comes from the environment as the password does.
  .PARAMETER RequireTLS
  No delivery without TLS.
  .PARAMETER IgnoreSTARTTLS
  Never TLS.
  .PARAMETER TlsAuthLevel
  What the certificate of the other side must be, with RequireTLS: anything; valid; valid and with the name TlsDomain.
  .PARAMETER TlsDomain
  Name for DomainValidation. Default: the recipient’s domain; required with smart hosts.
  .PARAMETER TlsCertificateName
  Certificate to present, `<I>issuer<S>subject`. Default: the best one for Fqdn.
  .PARAMETER DomainSecureEnabled
  Mutual TLS with the domains of TLSSendDomainSecureList; needs DNS routing.
  .PARAMETER MtaStsEnabled
  Keeps to the MTA-STS policies of domains (RFC 8461): mail for one that enforces its policy waits rather than go without TLS, to another host, or to a host without a valid certificate. A parameter of our own.
  .PARAMETER DaneEnabled
  Keeps to TLSA records of hosts (DANE, RFC 7672), as far as a DNS server on this machine has validated them. A parameter of our own.
  .PARAMETER MaxMessageSize
  Largest message; octets round up to KB. Usage Internal: Unlimited.
  .PARAMETER ConnectionInactivityTimeOut
  Silence after which a connection is closed.
  .PARAMETER SmtpMaxMessagesPerConnection
  Messages after which another connection is made.
  .PARAMETER ErrorPolicies
  Failures that are taken for others: of DNS for temporary ones, some of SMTP for temporary ones, some temporary ones of SMTP for final ones.
  .PARAMETER ProtocolLoggingLevel
  Protocol log of the connector’s sessions.
  .PARAMETER MessageRateLimit
  Ours. Messages of all hubs by this connector, evenly spread: a number is so many a minute, else such as `1000/hour`.
  .PARAMETER ConnectionRateLimit
  Ours. New connections, in the same way.
  .PARAMETER MaxConcurrentConnections
  Ours. Connections of the connector at a time, within MaxOutboundConnections of the server.
  .PARAMETER DestinationLimits
  Ours. The same three limits of single destinations, as `{ Domain: contoso.com, MessageRateLimit: 30 }`: Domain is a domain, `*.` and a domain, or `*` for each destination; MxDomain in its place counts all domains together whose MX hosts are there. The most specific entry that has a limit gives it, MaxConcurrentConnections in place of MaxPerDomainOutboundConnections of the server.
  .PARAMETER CloudServicesMailEnabled
  No effect: there is no organization in the cloud to share headers with.
  .PARAMETER ConnectorType
  No effect: there is no organization in the cloud.
  .PARAMETER RequireOorg
  No effect: what it does is not documented.
  .PARAMETER IsCoexistenceConnector
  No effect: it is of Exchange 2010.
  .PARAMETER LinkedReceiveConnector
  No effect: it is of Exchange 2010.
  .EXAMPLE
  Set-SendConnector "To Internet" -MaxMessageSize 50MB
  Larger messages.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [object] $AddressSpaces,
    [Parameter()]
    [object] $SourceTransportServers,
    [Parameter()]
    [bool] $IsScopedConnector,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [bool] $IsTransportRuleScoped,
    [Parameter()]
    [Alias('DSNRoutingEnabled')]
    [bool] $DNSRoutingEnabled,
    [Parameter()]
    [object] $SmartHosts,
    [Parameter()]
    [object] $Port,
    [Parameter()]
    [bool] $UseExternalDNSServersEnabled,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer', 'ExternalAuthoritative', 'XOAUTH2' })]
    [string] $SmartHostAuthMechanism,
    [Parameter()]
    [string] $Fqdn,
    [Parameter()]
    [bool] $ForceHELO,
    [Parameter()]
    [bool] $FrontendProxyEnabled,
    [Parameter()]
    [string] $SourceIPAddress,
    [Parameter()]
    [object] $AuthenticationCredential,
    [Parameter()]
    [object] $OAuth,
    [Parameter()]
    [bool] $RequireTLS,
    [Parameter()]
    [bool] $IgnoreSTARTTLS,
    [Parameter()]
    [ArgumentCompleter({ 'EncryptionOnly', 'CertificateValidation', 'DomainValidation' })]
    [string] $TlsAuthLevel,
    [Parameter()]
    [string] $TlsDomain,
    [Parameter()]
    [string] $TlsCertificateName,
    [Parameter()]
    [bool] $DomainSecureEnabled,
    [Parameter()]
    [bool] $MtaStsEnabled,
    [Parameter()]
    [bool] $DaneEnabled,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxMessageSize,
    [Parameter()]
    [object] $ConnectionInactivityTimeOut,
    [Parameter()]
    [object] $SmtpMaxMessagesPerConnection,
    [Parameter()]
    [ArgumentCompleter({ 'Default', 'DowngradeDnsFailures', 'DowngradeCustomFailures', 'UpgradeCustomFailures' })]
    [object] $ErrorPolicies,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Verbose' })]
    [string] $ProtocolLoggingLevel,
    [Parameter()]
    [string] $MessageRateLimit,
    [Parameter()]
    [string] $ConnectionRateLimit,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxConcurrentConnections,
    [Parameter()]
    [object] $DestinationLimits,
    [Parameter()]
    [bool] $CloudServicesMailEnabled,
    [Parameter()]
    [ArgumentCompleter({ 'Default', 'XPremises' })]
    [string] $ConnectorType,
    [Parameter()]
    [bool] $RequireOorg,
    [Parameter()]
    [bool] $IsCoexistenceConnector,
    [Parameter()]
    [string] $LinkedReceiveConnector,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'AddressSpaces' = 'string'; 'SourceTransportServers' = 'string'; 'IsScopedConnector' = 'boolean'; 'Enabled' = 'boolean'; 'Comment' = 'string'; 'IsTransportRuleScoped' = 'boolean'; 'DNSRoutingEnabled' = 'boolean'; 'SmartHosts' = 'string'; 'Port' = 'integer'; 'UseExternalDNSServersEnabled' = 'boolean'; 'SmartHostAuthMechanism' = 'enum'; 'Fqdn' = 'string'; 'ForceHELO' = 'boolean'; 'FrontendProxyEnabled' = 'boolean'; 'SourceIPAddress' = 'string'; 'AuthenticationCredential' = 'credential'; 'OAuth' = 'object'; 'RequireTLS' = 'boolean'; 'IgnoreSTARTTLS' = 'boolean'; 'TlsAuthLevel' = 'enum'; 'TlsDomain' = 'string'; 'TlsCertificateName' = 'string'; 'DomainSecureEnabled' = 'boolean'; 'MtaStsEnabled' = 'boolean'; 'DaneEnabled' = 'boolean'; 'MaxMessageSize' = 'size'; 'ConnectionInactivityTimeOut' = 'timespan'; 'SmtpMaxMessagesPerConnection' = 'integer'; 'ErrorPolicies' = 'enum'; 'ProtocolLoggingLevel' = 'enum'; 'MessageRateLimit' = 'string'; 'ConnectionRateLimit' = 'string'; 'MaxConcurrentConnections' = 'integer'; 'DestinationLimits' = 'object'; 'CloudServicesMailEnabled' = 'boolean'; 'ConnectorType' = 'enum'; 'RequireOorg' = 'boolean'; 'IsCoexistenceConnector' = 'boolean'; 'LinkedReceiveConnector' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-SendConnector {
  <#
  .SYNOPSIS
  Removes an object of the kind SendConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-SendConnector "To Fabrikam"
  Asks, then removes it.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-DeliveryAgentConnector {
  <#
  .SYNOPSIS
  Shows objects of the kind DeliveryAgentConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-DeliveryAgentConnector
  All of them.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.DeliveryAgentConnector'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-DeliveryAgentConnector {
  <#
  .SYNOPSIS
  Makes an object of the kind DeliveryAgentConnector.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER AddressSpaces
  Recipients that it is for, as `Type:Address;Cost`: `*`, `contoso.com`, `*.contoso.com` (that domain and all below it), `X400:c=US;a=Fabrikam;p=Contoso;1`. Type is SMTP and Cost 1 unless said; the most specific space wins, then the lowest cost (1 – 100).
  .PARAMETER SourceTransportServers
  Servers that send by it, by name or host name. Default: the server that the file is applied at.
  .PARAMETER IsScopedConnector
  Only servers of the AD sites of its source servers route by it.
  .PARAMETER Enabled
  A disabled connector is not considered in routing.
  .PARAMETER Comment
  A note for administrators.
  .PARAMETER DeliveryProtocol
  Protocol by which an agent is found, such as `X.400` or `MOBILE`.
  .PARAMETER MaxConcurrentConnections
  Connections at a time.
  .PARAMETER MaxMessagesPerConnection
  Messages after which another connection is made.
  .PARAMETER MaxMessageSize
  Largest message; octets round up to KB.
  .PARAMETER AgentSettings
  What the agent has to know for this connector, as texts by name; the agent says which there are.
  .PARAMETER AuthenticationCredential
  What the agent signs in or signs with: `{ UserName, PasswordVariable }`. The password comes from the environment variable of that name; when it is not set, the password stays as it is.
  .EXAMPLE
  New-DeliveryAgentConnector "Text messages" -AddressSpaces "SMS:*;1" -DeliveryProtocol SMS
  What is addressed as SMS goes to the delivery agent of that protocol.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter(Mandatory = $true)]
    [object] $AddressSpaces,
    [Parameter()]
    [object] $SourceTransportServers,
    [Parameter()]
    [bool] $IsScopedConnector,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter(Mandatory = $true)]
    [string] $DeliveryProtocol,
    [Parameter()]
    [object] $MaxConcurrentConnections,
    [Parameter()]
    [object] $MaxMessagesPerConnection,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxMessageSize,
    [Parameter()]
    [object] $AgentSettings,
    [Parameter()]
    [object] $AuthenticationCredential,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.DeliveryAgentConnector'; Types = @{ 'Name' = 'string'; 'AddressSpaces' = 'string'; 'SourceTransportServers' = 'string'; 'IsScopedConnector' = 'boolean'; 'Enabled' = 'boolean'; 'Comment' = 'string'; 'DeliveryProtocol' = 'string'; 'MaxConcurrentConnections' = 'integer'; 'MaxMessagesPerConnection' = 'integer'; 'MaxMessageSize' = 'size'; 'AgentSettings' = 'object'; 'AuthenticationCredential' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-DeliveryAgentConnector {
  <#
  .SYNOPSIS
  Changes an object of the kind DeliveryAgentConnector; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER AddressSpaces
  Recipients that it is for, as `Type:Address;Cost`: `*`, `contoso.com`, `*.contoso.com` (that domain and all below it), `X400:c=US;a=Fabrikam;p=Contoso;1`. Type is SMTP and Cost 1 unless said; the most specific space wins, then the lowest cost (1 – 100).
  .PARAMETER SourceTransportServers
  Servers that send by it, by name or host name. Default: the server that the file is applied at.
  .PARAMETER IsScopedConnector
  Only servers of the AD sites of its source servers route by it.
  .PARAMETER Enabled
  A disabled connector is not considered in routing.
  .PARAMETER Comment
  A note for administrators.
  .PARAMETER DeliveryProtocol
  Protocol by which an agent is found, such as `X.400` or `MOBILE`.
  .PARAMETER MaxConcurrentConnections
  Connections at a time.
  .PARAMETER MaxMessagesPerConnection
  Messages after which another connection is made.
  .PARAMETER MaxMessageSize
  Largest message; octets round up to KB.
  .PARAMETER AgentSettings
  What the agent has to know for this connector, as texts by name; the agent says which there are.
  .PARAMETER AuthenticationCredential
  What the agent signs in or signs with: `{ UserName, PasswordVariable }`. The password comes from the environment variable of that name; when it is not set, the password stays as it is.
  .EXAMPLE
  Set-DeliveryAgentConnector "Text messages" -MaxConcurrentConnections 10
  At most ten at a time.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [object] $AddressSpaces,
    [Parameter()]
    [object] $SourceTransportServers,
    [Parameter()]
    [bool] $IsScopedConnector,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [string] $DeliveryProtocol,
    [Parameter()]
    [object] $MaxConcurrentConnections,
    [Parameter()]
    [object] $MaxMessagesPerConnection,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxMessageSize,
    [Parameter()]
    [object] $AgentSettings,
    [Parameter()]
    [object] $AuthenticationCredential,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'AddressSpaces' = 'string'; 'SourceTransportServers' = 'string'; 'IsScopedConnector' = 'boolean'; 'Enabled' = 'boolean'; 'Comment' = 'string'; 'DeliveryProtocol' = 'string'; 'MaxConcurrentConnections' = 'integer'; 'MaxMessagesPerConnection' = 'integer'; 'MaxMessageSize' = 'size'; 'AgentSettings' = 'object'; 'AuthenticationCredential' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-DeliveryAgentConnector {
  <#
  .SYNOPSIS
  Removes an object of the kind DeliveryAgentConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-DeliveryAgentConnector "Text messages"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ForeignConnector {
  <#
  .SYNOPSIS
  Shows objects of the kind ForeignConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-ForeignConnector | Format-List
  All parameters of all of them.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ForeignConnector'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-ForeignConnector {
  <#
  .SYNOPSIS
  Makes an object of the kind ForeignConnector.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER AddressSpaces
  Recipients that it is for, as `Type:Address;Cost`: `*`, `contoso.com`, `*.contoso.com` (that domain and all below it), `X400:c=US;a=Fabrikam;p=Contoso;1`. Type is SMTP and Cost 1 unless said; the most specific space wins, then the lowest cost (1 – 100).
  .PARAMETER SourceTransportServers
  Servers that send by it, by name or host name. Default: the server that the file is applied at.
  .PARAMETER IsScopedConnector
  Only servers of the AD sites of its source servers route by it.
  .PARAMETER Enabled
  A disabled connector is not considered in routing.
  .PARAMETER Comment
  A note for administrators.
  .PARAMETER DropDirectory
  Folder that messages are written to, absolute or in RootDropDirectoryPath; it is not made. Default: Name.
  .PARAMETER DropDirectoryQuota
  Size of the files in it from which on nothing more is written.
  .PARAMETER MaxMessageSize
  Largest message; octets round up to KB.
  .PARAMETER RelayDsnRequired
  Senders that ask for it are told that their message was handed over.
  .EXAMPLE
  New-ForeignConnector "Fax" -AddressSpaces "FAX:*;1" -DropDirectory /srv/fax
  What is addressed as FAX is written into files there.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter(Mandatory = $true)]
    [object] $AddressSpaces,
    [Parameter()]
    [object] $SourceTransportServers,
    [Parameter()]
    [bool] $IsScopedConnector,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [string] $DropDirectory,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $DropDirectoryQuota,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxMessageSize,
    [Parameter()]
    [bool] $RelayDsnRequired,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ForeignConnector'; Types = @{ 'Name' = 'string'; 'AddressSpaces' = 'string'; 'SourceTransportServers' = 'string'; 'IsScopedConnector' = 'boolean'; 'Enabled' = 'boolean'; 'Comment' = 'string'; 'DropDirectory' = 'string'; 'DropDirectoryQuota' = 'size'; 'MaxMessageSize' = 'size'; 'RelayDsnRequired' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-ForeignConnector {
  <#
  .SYNOPSIS
  Changes an object of the kind ForeignConnector; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER AddressSpaces
  Recipients that it is for, as `Type:Address;Cost`: `*`, `contoso.com`, `*.contoso.com` (that domain and all below it), `X400:c=US;a=Fabrikam;p=Contoso;1`. Type is SMTP and Cost 1 unless said; the most specific space wins, then the lowest cost (1 – 100).
  .PARAMETER SourceTransportServers
  Servers that send by it, by name or host name. Default: the server that the file is applied at.
  .PARAMETER IsScopedConnector
  Only servers of the AD sites of its source servers route by it.
  .PARAMETER Enabled
  A disabled connector is not considered in routing.
  .PARAMETER Comment
  A note for administrators.
  .PARAMETER DropDirectory
  Folder that messages are written to, absolute or in RootDropDirectoryPath; it is not made. Default: Name.
  .PARAMETER DropDirectoryQuota
  Size of the files in it from which on nothing more is written.
  .PARAMETER MaxMessageSize
  Largest message; octets round up to KB.
  .PARAMETER RelayDsnRequired
  Senders that ask for it are told that their message was handed over.
  .EXAMPLE
  Set-ForeignConnector "Fax" -DropDirectoryQuota 500MB
  Messages wait once the folder holds that much.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [object] $AddressSpaces,
    [Parameter()]
    [object] $SourceTransportServers,
    [Parameter()]
    [bool] $IsScopedConnector,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [string] $DropDirectory,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $DropDirectoryQuota,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxMessageSize,
    [Parameter()]
    [bool] $RelayDsnRequired,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'AddressSpaces' = 'string'; 'SourceTransportServers' = 'string'; 'IsScopedConnector' = 'boolean'; 'Enabled' = 'boolean'; 'Comment' = 'string'; 'DropDirectory' = 'string'; 'DropDirectoryQuota' = 'size'; 'MaxMessageSize' = 'size'; 'RelayDsnRequired' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-ForeignConnector {
  <#
  .SYNOPSIS
  Removes an object of the kind ForeignConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-ForeignConnector "Fax"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-InboundConnector {
  <#
  .SYNOPSIS
  Shows objects of the kind InboundConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-InboundConnector
  What is demanded of whose mail.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.InboundConnector'; Types = @{ 'Identity' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-InboundConnector {
  <#
  .SYNOPSIS
  Makes an object of the kind InboundConnector.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Enabled
  False: nothing is demanded.
  .PARAMETER Comment
  For whoever reads it.
  .PARAMETER SenderDomains
  Whose mail it is about: domains of the reverse-path, `*.domain` for all below one, `*` for all mail.
  .PARAMETER SenderIPAddresses
  Hosts that bring this mail; without RestrictDomainsToIPAddresses the connector is about them alone.
  .PARAMETER RestrictDomainsToIPAddresses
  Mail of these domains from other hosts is refused.
  .PARAMETER RequireTls
  This mail comes within TLS.
  .PARAMETER TlsSenderCertificateName
  A host of the certificate, or `*.domain`; counts with RestrictDomainsToCertificate.
  .PARAMETER RestrictDomainsToCertificate
  Mail of these domains is refused from hosts that do not show a certificate of TlsSenderCertificateName.
  .PARAMETER ConnectorType
  Another organization; a server of one’s own has a Receive connector.
  .EXAMPLE
  New-InboundConnector "From Fabrikam" -SenderDomains fabrikam.com -SenderIPAddresses 203.0.113.0/28 -RestrictDomainsToIPAddresses $true
  Mail of fabrikam.com comes from these hosts, within TLS; what others bring is refused.
  .EXAMPLE
  New-InboundConnector "From Fabrikam" -SenderDomains fabrikam.com -RestrictDomainsToCertificate $true -TlsSenderCertificateName *.fabrikam.com
  The same of hosts that show the certificate.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter(Mandatory = $true)]
    [object] $SenderDomains,
    [Parameter()]
    [object] $SenderIPAddresses,
    [Parameter()]
    [bool] $RestrictDomainsToIPAddresses,
    [Parameter()]
    [bool] $RequireTls,
    [Parameter()]
    [string] $TlsSenderCertificateName,
    [Parameter()]
    [bool] $RestrictDomainsToCertificate,
    [Parameter()]
    [ArgumentCompleter({ 'Partner' })]
    [string] $ConnectorType,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.InboundConnector'; Types = @{ 'Name' = 'string'; 'Enabled' = 'boolean'; 'Comment' = 'string'; 'SenderDomains' = 'string'; 'SenderIPAddresses' = 'string'; 'RestrictDomainsToIPAddresses' = 'boolean'; 'RequireTls' = 'boolean'; 'TlsSenderCertificateName' = 'string'; 'RestrictDomainsToCertificate' = 'boolean'; 'ConnectorType' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-InboundConnector {
  <#
  .SYNOPSIS
  Changes an object of the kind InboundConnector; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Enabled
  False: nothing is demanded.
  .PARAMETER Comment
  For whoever reads it.
  .PARAMETER SenderDomains
  Whose mail it is about: domains of the reverse-path, `*.domain` for all below one, `*` for all mail.
  .PARAMETER SenderIPAddresses
  Hosts that bring this mail; without RestrictDomainsToIPAddresses the connector is about them alone.
  .PARAMETER RestrictDomainsToIPAddresses
  Mail of these domains from other hosts is refused.
  .PARAMETER RequireTls
  This mail comes within TLS.
  .PARAMETER TlsSenderCertificateName
  A host of the certificate, or `*.domain`; counts with RestrictDomainsToCertificate.
  .PARAMETER RestrictDomainsToCertificate
  Mail of these domains is refused from hosts that do not show a certificate of TlsSenderCertificateName.
  .PARAMETER ConnectorType
  Another organization; a server of one’s own has a Receive connector.
  .EXAMPLE
  Set-InboundConnector "From Fabrikam" -SenderIPAddresses @{Add="198.51.100.7"}
  One more address.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [object] $SenderDomains,
    [Parameter()]
    [object] $SenderIPAddresses,
    [Parameter()]
    [bool] $RestrictDomainsToIPAddresses,
    [Parameter()]
    [bool] $RequireTls,
    [Parameter()]
    [string] $TlsSenderCertificateName,
    [Parameter()]
    [bool] $RestrictDomainsToCertificate,
    [Parameter()]
    [ArgumentCompleter({ 'Partner' })]
    [string] $ConnectorType,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'Enabled' = 'boolean'; 'Comment' = 'string'; 'SenderDomains' = 'string'; 'SenderIPAddresses' = 'string'; 'RestrictDomainsToIPAddresses' = 'boolean'; 'RequireTls' = 'boolean'; 'TlsSenderCertificateName' = 'string'; 'RestrictDomainsToCertificate' = 'boolean'; 'ConnectorType' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-InboundConnector {
  <#
  .SYNOPSIS
  Removes an object of the kind InboundConnector.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-InboundConnector "From Fabrikam"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-OutboundConnector {
  <#
  .SYNOPSIS
  Shows a Send connector in the words of Exchange Online.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER IsTransportRuleScoped
  $true: those that mail takes by mail flow rules alone; else they are shown by name only.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-OutboundConnector
  The Send connectors that were made this way.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [bool] $IsTransportRuleScoped,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.OutboundConnector'; Types = @{ 'Identity' = 'string'; 'IsTransportRuleScoped' = 'boolean'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-OutboundConnector {
  <#
  .SYNOPSIS
  Makes a Send connector in the words of Exchange Online.
  .PARAMETER Name
  Of the connector.
  .PARAMETER RecipientDomains
  Domains that it is for: contoso.com, *.contoso.com, *.
  .PARAMETER UseMXRecord
  $false: to SmartHosts.
  .PARAMETER SmartHosts
  Names or addresses of hosts.
  .PARAMETER TlsSettings
  What of TLS the host must have; $null: TLS where there is some.
  .PARAMETER TlsDomain
  Whose certificate it must be, with DomainValidation.
  .PARAMETER MtaStsMode
  Whether policies of domains are kept to (RFC 8461).
  .PARAMETER SmtpDaneMode
  Whether TLSA records of hosts are kept to (RFC 7672).
  .PARAMETER CloudServicesMailEnabled
  Headers of the organization go along.
  .PARAMETER IsTransportRuleScoped
  Mail takes it by a mail flow rule alone (RouteMessageOutboundConnector).
  .PARAMETER Enabled
  Whether it acts.
  .PARAMETER Comment
  For whoever reads it.
  .PARAMETER ConnectorType
  Whose servers they are; OnPremises: one’s own, for messages of any size.
  .EXAMPLE
  New-OutboundConnector "To Fabrikam" -RecipientDomains fabrikam.com -TlsSettings DomainValidation -TlsDomain mail.fabrikam.com
  Mail to a partner leaves inside TLS, and only to a host with a certificate of that name.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [object] $RecipientDomains,
    [Parameter()]
    [bool] $UseMXRecord,
    [Parameter()]
    [object] $SmartHosts,
    [Parameter()]
    [ArgumentCompleter({ 'EncryptionOnly', 'CertificateValidation', 'DomainValidation' })]
    [string] $TlsSettings,
    [Parameter()]
    [string] $TlsDomain,
    [Parameter()]
    [ArgumentCompleter({ 'Opportunistic', 'None' })]
    [string] $MtaStsMode,
    [Parameter()]
    [ArgumentCompleter({ 'Opportunistic', 'None' })]
    [string] $SmtpDaneMode,
    [Parameter()]
    [bool] $CloudServicesMailEnabled,
    [Parameter()]
    [bool] $IsTransportRuleScoped,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [ArgumentCompleter({ 'Partner', 'OnPremises' })]
    [string] $ConnectorType,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.OutboundConnector'; Types = @{ 'Name' = 'string'; 'RecipientDomains' = 'string'; 'UseMXRecord' = 'boolean'; 'SmartHosts' = 'string'; 'TlsSettings' = 'enum'; 'TlsDomain' = 'string'; 'MtaStsMode' = 'enum'; 'SmtpDaneMode' = 'enum'; 'CloudServicesMailEnabled' = 'boolean'; 'IsTransportRuleScoped' = 'boolean'; 'Enabled' = 'boolean'; 'Comment' = 'string'; 'ConnectorType' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-OutboundConnector {
  <#
  .SYNOPSIS
  Changes a Send connector in the words of Exchange Online; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Of the connector.
  .PARAMETER RecipientDomains
  Domains that it is for: contoso.com, *.contoso.com, *.
  .PARAMETER UseMXRecord
  $false: to SmartHosts.
  .PARAMETER SmartHosts
  Names or addresses of hosts.
  .PARAMETER TlsSettings
  What of TLS the host must have; $null: TLS where there is some.
  .PARAMETER TlsDomain
  Whose certificate it must be, with DomainValidation.
  .PARAMETER MtaStsMode
  Whether policies of domains are kept to (RFC 8461).
  .PARAMETER SmtpDaneMode
  Whether TLSA records of hosts are kept to (RFC 7672).
  .PARAMETER CloudServicesMailEnabled
  Headers of the organization go along.
  .PARAMETER IsTransportRuleScoped
  Mail takes it by a mail flow rule alone (RouteMessageOutboundConnector).
  .PARAMETER Enabled
  Whether it acts.
  .PARAMETER Comment
  For whoever reads it.
  .EXAMPLE
  Set-OutboundConnector "To Fabrikam" -Enabled $false
  Mail takes the next best way.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [object] $RecipientDomains,
    [Parameter()]
    [bool] $UseMXRecord,
    [Parameter()]
    [object] $SmartHosts,
    [Parameter()]
    [ArgumentCompleter({ 'EncryptionOnly', 'CertificateValidation', 'DomainValidation' })]
    [string] $TlsSettings,
    [Parameter()]
    [string] $TlsDomain,
    [Parameter()]
    [ArgumentCompleter({ 'Opportunistic', 'None' })]
    [string] $MtaStsMode,
    [Parameter()]
    [ArgumentCompleter({ 'Opportunistic', 'None' })]
    [string] $SmtpDaneMode,
    [Parameter()]
    [bool] $CloudServicesMailEnabled,
    [Parameter()]
    [bool] $IsTransportRuleScoped,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'RecipientDomains' = 'string'; 'UseMXRecord' = 'boolean'; 'SmartHosts' = 'string'; 'TlsSettings' = 'enum'; 'TlsDomain' = 'string'; 'MtaStsMode' = 'enum'; 'SmtpDaneMode' = 'enum'; 'CloudServicesMailEnabled' = 'boolean'; 'IsTransportRuleScoped' = 'boolean'; 'Enabled' = 'boolean'; 'Comment' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-OutboundConnector {
  <#
  .SYNOPSIS
  Removes a Send connector in the words of Exchange Online.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-OutboundConnector "To Fabrikam"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Add-ADPermission {
  <#
  .SYNOPSIS
  Gives rights at a connector to a principal, or denies them.
  .PARAMETER Identity
  A Receive or Send connector: Server\Name, name, Guid or distinguished name.
  .PARAMETER User
  NT AUTHORITY\ANONYMOUS LOGON, NT AUTHORITY\Authenticated Users, MS Exchange\Partner Servers, or who can sign in.
  .PARAMETER ExtendedRights
  The rights, in any case of their letters.
  .PARAMETER AccessRights
  Entries of connectors are about extended rights.
  .PARAMETER Deny
  Takes the rights away, whoever else gives them.
  .PARAMETER InheritanceType
  Taken as in Exchange: below a connector there is nothing.
  .EXAMPLE
  Get-ReceiveConnector "Printers" | Add-ADPermission -User "NT AUTHORITY\ANONYMOUS LOGON" -ExtendedRights ms-Exch-SMTP-Accept-Any-Recipient
  The devices of that connector may send to anybody.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
    [string] $User,
    [Parameter(Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
    [ArgumentCompleter({ 'ms-Exch-SMTP-Submit', 'ms-Exch-SMTP-Accept-Any-Recipient', 'ms-Exch-SMTP-Accept-Any-Sender', 'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender', 'ms-Exch-SMTP-Accept-Authentication-Flag', 'ms-Exch-SMTP-Accept-Exch50', 'ms-Exch-Bypass-Anti-Spam', 'ms-Exch-Bypass-Message-Size-Limit', 'ms-Exch-Accept-Headers-Routing', 'ms-Exch-Accept-Headers-Organization', 'ms-Exch-Accept-Headers-Forest', 'ms-Exch-SMTP-Accept-Xattr', 'ms-Exch-SMTP-Accept-XProxyFrom', 'ms-Exch-SMTP-Accept-XSessionParams', 'ms-Exch-SMTP-Accept-XShadow', 'ms-Exch-SMTP-Accept-XSysProbe', 'ms-Exch-SMTP-Send-XMessageContext-ADRecipientCache', 'ms-Exch-SMTP-Send-XMessageContext-ExtendedProperties', 'ms-Exch-SMTP-Send-XMessageContext-FastIndex', 'ms-Exch-Send-Headers-Organization', 'ms-Exch-Send-Headers-Forest', 'ms-Exch-Send-Headers-Routing', 'ms-Exch-SMTP-Send-Exch50', 'ms-Exch-SMTP-Send-XShadow' })]
    [object] $ExtendedRights,
    [Parameter()]
    [ArgumentCompleter({ 'ExtendedRight' })]
    [object] $AccessRights,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [switch] $Deny,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'All', 'Children', 'Descendents', 'SelfAndChildren' })]
    [string] $InheritanceType,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Management.RecipientTasks.ADAcePresentationObject'; Types = @{ 'Identity' = 'string'; 'User' = 'string'; 'ExtendedRights' = 'enum'; 'AccessRights' = 'enum'; 'Deny' = 'switch'; 'InheritanceType' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ADPermission {
  <#
  .SYNOPSIS
  Shows who may do what at a connector.
  .PARAMETER Identity
  A Receive or Send connector: Server\Name, name, Guid or distinguished name.
  .PARAMETER User
  NT AUTHORITY\ANONYMOUS LOGON, NT AUTHORITY\Authenticated Users, MS Exchange\Partner Servers, or who can sign in.
  .EXAMPLE
  Get-ADPermission "Printers" | where {($_.Deny -eq $false) -and ($_.IsInherited -eq $false)} | Format-Table User,ExtendedRights
  What is allowed to whom.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $User
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Management.RecipientTasks.ADAcePresentationObject'; Types = @{ 'Identity' = 'string'; 'User' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-ADPermission {
  <#
  .SYNOPSIS
  Takes entries away that Add-ADPermission made.
  .PARAMETER Identity
  A Receive or Send connector: Server\Name, name, Guid or distinguished name.
  .PARAMETER User
  NT AUTHORITY\ANONYMOUS LOGON, NT AUTHORITY\Authenticated Users, MS Exchange\Partner Servers, or who can sign in.
  .PARAMETER ExtendedRights
  The rights, in any case of their letters.
  .PARAMETER AccessRights
  Entries of connectors are about extended rights.
  .PARAMETER Deny
  Takes the rights away, whoever else gives them.
  .PARAMETER InheritanceType
  Taken as in Exchange: below a connector there is nothing.
  .EXAMPLE
  Get-ReceiveConnector "Printers" | Remove-ADPermission -User "NT AUTHORITY\ANONYMOUS LOGON" -ExtendedRights ms-Exch-SMTP-Accept-Any-Recipient
  The devices of that connector may send to recipients of the organization alone.
  .EXAMPLE
  Get-ADPermission "Printers" -User kiosk | Remove-ADPermission
  All entries of one account.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
    [string] $User,
    [Parameter(Mandatory = $true, ValueFromPipelineByPropertyName = $true)]
    [ArgumentCompleter({ 'ms-Exch-SMTP-Submit', 'ms-Exch-SMTP-Accept-Any-Recipient', 'ms-Exch-SMTP-Accept-Any-Sender', 'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender', 'ms-Exch-SMTP-Accept-Authentication-Flag', 'ms-Exch-SMTP-Accept-Exch50', 'ms-Exch-Bypass-Anti-Spam', 'ms-Exch-Bypass-Message-Size-Limit', 'ms-Exch-Accept-Headers-Routing', 'ms-Exch-Accept-Headers-Organization', 'ms-Exch-Accept-Headers-Forest', 'ms-Exch-SMTP-Accept-Xattr', 'ms-Exch-SMTP-Accept-XProxyFrom', 'ms-Exch-SMTP-Accept-XSessionParams', 'ms-Exch-SMTP-Accept-XShadow', 'ms-Exch-SMTP-Accept-XSysProbe', 'ms-Exch-SMTP-Send-XMessageContext-ADRecipientCache', 'ms-Exch-SMTP-Send-XMessageContext-ExtendedProperties', 'ms-Exch-SMTP-Send-XMessageContext-FastIndex', 'ms-Exch-Send-Headers-Organization', 'ms-Exch-Send-Headers-Forest', 'ms-Exch-Send-Headers-Routing', 'ms-Exch-SMTP-Send-Exch50', 'ms-Exch-SMTP-Send-XShadow' })]
    [object] $ExtendedRights,
    [Parameter()]
    [ArgumentCompleter({ 'ExtendedRight' })]
    [object] $AccessRights,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [switch] $Deny,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'All', 'Children', 'Descendents', 'SelfAndChildren' })]
    [string] $InheritanceType,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'User' = 'string'; 'ExtendedRights' = 'enum'; 'AccessRights' = 'enum'; 'Deny' = 'switch'; 'InheritanceType' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-AcceptedDomain {
  <#
  .SYNOPSIS
  Shows objects of the kind AcceptedDomain.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-AcceptedDomain | Format-Table Name,DomainType,Default
  All of them.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-AcceptedDomain {
  <#
  .SYNOPSIS
  Makes an object of the kind AcceptedDomain.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER DomainName
  A domain, or *.domain for all domains below it.
  .PARAMETER MatchSubDomains
  All domains below it as well, as if there were another accepted domain with `*.`.
  .PARAMETER DomainType
  Authoritative: unknown recipients are refused, and nothing leaves. InternalRelay and ExternalRelay: recipients that are known here get their mail, others go by a Send connector for the domain.
  .PARAMETER AddressBookEnabled
  Whether a subscribed Edge refuses recipients that nobody here has. Default: in an authoritative domain. Servers of the organization always look them up.
  .PARAMETER CatchAllRecipient
  Name, alias or address of the recipient who gets the mail for addresses there that nobody has. Of an authoritative domain only.
  .PARAMETER MakeDefault
  Domain of <Postmaster>; exactly one has it.
  .EXAMPLE
  New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType InternalRelay
  Recipients that nobody has here are in another mail system.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter(Mandatory = $true)]
    [string] $DomainName,
    [Parameter()]
    [bool] $MatchSubDomains,
    [Parameter()]
    [ArgumentCompleter({ 'Authoritative', 'InternalRelay', 'ExternalRelay' })]
    [string] $DomainType,
    [Parameter()]
    [bool] $AddressBookEnabled,
    [Parameter()]
    [string] $CatchAllRecipient,
    [Parameter()]
    [bool] $MakeDefault,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain'; Types = @{ 'Name' = 'string'; 'DomainName' = 'string'; 'MatchSubDomains' = 'boolean'; 'DomainType' = 'enum'; 'AddressBookEnabled' = 'boolean'; 'CatchAllRecipient' = 'string'; 'MakeDefault' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-AcceptedDomain {
  <#
  .SYNOPSIS
  Changes an object of the kind AcceptedDomain; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER DomainName
  A domain, or *.domain for all domains below it.
  .PARAMETER MatchSubDomains
  All domains below it as well, as if there were another accepted domain with `*.`.
  .PARAMETER DomainType
  Authoritative: unknown recipients are refused, and nothing leaves. InternalRelay and ExternalRelay: recipients that are known here get their mail, others go by a Send connector for the domain.
  .PARAMETER AddressBookEnabled
  Whether a subscribed Edge refuses recipients that nobody here has. Default: in an authoritative domain. Servers of the organization always look them up.
  .PARAMETER CatchAllRecipient
  Name, alias or address of the recipient who gets the mail for addresses there that nobody has. Of an authoritative domain only.
  .PARAMETER MakeDefault
  Domain of <Postmaster>; exactly one has it.
  .EXAMPLE
  Set-AcceptedDomain Fabrikam -MakeDefault $true
  The former one is it no more.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [string] $DomainName,
    [Parameter()]
    [bool] $MatchSubDomains,
    [Parameter()]
    [ArgumentCompleter({ 'Authoritative', 'InternalRelay', 'ExternalRelay' })]
    [string] $DomainType,
    [Parameter()]
    [bool] $AddressBookEnabled,
    [Parameter()]
    [string] $CatchAllRecipient,
    [Parameter()]
    [bool] $MakeDefault,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'DomainName' = 'string'; 'MatchSubDomains' = 'boolean'; 'DomainType' = 'enum'; 'AddressBookEnabled' = 'boolean'; 'CatchAllRecipient' = 'string'; 'MakeDefault' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-AcceptedDomain {
  <#
  .SYNOPSIS
  Removes an object of the kind AcceptedDomain.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-AcceptedDomain fabrikam.com
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-RemoteDomain {
  <#
  .SYNOPSIS
  Shows objects of the kind RemoteDomain.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-RemoteDomain Default | Format-List
  What holds for all other domains.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.DomainContentConfig'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-RemoteDomain {
  <#
  .SYNOPSIS
  Makes an object of the kind RemoteDomain.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER DomainName
  A domain, `*.domain` for all domains below it, or `*` for all that no other remote domain names; cannot be changed once the remote domain is made. The most specific one holds.
  .PARAMETER IsInternal
  Recipients there count as internal: for SentToScope of mail flow rules, Scope of journal rules, and the settings of DSNs.
  .PARAMETER TargetDeliveryDomain
  No effect: addresses of mail users are given, not made.
  .PARAMETER IsCoexistenceDomain
  No effect: there is no organization in the cloud.
  .PARAMETER AllowedOOFType
  Out-of-office replies that go there: those meant for outside; those and the ones of older programs; those meant for inside and the ones of older programs; none. InternalLegacy brings `IsInternal: true`, and `IsInternal: false` makes it ExternalLegacy.
  .PARAMETER AutoReplyEnabled
  Automatic replies go there. Off for the built-in one.
  .PARAMETER AutoForwardEnabled
  Automatically forwarded mail goes there. Off for the built-in one.
  .PARAMETER DeliveryReportEnabled
  Delivery reports go there.
  .PARAMETER NDREnabled
  Non-delivery reports go there.
  .PARAMETER NDRDiagnosticInfoEnabled
  Such a report has the diagnostic part with names of servers.
  .PARAMETER MeetingForwardNotificationEnabled
  Notices that a meeting was forwarded go there.
  .PARAMETER TrustedMailInboundEnabled
  No effect: there are no content and recipient filters to pass.
  .PARAMETER TrustedMailOutboundEnabled
  No effect: there are no content and recipient filters to pass.
  .PARAMETER DisplaySenderName
  No effect: names are as the sender has written them.
  .PARAMETER UseSimpleDisplayName
  No effect: names are as the sender has written them.
  .PARAMETER TNEFEnabled
  No effect: TNEF passes as it is: nothing here makes it or reads it.
  .PARAMETER ContentType
  No effect: no part that a sender has written is taken out of a message.
  .PARAMETER CharacterSet
  Name for the character set of text in a MIME message that has octets beyond ASCII and names none, unless it is UTF-8; a message with a DKIM-Signature is left as it is. iso-8859-1 for the built-in one.
  .PARAMETER NonMimeCharacterSet
  The same for a message that is not MIME; it becomes one. iso-8859-1 for the built-in one.
  .PARAMETER LineWrapSize
  Characters after which lines of plain text are wrapped, where it is not encoded and not `format=flowed`; 0: never.
  .PARAMETER ByteEncoderTypeFor7BitCharsets
  Transfer encoding of text in 7-bit character sets that has none, of both kinds or of HTML alone; the Detect ones leave plain text out where lines are wrapped. Undefined and Use7Bit: as it is.
  .PARAMETER RequiredCharsetCoverage
  No effect: text keeps its character set.
  .PARAMETER PreferredInternetCodePageForShiftJis
  No effect: text keeps its character set.
  .PARAMETER MessageCountThreshold
  No effect: queues are watched, not remote domains.
  .EXAMPLE
  New-RemoteDomain Fabrikam -DomainName fabrikam.com
  With the defaults.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter(Mandatory = $true)]
    [string] $DomainName,
    [Parameter()]
    [bool] $IsInternal,
    [Parameter()]
    [bool] $TargetDeliveryDomain,
    [Parameter()]
    [bool] $IsCoexistenceDomain,
    [Parameter()]
    [ArgumentCompleter({ 'External', 'ExternalLegacy', 'InternalLegacy', 'None' })]
    [string] $AllowedOOFType,
    [Parameter()]
    [bool] $AutoReplyEnabled,
    [Parameter()]
    [bool] $AutoForwardEnabled,
    [Parameter()]
    [bool] $DeliveryReportEnabled,
    [Parameter()]
    [bool] $NDREnabled,
    [Parameter()]
    [bool] $NDRDiagnosticInfoEnabled,
    [Parameter()]
    [bool] $MeetingForwardNotificationEnabled,
    [Parameter()]
    [bool] $TrustedMailInboundEnabled,
    [Parameter()]
    [bool] $TrustedMailOutboundEnabled,
    [Parameter()]
    [bool] $DisplaySenderName,
    [Parameter()]
    [bool] $UseSimpleDisplayName,
    [Parameter()]
    [bool] $TNEFEnabled,
    [Parameter()]
    [ArgumentCompleter({ 'MimeHtmlText', 'MimeText', 'MimeHtml' })]
    [string] $ContentType,
    [Parameter()]
    [string] $CharacterSet,
    [Parameter()]
    [string] $NonMimeCharacterSet,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $LineWrapSize,
    [Parameter()]
    [ArgumentCompleter({ 'Undefined', 'Use7Bit', 'UseQP', 'UseBase64', 'UseQPHtmlDetectTextPlain', 'UseBase64HtmlDetectTextPlain', 'UseQPHtml7BitTextPlain', 'UseBase64Html7BitTextPlain' })]
    [string] $ByteEncoderTypeFor7BitCharsets,
    [Parameter()]
    [object] $RequiredCharsetCoverage,
    [Parameter()]
    [ArgumentCompleter({ '50220', '50221', '50222', 'Undefined' })]
    [string] $PreferredInternetCodePageForShiftJis,
    [Parameter()]
    [object] $MessageCountThreshold,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.DomainContentConfig'; Types = @{ 'Name' = 'string'; 'DomainName' = 'string'; 'IsInternal' = 'boolean'; 'TargetDeliveryDomain' = 'boolean'; 'IsCoexistenceDomain' = 'boolean'; 'AllowedOOFType' = 'enum'; 'AutoReplyEnabled' = 'boolean'; 'AutoForwardEnabled' = 'boolean'; 'DeliveryReportEnabled' = 'boolean'; 'NDREnabled' = 'boolean'; 'NDRDiagnosticInfoEnabled' = 'boolean'; 'MeetingForwardNotificationEnabled' = 'boolean'; 'TrustedMailInboundEnabled' = 'boolean'; 'TrustedMailOutboundEnabled' = 'boolean'; 'DisplaySenderName' = 'boolean'; 'UseSimpleDisplayName' = 'boolean'; 'TNEFEnabled' = 'boolean'; 'ContentType' = 'enum'; 'CharacterSet' = 'string'; 'NonMimeCharacterSet' = 'string'; 'LineWrapSize' = 'integer'; 'ByteEncoderTypeFor7BitCharsets' = 'enum'; 'RequiredCharsetCoverage' = 'integer'; 'PreferredInternetCodePageForShiftJis' = 'enum'; 'MessageCountThreshold' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-RemoteDomain {
  <#
  .SYNOPSIS
  Changes an object of the kind RemoteDomain; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER IsInternal
  Recipients there count as internal: for SentToScope of mail flow rules, Scope of journal rules, and the settings of DSNs.
  .PARAMETER TargetDeliveryDomain
  No effect: addresses of mail users are given, not made.
  .PARAMETER IsCoexistenceDomain
  No effect: there is no organization in the cloud.
  .PARAMETER AllowedOOFType
  Out-of-office replies that go there: those meant for outside; those and the ones of older programs; those meant for inside and the ones of older programs; none. InternalLegacy brings `IsInternal: true`, and `IsInternal: false` makes it ExternalLegacy.
  .PARAMETER AutoReplyEnabled
  Automatic replies go there. Off for the built-in one.
  .PARAMETER AutoForwardEnabled
  Automatically forwarded mail goes there. Off for the built-in one.
  .PARAMETER DeliveryReportEnabled
  Delivery reports go there.
  .PARAMETER NDREnabled
  Non-delivery reports go there.
  .PARAMETER NDRDiagnosticInfoEnabled
  Such a report has the diagnostic part with names of servers.
  .PARAMETER MeetingForwardNotificationEnabled
  Notices that a meeting was forwarded go there.
  .PARAMETER TrustedMailInboundEnabled
  No effect: there are no content and recipient filters to pass.
  .PARAMETER TrustedMailOutboundEnabled
  No effect: there are no content and recipient filters to pass.
  .PARAMETER DisplaySenderName
  No effect: names are as the sender has written them.
  .PARAMETER UseSimpleDisplayName
  No effect: names are as the sender has written them.
  .PARAMETER TNEFEnabled
  No effect: TNEF passes as it is: nothing here makes it or reads it.
  .PARAMETER ContentType
  No effect: no part that a sender has written is taken out of a message.
  .PARAMETER CharacterSet
  Name for the character set of text in a MIME message that has octets beyond ASCII and names none, unless it is UTF-8; a message with a DKIM-Signature is left as it is. iso-8859-1 for the built-in one.
  .PARAMETER NonMimeCharacterSet
  The same for a message that is not MIME; it becomes one. iso-8859-1 for the built-in one.
  .PARAMETER LineWrapSize
  Characters after which lines of plain text are wrapped, where it is not encoded and not `format=flowed`; 0: never.
  .PARAMETER ByteEncoderTypeFor7BitCharsets
  Transfer encoding of text in 7-bit character sets that has none, of both kinds or of HTML alone; the Detect ones leave plain text out where lines are wrapped. Undefined and Use7Bit: as it is.
  .PARAMETER RequiredCharsetCoverage
  No effect: text keeps its character set.
  .PARAMETER PreferredInternetCodePageForShiftJis
  No effect: text keeps its character set.
  .PARAMETER MessageCountThreshold
  No effect: queues are watched, not remote domains.
  .EXAMPLE
  Set-RemoteDomain Default -AutoReplyEnabled $true
  Automatic replies leave the organization.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [bool] $IsInternal,
    [Parameter()]
    [bool] $TargetDeliveryDomain,
    [Parameter()]
    [bool] $IsCoexistenceDomain,
    [Parameter()]
    [ArgumentCompleter({ 'External', 'ExternalLegacy', 'InternalLegacy', 'None' })]
    [string] $AllowedOOFType,
    [Parameter()]
    [bool] $AutoReplyEnabled,
    [Parameter()]
    [bool] $AutoForwardEnabled,
    [Parameter()]
    [bool] $DeliveryReportEnabled,
    [Parameter()]
    [bool] $NDREnabled,
    [Parameter()]
    [bool] $NDRDiagnosticInfoEnabled,
    [Parameter()]
    [bool] $MeetingForwardNotificationEnabled,
    [Parameter()]
    [bool] $TrustedMailInboundEnabled,
    [Parameter()]
    [bool] $TrustedMailOutboundEnabled,
    [Parameter()]
    [bool] $DisplaySenderName,
    [Parameter()]
    [bool] $UseSimpleDisplayName,
    [Parameter()]
    [bool] $TNEFEnabled,
    [Parameter()]
    [ArgumentCompleter({ 'MimeHtmlText', 'MimeText', 'MimeHtml' })]
    [string] $ContentType,
    [Parameter()]
    [string] $CharacterSet,
    [Parameter()]
    [string] $NonMimeCharacterSet,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $LineWrapSize,
    [Parameter()]
    [ArgumentCompleter({ 'Undefined', 'Use7Bit', 'UseQP', 'UseBase64', 'UseQPHtmlDetectTextPlain', 'UseBase64HtmlDetectTextPlain', 'UseQPHtml7BitTextPlain', 'UseBase64Html7BitTextPlain' })]
    [string] $ByteEncoderTypeFor7BitCharsets,
    [Parameter()]
    [object] $RequiredCharsetCoverage,
    [Parameter()]
    [ArgumentCompleter({ '50220', '50221', '50222', 'Undefined' })]
    [string] $PreferredInternetCodePageForShiftJis,
    [Parameter()]
    [object] $MessageCountThreshold,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'IsInternal' = 'boolean'; 'TargetDeliveryDomain' = 'boolean'; 'IsCoexistenceDomain' = 'boolean'; 'AllowedOOFType' = 'enum'; 'AutoReplyEnabled' = 'boolean'; 'AutoForwardEnabled' = 'boolean'; 'DeliveryReportEnabled' = 'boolean'; 'NDREnabled' = 'boolean'; 'NDRDiagnosticInfoEnabled' = 'boolean'; 'MeetingForwardNotificationEnabled' = 'boolean'; 'TrustedMailInboundEnabled' = 'boolean'; 'TrustedMailOutboundEnabled' = 'boolean'; 'DisplaySenderName' = 'boolean'; 'UseSimpleDisplayName' = 'boolean'; 'TNEFEnabled' = 'boolean'; 'ContentType' = 'enum'; 'CharacterSet' = 'string'; 'NonMimeCharacterSet' = 'string'; 'LineWrapSize' = 'integer'; 'ByteEncoderTypeFor7BitCharsets' = 'enum'; 'RequiredCharsetCoverage' = 'integer'; 'PreferredInternetCodePageForShiftJis' = 'enum'; 'MessageCountThreshold' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-RemoteDomain {
  <#
  .SYNOPSIS
  Removes an object of the kind RemoteDomain.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-RemoteDomain Fabrikam
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-Mailbox {
  <#
  .SYNOPSIS
  Shows objects of the kind Mailbox.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Server
  Name of a server of the organization.
  .PARAMETER Filter
  As in "Name -like 'a*' -and Database -eq 'DB01'".
  .PARAMETER Anr
  The begin of a name, alias, login or address.
  .PARAMETER RecipientTypeDetails
  Only recipients of these types.
  .PARAMETER SortBy
  The property by which they are listed.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .PARAMETER Database
  Those in this one.
  .EXAMPLE
  Get-Mailbox -ResultSize Unlimited
  All of them.
  .EXAMPLE
  Get-Mailbox -Filter "ForwardingSmtpAddress -ne $null"
  Those whose mail goes elsewhere.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [string] $Anr,
    [Parameter()]
    [object] $RecipientTypeDetails,
    [Parameter()]
    [string] $SortBy,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Database
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.Mailbox'; Types = @{ 'Identity' = 'string'; 'Server' = 'string'; 'Filter' = 'string'; 'Anr' = 'string'; 'RecipientTypeDetails' = 'string'; 'SortBy' = 'string'; 'ResultSize' = 'integer'; 'Database' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-Mailbox {
  <#
  .SYNOPSIS
  Makes an object of the kind Mailbox.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the local part of the primary address.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that outgoing mail carries.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER Database
  Mailbox database; a folder below mailboxes/.
  .PARAMETER UserPrincipalName
  Login of its user. Default: the primary address.
  .PARAMETER ForwardingAddress
  Name, alias or address of the recipient who gets its mail; with DeliverToMailboxAndForward the mailbox does, too.
  .PARAMETER ForwardingSmtpAddress
  The same as any address, also outside; without effect where there is a ForwardingAddress.
  .PARAMETER DeliverToMailboxAndForward
  The mailbox keeps what it forwards.
  .PARAMETER DowngradeHighPriorityMessagesEnabled
  What its user sends with high priority is Normal, with PriorityQueuingEnabled.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER RecipientLimits
  Recipients of one message that it sends, a group counting as one; in place of MaxRecipientEnvelopeLimit.
  .PARAMETER FirstName
  
  .PARAMETER Initials
  
  .PARAMETER LastName
  
  .PARAMETER Title
  Title of the job.
  .PARAMETER Department
  
  .PARAMETER Company
  
  .PARAMETER Office
  
  .PARAMETER StreetAddress
  
  .PARAMETER PostOfficeBox
  
  .PARAMETER PostalCode
  
  .PARAMETER City
  
  .PARAMETER StateOrProvince
  
  .PARAMETER CountryOrRegion
  
  .PARAMETER Phone
  
  .PARAMETER OtherTelephone
  
  .PARAMETER MobilePhone
  
  .PARAMETER HomePhone
  
  .PARAMETER OtherHomePhone
  
  .PARAMETER Fax
  
  .PARAMETER OtherFax
  
  .PARAMETER Pager
  
  .PARAMETER Notes
  
  .PARAMETER Manager
  Name, alias or address of a recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .PARAMETER Password
  Of its user; a credential, or the text.
  .EXAMPLE
  New-Mailbox dave -PrimarySmtpAddress dave@contoso.com -Password (Get-Credential)
  Whose user can sign in.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter()]
    [string] $Database,
    [Parameter()]
    [string] $UserPrincipalName,
    [Parameter()]
    [string] $ForwardingAddress,
    [Parameter()]
    [string] $ForwardingSmtpAddress,
    [Parameter()]
    [bool] $DeliverToMailboxAndForward,
    [Parameter()]
    [bool] $DowngradeHighPriorityMessagesEnabled,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $RecipientLimits,
    [Parameter()]
    [string] $FirstName,
    [Parameter()]
    [string] $Initials,
    [Parameter()]
    [string] $LastName,
    [Parameter()]
    [string] $Title,
    [Parameter()]
    [string] $Department,
    [Parameter()]
    [string] $Company,
    [Parameter()]
    [string] $Office,
    [Parameter()]
    [string] $StreetAddress,
    [Parameter()]
    [string] $PostOfficeBox,
    [Parameter()]
    [string] $PostalCode,
    [Parameter()]
    [string] $City,
    [Parameter()]
    [string] $StateOrProvince,
    [Parameter()]
    [string] $CountryOrRegion,
    [Parameter()]
    [string] $Phone,
    [Parameter()]
    [object] $OtherTelephone,
    [Parameter()]
    [string] $MobilePhone,
    [Parameter()]
    [string] $HomePhone,
    [Parameter()]
    [object] $OtherHomePhone,
    [Parameter()]
    [string] $Fax,
    [Parameter()]
    [object] $OtherFax,
    [Parameter()]
    [string] $Pager,
    [Parameter()]
    [string] $Notes,
    [Parameter()]
    [string] $Manager,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [object] $Password,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.Management.Mailbox'; Types = @{ 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'Database' = 'string'; 'UserPrincipalName' = 'string'; 'ForwardingAddress' = 'string'; 'ForwardingSmtpAddress' = 'string'; 'DeliverToMailboxAndForward' = 'boolean'; 'DowngradeHighPriorityMessagesEnabled' = 'boolean'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'RecipientLimits' = 'integer'; 'FirstName' = 'string'; 'Initials' = 'string'; 'LastName' = 'string'; 'Title' = 'string'; 'Department' = 'string'; 'Company' = 'string'; 'Office' = 'string'; 'StreetAddress' = 'string'; 'PostOfficeBox' = 'string'; 'PostalCode' = 'string'; 'City' = 'string'; 'StateOrProvince' = 'string'; 'CountryOrRegion' = 'string'; 'Phone' = 'string'; 'OtherTelephone' = 'string'; 'MobilePhone' = 'string'; 'HomePhone' = 'string'; 'OtherHomePhone' = 'string'; 'Fax' = 'string'; 'OtherFax' = 'string'; 'Pager' = 'string'; 'Notes' = 'string'; 'Manager' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string'; 'Password' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-Mailbox {
  <#
  .SYNOPSIS
  Changes an object of the kind Mailbox; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the local part of the primary address.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that outgoing mail carries.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER Database
  Mailbox database; a folder below mailboxes/.
  .PARAMETER UserPrincipalName
  Login of its user. Default: the primary address.
  .PARAMETER ForwardingAddress
  Name, alias or address of the recipient who gets its mail; with DeliverToMailboxAndForward the mailbox does, too.
  .PARAMETER ForwardingSmtpAddress
  The same as any address, also outside; without effect where there is a ForwardingAddress.
  .PARAMETER DeliverToMailboxAndForward
  The mailbox keeps what it forwards.
  .PARAMETER DowngradeHighPriorityMessagesEnabled
  What its user sends with high priority is Normal, with PriorityQueuingEnabled.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER RecipientLimits
  Recipients of one message that it sends, a group counting as one; in place of MaxRecipientEnvelopeLimit.
  .PARAMETER FirstName
  
  .PARAMETER Initials
  
  .PARAMETER LastName
  
  .PARAMETER Title
  Title of the job.
  .PARAMETER Department
  
  .PARAMETER Company
  
  .PARAMETER Office
  
  .PARAMETER StreetAddress
  
  .PARAMETER PostOfficeBox
  
  .PARAMETER PostalCode
  
  .PARAMETER City
  
  .PARAMETER StateOrProvince
  
  .PARAMETER CountryOrRegion
  
  .PARAMETER Phone
  
  .PARAMETER OtherTelephone
  
  .PARAMETER MobilePhone
  
  .PARAMETER HomePhone
  
  .PARAMETER OtherHomePhone
  
  .PARAMETER Fax
  
  .PARAMETER OtherFax
  
  .PARAMETER Pager
  
  .PARAMETER Notes
  
  .PARAMETER Manager
  Name, alias or address of a recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .PARAMETER Password
  Of its user; a credential, or the text.
  .EXAMPLE
  Set-Mailbox alice -EmailAddresses @{Add="alice.smith@contoso.com"}
  One more address.
  .EXAMPLE
  Set-Mailbox alice -Password (Get-Credential)
  A new password.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter()]
    [string] $Database,
    [Parameter()]
    [string] $UserPrincipalName,
    [Parameter()]
    [string] $ForwardingAddress,
    [Parameter()]
    [string] $ForwardingSmtpAddress,
    [Parameter()]
    [bool] $DeliverToMailboxAndForward,
    [Parameter()]
    [bool] $DowngradeHighPriorityMessagesEnabled,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $RecipientLimits,
    [Parameter()]
    [string] $FirstName,
    [Parameter()]
    [string] $Initials,
    [Parameter()]
    [string] $LastName,
    [Parameter()]
    [string] $Title,
    [Parameter()]
    [string] $Department,
    [Parameter()]
    [string] $Company,
    [Parameter()]
    [string] $Office,
    [Parameter()]
    [string] $StreetAddress,
    [Parameter()]
    [string] $PostOfficeBox,
    [Parameter()]
    [string] $PostalCode,
    [Parameter()]
    [string] $City,
    [Parameter()]
    [string] $StateOrProvince,
    [Parameter()]
    [string] $CountryOrRegion,
    [Parameter()]
    [string] $Phone,
    [Parameter()]
    [object] $OtherTelephone,
    [Parameter()]
    [string] $MobilePhone,
    [Parameter()]
    [string] $HomePhone,
    [Parameter()]
    [object] $OtherHomePhone,
    [Parameter()]
    [string] $Fax,
    [Parameter()]
    [object] $OtherFax,
    [Parameter()]
    [string] $Pager,
    [Parameter()]
    [string] $Notes,
    [Parameter()]
    [string] $Manager,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [object] $Password,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'Database' = 'string'; 'UserPrincipalName' = 'string'; 'ForwardingAddress' = 'string'; 'ForwardingSmtpAddress' = 'string'; 'DeliverToMailboxAndForward' = 'boolean'; 'DowngradeHighPriorityMessagesEnabled' = 'boolean'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'RecipientLimits' = 'integer'; 'FirstName' = 'string'; 'Initials' = 'string'; 'LastName' = 'string'; 'Title' = 'string'; 'Department' = 'string'; 'Company' = 'string'; 'Office' = 'string'; 'StreetAddress' = 'string'; 'PostOfficeBox' = 'string'; 'PostalCode' = 'string'; 'City' = 'string'; 'StateOrProvince' = 'string'; 'CountryOrRegion' = 'string'; 'Phone' = 'string'; 'OtherTelephone' = 'string'; 'MobilePhone' = 'string'; 'HomePhone' = 'string'; 'OtherHomePhone' = 'string'; 'Fax' = 'string'; 'OtherFax' = 'string'; 'Pager' = 'string'; 'Notes' = 'string'; 'Manager' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string'; 'Password' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-Mailbox {
  <#
  .SYNOPSIS
  Removes an object of the kind Mailbox.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-Mailbox dave
  Asks first. The mail stays in its folder.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Disable-Mailbox {
  <#
  .SYNOPSIS
  As Remove-Mailbox: there are no users without mailboxes here; the mail in its folder stays.
  .PARAMETER Identity
  Name, alias or address.
  .EXAMPLE
  Disable-Mailbox bob
  New-Mailbox with the same alias connects the mail again.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Enable-Mailbox {
  <#
  .SYNOPSIS
  Gives a mail user a mailbox here: login, name, groups and addresses of accepted domains stay.
  .PARAMETER Identity
  Name, alias or address of a mail user.
  .PARAMETER Alias
  Default: as it is.
  .PARAMETER Database
  Where the mailbox is to be.
  .PARAMETER DisplayName
  Default: as it is.
  .PARAMETER PrimarySmtpAddress
  Default: as it is, where its domain is accepted.
  .EXAMPLE
  Enable-Mailbox chris -Database DB01
  Whose mailbox was elsewhere.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $Database,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.Management.Mailbox'; Types = @{ 'Identity' = 'string'; 'Alias' = 'string'; 'Database' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-MailboxStatistics {
  <#
  .SYNOPSIS
  Tells who signed in when to send mail, and of one mailbox how large it is: its Mailbox Delivery looks at the disk.
  .PARAMETER Identity
  Name, alias or address. Default: all, without sizes.
  .EXAMPLE
  Get-MailboxStatistics alice
  How large the mailbox is.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Management.MapiTasks.Presentation.MailboxStatistics'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-Password {
  <#
  .SYNOPSIS
  Gives an account a new password; it counts at the next sign-in.
  .PARAMETER Identity
  Login, or alias of the mailbox.
  .PARAMETER Password
  Of its user; a credential, or the text.
  .EXAMPLE
  Set-Password alice -Password (Get-Credential)
  Asks for it.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true)]
    [object] $Password,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Password' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-MailUser {
  <#
  .SYNOPSIS
  Shows objects of the kind MailUser.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Filter
  As in "Name -like 'a*' -and Database -eq 'DB01'".
  .PARAMETER Anr
  The begin of a name, alias, login or address.
  .PARAMETER RecipientTypeDetails
  Only recipients of these types.
  .PARAMETER SortBy
  The property by which they are listed.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-MailUser
  All of them.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [string] $Anr,
    [Parameter()]
    [object] $RecipientTypeDetails,
    [Parameter()]
    [string] $SortBy,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.MailUser'; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Anr' = 'string'; 'RecipientTypeDetails' = 'string'; 'SortBy' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-MailUser {
  <#
  .SYNOPSIS
  Makes an object of the kind MailUser.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the letters and digits of the name.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that people here know. Default: ExternalEmailAddress.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER ExternalEmailAddress
  Where its mail goes, outside the organization; another type of address as `FAX:+49 123`.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER FirstName
  
  .PARAMETER Initials
  
  .PARAMETER LastName
  
  .PARAMETER Title
  Title of the job.
  .PARAMETER Department
  
  .PARAMETER Company
  
  .PARAMETER Office
  
  .PARAMETER StreetAddress
  
  .PARAMETER PostOfficeBox
  
  .PARAMETER PostalCode
  
  .PARAMETER City
  
  .PARAMETER StateOrProvince
  
  .PARAMETER CountryOrRegion
  
  .PARAMETER Phone
  
  .PARAMETER OtherTelephone
  
  .PARAMETER MobilePhone
  
  .PARAMETER HomePhone
  
  .PARAMETER OtherHomePhone
  
  .PARAMETER Fax
  
  .PARAMETER OtherFax
  
  .PARAMETER Pager
  
  .PARAMETER Notes
  
  .PARAMETER Manager
  Name, alias or address of a recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .PARAMETER UserPrincipalName
  Login. Default: the primary address.
  .PARAMETER RecipientLimits
  Recipients of one message that it sends, a group counting as one; in place of MaxRecipientEnvelopeLimit.
  .EXAMPLE
  New-MailUser "Ed Meadows" -ExternalEmailAddress ed@fabrikam.com
  Mail for Ed goes there.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter(Mandatory = $true)]
    [string] $ExternalEmailAddress,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [string] $FirstName,
    [Parameter()]
    [string] $Initials,
    [Parameter()]
    [string] $LastName,
    [Parameter()]
    [string] $Title,
    [Parameter()]
    [string] $Department,
    [Parameter()]
    [string] $Company,
    [Parameter()]
    [string] $Office,
    [Parameter()]
    [string] $StreetAddress,
    [Parameter()]
    [string] $PostOfficeBox,
    [Parameter()]
    [string] $PostalCode,
    [Parameter()]
    [string] $City,
    [Parameter()]
    [string] $StateOrProvince,
    [Parameter()]
    [string] $CountryOrRegion,
    [Parameter()]
    [string] $Phone,
    [Parameter()]
    [object] $OtherTelephone,
    [Parameter()]
    [string] $MobilePhone,
    [Parameter()]
    [string] $HomePhone,
    [Parameter()]
    [object] $OtherHomePhone,
    [Parameter()]
    [string] $Fax,
    [Parameter()]
    [object] $OtherFax,
    [Parameter()]
    [string] $Pager,
    [Parameter()]
    [string] $Notes,
    [Parameter()]
    [string] $Manager,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [string] $UserPrincipalName,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $RecipientLimits,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.Management.MailUser'; Types = @{ 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'ExternalEmailAddress' = 'string'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'FirstName' = 'string'; 'Initials' = 'string'; 'LastName' = 'string'; 'Title' = 'string'; 'Department' = 'string'; 'Company' = 'string'; 'Office' = 'string'; 'StreetAddress' = 'string'; 'PostOfficeBox' = 'string'; 'PostalCode' = 'string'; 'City' = 'string'; 'StateOrProvince' = 'string'; 'CountryOrRegion' = 'string'; 'Phone' = 'string'; 'OtherTelephone' = 'string'; 'MobilePhone' = 'string'; 'HomePhone' = 'string'; 'OtherHomePhone' = 'string'; 'Fax' = 'string'; 'OtherFax' = 'string'; 'Pager' = 'string'; 'Notes' = 'string'; 'Manager' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string'; 'UserPrincipalName' = 'string'; 'RecipientLimits' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-MailUser {
  <#
  .SYNOPSIS
  Changes an object of the kind MailUser; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the letters and digits of the name.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that people here know. Default: ExternalEmailAddress.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER ExternalEmailAddress
  Where its mail goes, outside the organization; another type of address as `FAX:+49 123`.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER FirstName
  
  .PARAMETER Initials
  
  .PARAMETER LastName
  
  .PARAMETER Title
  Title of the job.
  .PARAMETER Department
  
  .PARAMETER Company
  
  .PARAMETER Office
  
  .PARAMETER StreetAddress
  
  .PARAMETER PostOfficeBox
  
  .PARAMETER PostalCode
  
  .PARAMETER City
  
  .PARAMETER StateOrProvince
  
  .PARAMETER CountryOrRegion
  
  .PARAMETER Phone
  
  .PARAMETER OtherTelephone
  
  .PARAMETER MobilePhone
  
  .PARAMETER HomePhone
  
  .PARAMETER OtherHomePhone
  
  .PARAMETER Fax
  
  .PARAMETER OtherFax
  
  .PARAMETER Pager
  
  .PARAMETER Notes
  
  .PARAMETER Manager
  Name, alias or address of a recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .PARAMETER UserPrincipalName
  Login. Default: the primary address.
  .PARAMETER RecipientLimits
  Recipients of one message that it sends, a group counting as one; in place of MaxRecipientEnvelopeLimit.
  .EXAMPLE
  Set-MailUser "Ed Meadows" -ExternalEmailAddress ed@adatum.com
  Ed has moved.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter()]
    [string] $ExternalEmailAddress,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [string] $FirstName,
    [Parameter()]
    [string] $Initials,
    [Parameter()]
    [string] $LastName,
    [Parameter()]
    [string] $Title,
    [Parameter()]
    [string] $Department,
    [Parameter()]
    [string] $Company,
    [Parameter()]
    [string] $Office,
    [Parameter()]
    [string] $StreetAddress,
    [Parameter()]
    [string] $PostOfficeBox,
    [Parameter()]
    [string] $PostalCode,
    [Parameter()]
    [string] $City,
    [Parameter()]
    [string] $StateOrProvince,
    [Parameter()]
    [string] $CountryOrRegion,
    [Parameter()]
    [string] $Phone,
    [Parameter()]
    [object] $OtherTelephone,
    [Parameter()]
    [string] $MobilePhone,
    [Parameter()]
    [string] $HomePhone,
    [Parameter()]
    [object] $OtherHomePhone,
    [Parameter()]
    [string] $Fax,
    [Parameter()]
    [object] $OtherFax,
    [Parameter()]
    [string] $Pager,
    [Parameter()]
    [string] $Notes,
    [Parameter()]
    [string] $Manager,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [string] $UserPrincipalName,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $RecipientLimits,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'ExternalEmailAddress' = 'string'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'FirstName' = 'string'; 'Initials' = 'string'; 'LastName' = 'string'; 'Title' = 'string'; 'Department' = 'string'; 'Company' = 'string'; 'Office' = 'string'; 'StreetAddress' = 'string'; 'PostOfficeBox' = 'string'; 'PostalCode' = 'string'; 'City' = 'string'; 'StateOrProvince' = 'string'; 'CountryOrRegion' = 'string'; 'Phone' = 'string'; 'OtherTelephone' = 'string'; 'MobilePhone' = 'string'; 'HomePhone' = 'string'; 'OtherHomePhone' = 'string'; 'Fax' = 'string'; 'OtherFax' = 'string'; 'Pager' = 'string'; 'Notes' = 'string'; 'Manager' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string'; 'UserPrincipalName' = 'string'; 'RecipientLimits' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-MailUser {
  <#
  .SYNOPSIS
  Removes an object of the kind MailUser.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-MailUser "Ed Meadows"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-MailContact {
  <#
  .SYNOPSIS
  Shows objects of the kind MailContact.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Filter
  As in "Name -like 'a*' -and Database -eq 'DB01'".
  .PARAMETER Anr
  The begin of a name, alias, login or address.
  .PARAMETER RecipientTypeDetails
  Only recipients of these types.
  .PARAMETER SortBy
  The property by which they are listed.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-MailContact | Format-Table Name,ExternalEmailAddress
  All of them.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [string] $Anr,
    [Parameter()]
    [object] $RecipientTypeDetails,
    [Parameter()]
    [string] $SortBy,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.MailContact'; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Anr' = 'string'; 'RecipientTypeDetails' = 'string'; 'SortBy' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-MailContact {
  <#
  .SYNOPSIS
  Makes an object of the kind MailContact.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the letters and digits of the name.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that people here know. Default: ExternalEmailAddress.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER ExternalEmailAddress
  Where its mail goes, outside the organization; another type of address as `FAX:+49 123`.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER FirstName
  
  .PARAMETER Initials
  
  .PARAMETER LastName
  
  .PARAMETER Title
  Title of the job.
  .PARAMETER Department
  
  .PARAMETER Company
  
  .PARAMETER Office
  
  .PARAMETER StreetAddress
  
  .PARAMETER PostOfficeBox
  
  .PARAMETER PostalCode
  
  .PARAMETER City
  
  .PARAMETER StateOrProvince
  
  .PARAMETER CountryOrRegion
  
  .PARAMETER Phone
  
  .PARAMETER OtherTelephone
  
  .PARAMETER MobilePhone
  
  .PARAMETER HomePhone
  
  .PARAMETER OtherHomePhone
  
  .PARAMETER Fax
  
  .PARAMETER OtherFax
  
  .PARAMETER Pager
  
  .PARAMETER Notes
  
  .PARAMETER Manager
  Name, alias or address of a recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .EXAMPLE
  New-MailContact -Name "Chris" -ExternalEmailAddress chris@fabrikam.com
  Somebody outside whom the organization knows.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter(Mandatory = $true)]
    [string] $ExternalEmailAddress,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [string] $FirstName,
    [Parameter()]
    [string] $Initials,
    [Parameter()]
    [string] $LastName,
    [Parameter()]
    [string] $Title,
    [Parameter()]
    [string] $Department,
    [Parameter()]
    [string] $Company,
    [Parameter()]
    [string] $Office,
    [Parameter()]
    [string] $StreetAddress,
    [Parameter()]
    [string] $PostOfficeBox,
    [Parameter()]
    [string] $PostalCode,
    [Parameter()]
    [string] $City,
    [Parameter()]
    [string] $StateOrProvince,
    [Parameter()]
    [string] $CountryOrRegion,
    [Parameter()]
    [string] $Phone,
    [Parameter()]
    [object] $OtherTelephone,
    [Parameter()]
    [string] $MobilePhone,
    [Parameter()]
    [string] $HomePhone,
    [Parameter()]
    [object] $OtherHomePhone,
    [Parameter()]
    [string] $Fax,
    [Parameter()]
    [object] $OtherFax,
    [Parameter()]
    [string] $Pager,
    [Parameter()]
    [string] $Notes,
    [Parameter()]
    [string] $Manager,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.Management.MailContact'; Types = @{ 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'ExternalEmailAddress' = 'string'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'FirstName' = 'string'; 'Initials' = 'string'; 'LastName' = 'string'; 'Title' = 'string'; 'Department' = 'string'; 'Company' = 'string'; 'Office' = 'string'; 'StreetAddress' = 'string'; 'PostOfficeBox' = 'string'; 'PostalCode' = 'string'; 'City' = 'string'; 'StateOrProvince' = 'string'; 'CountryOrRegion' = 'string'; 'Phone' = 'string'; 'OtherTelephone' = 'string'; 'MobilePhone' = 'string'; 'HomePhone' = 'string'; 'OtherHomePhone' = 'string'; 'Fax' = 'string'; 'OtherFax' = 'string'; 'Pager' = 'string'; 'Notes' = 'string'; 'Manager' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-MailContact {
  <#
  .SYNOPSIS
  Changes an object of the kind MailContact; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the letters and digits of the name.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that people here know. Default: ExternalEmailAddress.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER ExternalEmailAddress
  Where its mail goes, outside the organization; another type of address as `FAX:+49 123`.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER FirstName
  
  .PARAMETER Initials
  
  .PARAMETER LastName
  
  .PARAMETER Title
  Title of the job.
  .PARAMETER Department
  
  .PARAMETER Company
  
  .PARAMETER Office
  
  .PARAMETER StreetAddress
  
  .PARAMETER PostOfficeBox
  
  .PARAMETER PostalCode
  
  .PARAMETER City
  
  .PARAMETER StateOrProvince
  
  .PARAMETER CountryOrRegion
  
  .PARAMETER Phone
  
  .PARAMETER OtherTelephone
  
  .PARAMETER MobilePhone
  
  .PARAMETER HomePhone
  
  .PARAMETER OtherHomePhone
  
  .PARAMETER Fax
  
  .PARAMETER OtherFax
  
  .PARAMETER Pager
  
  .PARAMETER Notes
  
  .PARAMETER Manager
  Name, alias or address of a recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .EXAMPLE
  Set-MailContact "Chris Ashton" -EmailAddresses @{Add="chris@contoso.com"}
  One more address.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter()]
    [string] $ExternalEmailAddress,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [string] $FirstName,
    [Parameter()]
    [string] $Initials,
    [Parameter()]
    [string] $LastName,
    [Parameter()]
    [string] $Title,
    [Parameter()]
    [string] $Department,
    [Parameter()]
    [string] $Company,
    [Parameter()]
    [string] $Office,
    [Parameter()]
    [string] $StreetAddress,
    [Parameter()]
    [string] $PostOfficeBox,
    [Parameter()]
    [string] $PostalCode,
    [Parameter()]
    [string] $City,
    [Parameter()]
    [string] $StateOrProvince,
    [Parameter()]
    [string] $CountryOrRegion,
    [Parameter()]
    [string] $Phone,
    [Parameter()]
    [object] $OtherTelephone,
    [Parameter()]
    [string] $MobilePhone,
    [Parameter()]
    [string] $HomePhone,
    [Parameter()]
    [object] $OtherHomePhone,
    [Parameter()]
    [string] $Fax,
    [Parameter()]
    [object] $OtherFax,
    [Parameter()]
    [string] $Pager,
    [Parameter()]
    [string] $Notes,
    [Parameter()]
    [string] $Manager,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'ExternalEmailAddress' = 'string'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'FirstName' = 'string'; 'Initials' = 'string'; 'LastName' = 'string'; 'Title' = 'string'; 'Department' = 'string'; 'Company' = 'string'; 'Office' = 'string'; 'StreetAddress' = 'string'; 'PostOfficeBox' = 'string'; 'PostalCode' = 'string'; 'City' = 'string'; 'StateOrProvince' = 'string'; 'CountryOrRegion' = 'string'; 'Phone' = 'string'; 'OtherTelephone' = 'string'; 'MobilePhone' = 'string'; 'HomePhone' = 'string'; 'OtherHomePhone' = 'string'; 'Fax' = 'string'; 'OtherFax' = 'string'; 'Pager' = 'string'; 'Notes' = 'string'; 'Manager' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-MailContact {
  <#
  .SYNOPSIS
  Removes an object of the kind MailContact.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-MailContact "Chris Ashton"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-DistributionGroup {
  <#
  .SYNOPSIS
  Shows objects of the kind DistributionGroup.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Filter
  As in "Name -like 'a*' -and Database -eq 'DB01'".
  .PARAMETER Anr
  The begin of a name, alias, login or address.
  .PARAMETER RecipientTypeDetails
  Only recipients of these types.
  .PARAMETER SortBy
  The property by which they are listed.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-DistributionGroup
  All of them.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [string] $Anr,
    [Parameter()]
    [object] $RecipientTypeDetails,
    [Parameter()]
    [string] $SortBy,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.DistributionGroup'; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Anr' = 'string'; 'RecipientTypeDetails' = 'string'; 'SortBy' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-DistributionGroup {
  <#
  .SYNOPSIS
  Makes an object of the kind DistributionGroup.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the local part of the primary address.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that outgoing mail carries.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER Members
  Names, aliases or addresses of recipients of any kind.
  .PARAMETER ManagedBy
  Names, aliases or addresses of its managers.
  .PARAMETER ReportToOriginatorEnabled
  Who sends to the group hears of members that fail; not together with ReportToManagerEnabled. Both off: nobody hears.
  .PARAMETER ReportToManagerEnabled
  The first of ManagedBy hears of it in place of the sender.
  .PARAMETER SendOofMessageToOriginatorEnabled
  Who sends to the group gets the out-of-office replies of its members.
  .PARAMETER ExpansionServer
  Server that replaces the group by its members: name, host name or Guid. Default: whichever has the message.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .PARAMETER BypassNestedModerationEnabled
  What is approved for the group is approved for its members, and for the groups among them.
  .PARAMETER Type
  Groups are for mail; none gives rights.
  .EXAMPLE
  New-DistributionGroup "Sales" -Members alice,bob
  With two members.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter()]
    [object] $Members,
    [Parameter()]
    [object] $ManagedBy,
    [Parameter()]
    [bool] $ReportToOriginatorEnabled,
    [Parameter()]
    [bool] $ReportToManagerEnabled,
    [Parameter()]
    [bool] $SendOofMessageToOriginatorEnabled,
    [Parameter()]
    [string] $ExpansionServer,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [bool] $BypassNestedModerationEnabled,
    [Parameter()]
    [ArgumentCompleter({ 'Distribution', 'Security' })]
    [string] $Type,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.Management.DistributionGroup'; Types = @{ 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'Members' = 'string'; 'ManagedBy' = 'string'; 'ReportToOriginatorEnabled' = 'boolean'; 'ReportToManagerEnabled' = 'boolean'; 'SendOofMessageToOriginatorEnabled' = 'boolean'; 'ExpansionServer' = 'string'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string'; 'BypassNestedModerationEnabled' = 'boolean'; 'Type' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-DistributionGroup {
  <#
  .SYNOPSIS
  Changes an object of the kind DistributionGroup; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the local part of the primary address.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that outgoing mail carries.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER Members
  Names, aliases or addresses of recipients of any kind.
  .PARAMETER ManagedBy
  Names, aliases or addresses of its managers.
  .PARAMETER ReportToOriginatorEnabled
  Who sends to the group hears of members that fail; not together with ReportToManagerEnabled. Both off: nobody hears.
  .PARAMETER ReportToManagerEnabled
  The first of ManagedBy hears of it in place of the sender.
  .PARAMETER SendOofMessageToOriginatorEnabled
  Who sends to the group gets the out-of-office replies of its members.
  .PARAMETER ExpansionServer
  Server that replaces the group by its members: name, host name or Guid. Default: whichever has the message.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .PARAMETER BypassNestedModerationEnabled
  What is approved for the group is approved for its members, and for the groups among them.
  .EXAMPLE
  Set-DistributionGroup "Sales" -RequireSenderAuthenticationEnabled $false
  Senders outside may write to it, too.
  .EXAMPLE
  Set-DistributionGroup "Sales" -ModerationEnabled $true -ModeratedBy alice
  Mail to it waits until Alice has approved it.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter()]
    [object] $Members,
    [Parameter()]
    [object] $ManagedBy,
    [Parameter()]
    [bool] $ReportToOriginatorEnabled,
    [Parameter()]
    [bool] $ReportToManagerEnabled,
    [Parameter()]
    [bool] $SendOofMessageToOriginatorEnabled,
    [Parameter()]
    [string] $ExpansionServer,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [bool] $BypassNestedModerationEnabled,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'Members' = 'string'; 'ManagedBy' = 'string'; 'ReportToOriginatorEnabled' = 'boolean'; 'ReportToManagerEnabled' = 'boolean'; 'SendOofMessageToOriginatorEnabled' = 'boolean'; 'ExpansionServer' = 'string'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string'; 'BypassNestedModerationEnabled' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-DistributionGroup {
  <#
  .SYNOPSIS
  Removes an object of the kind DistributionGroup.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-DistributionGroup "Sales"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-DistributionGroupMember {
  <#
  .SYNOPSIS
  Lists the members of a group, those of a dynamic one by its filter.
  .PARAMETER Identity
  Name, alias or address of the group.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-DistributionGroupMember "Sales"
  Who gets what is sent to it.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient'; Types = @{ 'Identity' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-DynamicDistributionGroupMember {
  <#
  .SYNOPSIS
  Lists whom the filter of a dynamic group finds at this moment.
  .PARAMETER Identity
  Name, alias or address of the group.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-DynamicDistributionGroupMember "Sales"
  Who gets what is sent to it.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient'; Types = @{ 'Identity' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Show-DynamicDistributionGroupMember {
  <#
  .SYNOPSIS
  Tells whom the filter of a dynamic group would find at this moment, before there is such a group.
  .PARAMETER RecipientFilter
  Who belongs to the group, in OPATH: `(RecipientType -eq 'UserMailbox') -and (Department -like 'Sales*')`. In place of the parameters that follow.
  .PARAMETER IncludedRecipients
  Kinds of recipients that belong to it; there are no resources here, so these are nobody.
  .PARAMETER ConditionalDepartment
  Only those whose Department is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCompany
  Only those whose Company is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalStateOrProvince
  Only those whose StateOrProvince is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute1
  Only those whose CustomAttribute1 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute2
  Only those whose CustomAttribute2 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute3
  Only those whose CustomAttribute3 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute4
  Only those whose CustomAttribute4 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute5
  Only those whose CustomAttribute5 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute6
  Only those whose CustomAttribute6 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute7
  Only those whose CustomAttribute7 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute8
  Only those whose CustomAttribute8 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute9
  Only those whose CustomAttribute9 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute10
  Only those whose CustomAttribute10 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute11
  Only those whose CustomAttribute11 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute12
  Only those whose CustomAttribute12 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute13
  Only those whose CustomAttribute13 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute14
  Only those whose CustomAttribute14 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute15
  Only those whose CustomAttribute15 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Show-DynamicDistributionGroupMember -IncludedRecipients MailboxUsers
  Whom a group of all mailboxes would have.
  #>
  [CmdletBinding()]
  param(
    [Parameter()]
    [string] $RecipientFilter,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'AllRecipients', 'MailboxUsers', 'Resources', 'MailContacts', 'MailGroups', 'MailUsers' })]
    [object] $IncludedRecipients,
    [Parameter()]
    [object] $ConditionalDepartment,
    [Parameter()]
    [object] $ConditionalCompany,
    [Parameter()]
    [object] $ConditionalStateOrProvince,
    [Parameter()]
    [object] $ConditionalCustomAttribute1,
    [Parameter()]
    [object] $ConditionalCustomAttribute2,
    [Parameter()]
    [object] $ConditionalCustomAttribute3,
    [Parameter()]
    [object] $ConditionalCustomAttribute4,
    [Parameter()]
    [object] $ConditionalCustomAttribute5,
    [Parameter()]
    [object] $ConditionalCustomAttribute6,
    [Parameter()]
    [object] $ConditionalCustomAttribute7,
    [Parameter()]
    [object] $ConditionalCustomAttribute8,
    [Parameter()]
    [object] $ConditionalCustomAttribute9,
    [Parameter()]
    [object] $ConditionalCustomAttribute10,
    [Parameter()]
    [object] $ConditionalCustomAttribute11,
    [Parameter()]
    [object] $ConditionalCustomAttribute12,
    [Parameter()]
    [object] $ConditionalCustomAttribute13,
    [Parameter()]
    [object] $ConditionalCustomAttribute14,
    [Parameter()]
    [object] $ConditionalCustomAttribute15,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient'; Types = @{ 'RecipientFilter' = 'string'; 'IncludedRecipients' = 'enum'; 'ConditionalDepartment' = 'string'; 'ConditionalCompany' = 'string'; 'ConditionalStateOrProvince' = 'string'; 'ConditionalCustomAttribute1' = 'string'; 'ConditionalCustomAttribute2' = 'string'; 'ConditionalCustomAttribute3' = 'string'; 'ConditionalCustomAttribute4' = 'string'; 'ConditionalCustomAttribute5' = 'string'; 'ConditionalCustomAttribute6' = 'string'; 'ConditionalCustomAttribute7' = 'string'; 'ConditionalCustomAttribute8' = 'string'; 'ConditionalCustomAttribute9' = 'string'; 'ConditionalCustomAttribute10' = 'string'; 'ConditionalCustomAttribute11' = 'string'; 'ConditionalCustomAttribute12' = 'string'; 'ConditionalCustomAttribute13' = 'string'; 'ConditionalCustomAttribute14' = 'string'; 'ConditionalCustomAttribute15' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Add-DistributionGroupMember {
  <#
  .SYNOPSIS
  Takes a recipient into a group.
  .PARAMETER Identity
  The group.
  .PARAMETER Member
  Name, alias or address.
  .PARAMETER BypassSecurityGroupManagerCheck
  As it is in any case: whoever has the role changes every group, owner or not.
  .EXAMPLE
  Add-DistributionGroupMember "Sales" -Member carol
  Takes Carol in.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true)]
    [string] $Member,
    [Parameter()]
    [switch] $BypassSecurityGroupManagerCheck,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Member' = 'string'; 'BypassSecurityGroupManagerCheck' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-DistributionGroupMember {
  <#
  .SYNOPSIS
  Takes a recipient out of a group.
  .PARAMETER Identity
  The group.
  .PARAMETER Member
  Name, alias or address.
  .PARAMETER BypassSecurityGroupManagerCheck
  As it is in any case: whoever has the role changes every group, owner or not.
  .EXAMPLE
  Remove-DistributionGroupMember "Sales" -Member carol
  Asks, then Carol is out.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true)]
    [string] $Member,
    [Parameter()]
    [switch] $BypassSecurityGroupManagerCheck,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Member' = 'string'; 'BypassSecurityGroupManagerCheck' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Update-DistributionGroupMember {
  <#
  .SYNOPSIS
  Gives a group these members in the place of those that it has.
  .PARAMETER Identity
  The group.
  .PARAMETER Members
  Names, aliases or addresses.
  .PARAMETER BypassSecurityGroupManagerCheck
  As it is in any case: whoever has the role changes every group, owner or not.
  .EXAMPLE
  Update-DistributionGroupMember "Sales" -Members alice,bob
  These and nobody else.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [object] $Members,
    [Parameter()]
    [switch] $BypassSecurityGroupManagerCheck,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Members' = 'string'; 'BypassSecurityGroupManagerCheck' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-DynamicDistributionGroup {
  <#
  .SYNOPSIS
  Shows objects of the kind DynamicDistributionGroup.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Filter
  As in "Name -like 'a*' -and Database -eq 'DB01'".
  .PARAMETER Anr
  The begin of a name, alias, login or address.
  .PARAMETER RecipientTypeDetails
  Only recipients of these types.
  .PARAMETER SortBy
  The property by which they are listed.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-DynamicDistributionGroup | Format-List
  With their filters.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [string] $Anr,
    [Parameter()]
    [object] $RecipientTypeDetails,
    [Parameter()]
    [string] $SortBy,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.DynamicDistributionGroup'; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Anr' = 'string'; 'RecipientTypeDetails' = 'string'; 'SortBy' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-DynamicDistributionGroup {
  <#
  .SYNOPSIS
  Makes an object of the kind DynamicDistributionGroup.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the local part of the primary address.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that outgoing mail carries.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER RecipientFilter
  Who belongs to the group, in OPATH: `(RecipientType -eq 'UserMailbox') -and (Department -like 'Sales*')`. In place of the parameters that follow.
  .PARAMETER IncludedRecipients
  Kinds of recipients that belong to it; there are no resources here, so these are nobody.
  .PARAMETER ConditionalDepartment
  Only those whose Department is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCompany
  Only those whose Company is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalStateOrProvince
  Only those whose StateOrProvince is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute1
  Only those whose CustomAttribute1 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute2
  Only those whose CustomAttribute2 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute3
  Only those whose CustomAttribute3 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute4
  Only those whose CustomAttribute4 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute5
  Only those whose CustomAttribute5 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute6
  Only those whose CustomAttribute6 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute7
  Only those whose CustomAttribute7 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute8
  Only those whose CustomAttribute8 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute9
  Only those whose CustomAttribute9 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute10
  Only those whose CustomAttribute10 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute11
  Only those whose CustomAttribute11 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute12
  Only those whose CustomAttribute12 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute13
  Only those whose CustomAttribute13 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute14
  Only those whose CustomAttribute14 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute15
  Only those whose CustomAttribute15 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ManagedBy
  Name, alias or address of its manager.
  .PARAMETER ReportToOriginatorEnabled
  Who sends to the group hears of members that fail; not together with ReportToManagerEnabled. Both off: nobody hears.
  .PARAMETER ReportToManagerEnabled
  The first of ManagedBy hears of it in place of the sender.
  .PARAMETER SendOofMessageToOriginatorEnabled
  Who sends to the group gets the out-of-office replies of its members.
  .PARAMETER ExpansionServer
  Server that replaces the group by its members: name, host name or Guid. Default: whichever has the message.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .EXAMPLE
  New-DynamicDistributionGroup "All staff" -IncludedRecipients MailboxUsers
  All mailboxes there are.
  .EXAMPLE
  New-DynamicDistributionGroup "Sales" -RecipientFilter {(RecipientType -eq 'UserMailbox') -and (Department -like 'Sales*')}
  Whoever passes the filter when a message comes.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter()]
    [string] $RecipientFilter,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'AllRecipients', 'MailboxUsers', 'Resources', 'MailContacts', 'MailGroups', 'MailUsers' })]
    [object] $IncludedRecipients,
    [Parameter()]
    [object] $ConditionalDepartment,
    [Parameter()]
    [object] $ConditionalCompany,
    [Parameter()]
    [object] $ConditionalStateOrProvince,
    [Parameter()]
    [object] $ConditionalCustomAttribute1,
    [Parameter()]
    [object] $ConditionalCustomAttribute2,
    [Parameter()]
    [object] $ConditionalCustomAttribute3,
    [Parameter()]
    [object] $ConditionalCustomAttribute4,
    [Parameter()]
    [object] $ConditionalCustomAttribute5,
    [Parameter()]
    [object] $ConditionalCustomAttribute6,
    [Parameter()]
    [object] $ConditionalCustomAttribute7,
    [Parameter()]
    [object] $ConditionalCustomAttribute8,
    [Parameter()]
    [object] $ConditionalCustomAttribute9,
    [Parameter()]
    [object] $ConditionalCustomAttribute10,
    [Parameter()]
    [object] $ConditionalCustomAttribute11,
    [Parameter()]
    [object] $ConditionalCustomAttribute12,
    [Parameter()]
    [object] $ConditionalCustomAttribute13,
    [Parameter()]
    [object] $ConditionalCustomAttribute14,
    [Parameter()]
    [object] $ConditionalCustomAttribute15,
    [Parameter()]
    [string] $ManagedBy,
    [Parameter()]
    [bool] $ReportToOriginatorEnabled,
    [Parameter()]
    [bool] $ReportToManagerEnabled,
    [Parameter()]
    [bool] $SendOofMessageToOriginatorEnabled,
    [Parameter()]
    [string] $ExpansionServer,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.Management.DynamicDistributionGroup'; Types = @{ 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'RecipientFilter' = 'string'; 'IncludedRecipients' = 'enum'; 'ConditionalDepartment' = 'string'; 'ConditionalCompany' = 'string'; 'ConditionalStateOrProvince' = 'string'; 'ConditionalCustomAttribute1' = 'string'; 'ConditionalCustomAttribute2' = 'string'; 'ConditionalCustomAttribute3' = 'string'; 'ConditionalCustomAttribute4' = 'string'; 'ConditionalCustomAttribute5' = 'string'; 'ConditionalCustomAttribute6' = 'string'; 'ConditionalCustomAttribute7' = 'string'; 'ConditionalCustomAttribute8' = 'string'; 'ConditionalCustomAttribute9' = 'string'; 'ConditionalCustomAttribute10' = 'string'; 'ConditionalCustomAttribute11' = 'string'; 'ConditionalCustomAttribute12' = 'string'; 'ConditionalCustomAttribute13' = 'string'; 'ConditionalCustomAttribute14' = 'string'; 'ConditionalCustomAttribute15' = 'string'; 'ManagedBy' = 'string'; 'ReportToOriginatorEnabled' = 'boolean'; 'ReportToManagerEnabled' = 'boolean'; 'SendOofMessageToOriginatorEnabled' = 'boolean'; 'ExpansionServer' = 'string'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-DynamicDistributionGroup {
  <#
  .SYNOPSIS
  Changes an object of the kind DynamicDistributionGroup; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Alias
  Unique short name. Default: the local part of the primary address.
  .PARAMETER DisplayName
  Name for people. Default: the name.
  .PARAMETER PrimarySmtpAddress
  Address that outgoing mail carries.
  .PARAMETER EmailAddresses
  All addresses; the primary one is added by itself.
  .PARAMETER RecipientFilter
  Who belongs to the group, in OPATH: `(RecipientType -eq 'UserMailbox') -and (Department -like 'Sales*')`. In place of the parameters that follow.
  .PARAMETER IncludedRecipients
  Kinds of recipients that belong to it; there are no resources here, so these are nobody.
  .PARAMETER ConditionalDepartment
  Only those whose Department is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCompany
  Only those whose Company is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalStateOrProvince
  Only those whose StateOrProvince is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute1
  Only those whose CustomAttribute1 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute2
  Only those whose CustomAttribute2 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute3
  Only those whose CustomAttribute3 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute4
  Only those whose CustomAttribute4 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute5
  Only those whose CustomAttribute5 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute6
  Only those whose CustomAttribute6 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute7
  Only those whose CustomAttribute7 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute8
  Only those whose CustomAttribute8 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute9
  Only those whose CustomAttribute9 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute10
  Only those whose CustomAttribute10 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute11
  Only those whose CustomAttribute11 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute12
  Only those whose CustomAttribute12 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute13
  Only those whose CustomAttribute13 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute14
  Only those whose CustomAttribute14 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ConditionalCustomAttribute15
  Only those whose CustomAttribute15 is one of these, without regard to case; with IncludedRecipients.
  .PARAMETER ManagedBy
  Name, alias or address of its manager.
  .PARAMETER ReportToOriginatorEnabled
  Who sends to the group hears of members that fail; not together with ReportToManagerEnabled. Both off: nobody hears.
  .PARAMETER ReportToManagerEnabled
  The first of ManagedBy hears of it in place of the sender.
  .PARAMETER SendOofMessageToOriginatorEnabled
  Who sends to the group gets the out-of-office replies of its members.
  .PARAMETER ExpansionServer
  Server that replaces the group by its members: name, host name or Guid. Default: whichever has the message.
  .PARAMETER RequireSenderAuthenticationEnabled
  It takes mail of authenticated senders only; others get 550 5.7.1.
  .PARAMETER AcceptMessagesOnlyFrom
  Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.
  .PARAMETER AcceptMessagesOnlyFromDLMembers
  Groups whose members, those of groups in them too, it takes mail from: the three lists add up.
  .PARAMETER AcceptMessagesOnlyFromSendersOrMembers
  Both, in one list.
  .PARAMETER RejectMessagesFrom
  Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.
  .PARAMETER RejectMessagesFromDLMembers
  Groups from whose members it takes none.
  .PARAMETER RejectMessagesFromSendersOrMembers
  Both, in one list.
  .PARAMETER GrantSendOnBehalfTo
  Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.
  .PARAMETER GrantSendAsTo
  Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.
  .PARAMETER MaxReceiveSize
  Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.
  .PARAMETER MaxSendSize
  Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.
  .PARAMETER ModerationEnabled
  What is sent to it waits until a moderator approves.
  .PARAMETER ModeratedBy
  Mailboxes, mail users and mail contacts who approve or reject; what they send themselves is not asked about. Default, of a group: ManagedBy.
  .PARAMETER BypassModerationFrom
  Mailboxes, mail users and mail contacts whose mail needs no approval, when they are authenticated.
  .PARAMETER BypassModerationFromDLMembers
  Groups from whose members it needs none.
  .PARAMETER BypassModerationFromSendersOrMembers
  Both, in one list.
  .PARAMETER SendModerationNotifications
  Which senders hear that their message was not approved: all, those who were authenticated, or none.
  .PARAMETER ArbitrationMailbox
  Name, alias or address of the mailbox from which moderators are asked. Default: the Microsoft Exchange recipient.
  .PARAMETER CustomAttribute1
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute2
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute3
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute4
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute5
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute6
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute7
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute8
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute9
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute10
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute11
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute12
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute13
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute14
  For filters of dynamic distribution groups.
  .PARAMETER CustomAttribute15
  For filters of dynamic distribution groups.
  .EXAMPLE
  Set-DynamicDistributionGroup "All staff" -IncludedRecipients MailboxUsers,MailContacts
  More of them.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [string] $Alias,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [string] $PrimarySmtpAddress,
    [Parameter()]
    [object] $EmailAddresses,
    [Parameter()]
    [string] $RecipientFilter,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'AllRecipients', 'MailboxUsers', 'Resources', 'MailContacts', 'MailGroups', 'MailUsers' })]
    [object] $IncludedRecipients,
    [Parameter()]
    [object] $ConditionalDepartment,
    [Parameter()]
    [object] $ConditionalCompany,
    [Parameter()]
    [object] $ConditionalStateOrProvince,
    [Parameter()]
    [object] $ConditionalCustomAttribute1,
    [Parameter()]
    [object] $ConditionalCustomAttribute2,
    [Parameter()]
    [object] $ConditionalCustomAttribute3,
    [Parameter()]
    [object] $ConditionalCustomAttribute4,
    [Parameter()]
    [object] $ConditionalCustomAttribute5,
    [Parameter()]
    [object] $ConditionalCustomAttribute6,
    [Parameter()]
    [object] $ConditionalCustomAttribute7,
    [Parameter()]
    [object] $ConditionalCustomAttribute8,
    [Parameter()]
    [object] $ConditionalCustomAttribute9,
    [Parameter()]
    [object] $ConditionalCustomAttribute10,
    [Parameter()]
    [object] $ConditionalCustomAttribute11,
    [Parameter()]
    [object] $ConditionalCustomAttribute12,
    [Parameter()]
    [object] $ConditionalCustomAttribute13,
    [Parameter()]
    [object] $ConditionalCustomAttribute14,
    [Parameter()]
    [object] $ConditionalCustomAttribute15,
    [Parameter()]
    [string] $ManagedBy,
    [Parameter()]
    [bool] $ReportToOriginatorEnabled,
    [Parameter()]
    [bool] $ReportToManagerEnabled,
    [Parameter()]
    [bool] $SendOofMessageToOriginatorEnabled,
    [Parameter()]
    [string] $ExpansionServer,
    [Parameter()]
    [bool] $RequireSenderAuthenticationEnabled,
    [Parameter()]
    [object] $AcceptMessagesOnlyFrom,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromDLMembers,
    [Parameter()]
    [object] $AcceptMessagesOnlyFromSendersOrMembers,
    [Parameter()]
    [object] $RejectMessagesFrom,
    [Parameter()]
    [object] $RejectMessagesFromDLMembers,
    [Parameter()]
    [object] $RejectMessagesFromSendersOrMembers,
    [Parameter()]
    [object] $GrantSendOnBehalfTo,
    [Parameter()]
    [object] $GrantSendAsTo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [bool] $ModerationEnabled,
    [Parameter()]
    [object] $ModeratedBy,
    [Parameter()]
    [object] $BypassModerationFrom,
    [Parameter()]
    [object] $BypassModerationFromDLMembers,
    [Parameter()]
    [object] $BypassModerationFromSendersOrMembers,
    [Parameter()]
    [ArgumentCompleter({ 'Always', 'Internal', 'Never' })]
    [string] $SendModerationNotifications,
    [Parameter()]
    [string] $ArbitrationMailbox,
    [Parameter()]
    [string] $CustomAttribute1,
    [Parameter()]
    [string] $CustomAttribute2,
    [Parameter()]
    [string] $CustomAttribute3,
    [Parameter()]
    [string] $CustomAttribute4,
    [Parameter()]
    [string] $CustomAttribute5,
    [Parameter()]
    [string] $CustomAttribute6,
    [Parameter()]
    [string] $CustomAttribute7,
    [Parameter()]
    [string] $CustomAttribute8,
    [Parameter()]
    [string] $CustomAttribute9,
    [Parameter()]
    [string] $CustomAttribute10,
    [Parameter()]
    [string] $CustomAttribute11,
    [Parameter()]
    [string] $CustomAttribute12,
    [Parameter()]
    [string] $CustomAttribute13,
    [Parameter()]
    [string] $CustomAttribute14,
    [Parameter()]
    [string] $CustomAttribute15,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'Alias' = 'string'; 'DisplayName' = 'string'; 'PrimarySmtpAddress' = 'string'; 'EmailAddresses' = 'string'; 'RecipientFilter' = 'string'; 'IncludedRecipients' = 'enum'; 'ConditionalDepartment' = 'string'; 'ConditionalCompany' = 'string'; 'ConditionalStateOrProvince' = 'string'; 'ConditionalCustomAttribute1' = 'string'; 'ConditionalCustomAttribute2' = 'string'; 'ConditionalCustomAttribute3' = 'string'; 'ConditionalCustomAttribute4' = 'string'; 'ConditionalCustomAttribute5' = 'string'; 'ConditionalCustomAttribute6' = 'string'; 'ConditionalCustomAttribute7' = 'string'; 'ConditionalCustomAttribute8' = 'string'; 'ConditionalCustomAttribute9' = 'string'; 'ConditionalCustomAttribute10' = 'string'; 'ConditionalCustomAttribute11' = 'string'; 'ConditionalCustomAttribute12' = 'string'; 'ConditionalCustomAttribute13' = 'string'; 'ConditionalCustomAttribute14' = 'string'; 'ConditionalCustomAttribute15' = 'string'; 'ManagedBy' = 'string'; 'ReportToOriginatorEnabled' = 'boolean'; 'ReportToManagerEnabled' = 'boolean'; 'SendOofMessageToOriginatorEnabled' = 'boolean'; 'ExpansionServer' = 'string'; 'RequireSenderAuthenticationEnabled' = 'boolean'; 'AcceptMessagesOnlyFrom' = 'string'; 'AcceptMessagesOnlyFromDLMembers' = 'string'; 'AcceptMessagesOnlyFromSendersOrMembers' = 'string'; 'RejectMessagesFrom' = 'string'; 'RejectMessagesFromDLMembers' = 'string'; 'RejectMessagesFromSendersOrMembers' = 'string'; 'GrantSendOnBehalfTo' = 'string'; 'GrantSendAsTo' = 'string'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'ModerationEnabled' = 'boolean'; 'ModeratedBy' = 'string'; 'BypassModerationFrom' = 'string'; 'BypassModerationFromDLMembers' = 'string'; 'BypassModerationFromSendersOrMembers' = 'string'; 'SendModerationNotifications' = 'enum'; 'ArbitrationMailbox' = 'string'; 'CustomAttribute1' = 'string'; 'CustomAttribute2' = 'string'; 'CustomAttribute3' = 'string'; 'CustomAttribute4' = 'string'; 'CustomAttribute5' = 'string'; 'CustomAttribute6' = 'string'; 'CustomAttribute7' = 'string'; 'CustomAttribute8' = 'string'; 'CustomAttribute9' = 'string'; 'CustomAttribute10' = 'string'; 'CustomAttribute11' = 'string'; 'CustomAttribute12' = 'string'; 'CustomAttribute13' = 'string'; 'CustomAttribute14' = 'string'; 'CustomAttribute15' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-DynamicDistributionGroup {
  <#
  .SYNOPSIS
  Removes an object of the kind DynamicDistributionGroup.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-DynamicDistributionGroup "All staff"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-Recipient {
  <#
  .SYNOPSIS
  Shows mailboxes, mail users, contacts and groups in one list.
  .PARAMETER Identity
  Name, alias or address; with * all that fit.
  .PARAMETER Filter
  As in "Name -like 'a*' -and Database -eq 'DB01'".
  .PARAMETER Anr
  The begin of a name, alias, login or address.
  .PARAMETER RecipientTypeDetails
  Only recipients of these types.
  .PARAMETER SortBy
  The property by which they are listed.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .PARAMETER RecipientType
  Only recipients of these types.
  .EXAMPLE
  Get-Recipient -Filter "EmailAddresses -like '*@contoso.com'"
  By address.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [string] $Anr,
    [Parameter()]
    [object] $RecipientTypeDetails,
    [Parameter()]
    [string] $SortBy,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize,
    [Parameter()]
    [object] $RecipientType
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient'; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Anr' = 'string'; 'RecipientTypeDetails' = 'string'; 'SortBy' = 'string'; 'ResultSize' = 'integer'; 'RecipientType' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-User {
  <#
  .SYNOPSIS
  Shows whose mailboxes there are, and mail users.
  .PARAMETER Identity
  Name, alias or address; with * all that fit.
  .PARAMETER Filter
  As in "Name -like 'a*' -and Database -eq 'DB01'".
  .PARAMETER Anr
  The begin of a name, alias, login or address.
  .PARAMETER RecipientTypeDetails
  Only recipients of these types.
  .PARAMETER SortBy
  The property by which they are listed.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-User -Filter "EmailAddresses -like '*@contoso.com'"
  By address.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [string] $Anr,
    [Parameter()]
    [object] $RecipientTypeDetails,
    [Parameter()]
    [string] $SortBy,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient'; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Anr' = 'string'; 'RecipientTypeDetails' = 'string'; 'SortBy' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-SmtpCredential {
  <#
  .SYNOPSIS
  Shows objects of the kind SmtpCredential.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-SmtpCredential
  All logins of SMTP that are no mailboxes.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'SmtpCredential'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-SmtpCredential {
  <#
  .SYNOPSIS
  Makes an object of the kind SmtpCredential.
  .PARAMETER Login
  UserPrincipalName of the mailbox or mail user that signs in. An account of an Edge has no mailbox: `svc@edge01.contoso.com`, with the Edge’s own name, signs in as `svc` and `EDGE01\svc`, too.
  .PARAMETER MemberOf
  Security groups of the account; a member of Exchange Servers needs no mailbox.
  .PARAMETER RemoteIPRanges
  Addresses from which the account may sign in; none: from anywhere.
  .PARAMETER Password
  Of the account; without one it gets one that is shown once.
  .EXAMPLE
  New-SmtpCredential relay@contoso.com -MemberOf "Exchange Servers" -RemoteIPRanges 192.168.5.10
  Another mail system, which signs in from one address alone; its password is shown once.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Login,
    [Parameter()]
    [ArgumentCompleter({ 'Exchange Servers' })]
    [object] $MemberOf,
    [Parameter()]
    [object] $RemoteIPRanges,
    [Parameter()]
    [object] $Password,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'SmtpCredential'; Types = @{ 'Login' = 'string'; 'MemberOf' = 'enum'; 'RemoteIPRanges' = 'string'; 'Password' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-SmtpCredential {
  <#
  .SYNOPSIS
  Changes an object of the kind SmtpCredential; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Login
  UserPrincipalName of the mailbox or mail user that signs in. An account of an Edge has no mailbox: `svc@edge01.contoso.com`, with the Edge’s own name, signs in as `svc` and `EDGE01\svc`, too.
  .PARAMETER MemberOf
  Security groups of the account; a member of Exchange Servers needs no mailbox.
  .PARAMETER RemoteIPRanges
  Addresses from which the account may sign in; none: from anywhere.
  .PARAMETER Password
  Of its user; a credential, or the text.
  .EXAMPLE
  Set-SmtpCredential relay@contoso.com -Password (Get-Credential)
  A new password; it counts at the next sign-in.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Login,
    [Parameter()]
    [ArgumentCompleter({ 'Exchange Servers' })]
    [object] $MemberOf,
    [Parameter()]
    [object] $RemoteIPRanges,
    [Parameter()]
    [object] $Password,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Login' = 'string'; 'MemberOf' = 'enum'; 'RemoteIPRanges' = 'string'; 'Password' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-SmtpCredential {
  <#
  .SYNOPSIS
  Removes an object of the kind SmtpCredential.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-SmtpCredential scanner@contoso.com
  Asks, then that login is refused.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-MailboxDatabase {
  <#
  .SYNOPSIS
  Shows objects of the kind MailboxDatabase.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Status
  Whether a Mailbox Delivery of its server runs: Mounted.
  .EXAMPLE
  Get-MailboxDatabase
  Which server holds which mailboxes.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Status
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.MailboxDatabase'; Types = @{ 'Identity' = 'string'; 'Status' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-MailboxDatabase {
  <#
  .SYNOPSIS
  Makes an object of the kind MailboxDatabase.
  .PARAMETER Name
  Mailbox database; a folder below mailboxes/.
  .PARAMETER Server
  Server whose Mailbox Delivery has it; other servers pass its mail on to the hubs of that one.
  .EXAMPLE
  New-MailboxDatabase DB02 -Server MBX02
  Its mailboxes are at that server.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter(Mandatory = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.MailboxDatabase'; Types = @{ 'Name' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-MailboxDatabase {
  <#
  .SYNOPSIS
  Changes an object of the kind MailboxDatabase; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Mailbox database; a folder below mailboxes/.
  .PARAMETER Server
  Server whose Mailbox Delivery has it; other servers pass its mail on to the hubs of that one.
  .EXAMPLE
  Set-MailboxDatabase DB02 -Name Sales
  Another name.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-MailboxDatabase {
  <#
  .SYNOPSIS
  Removes an object of the kind MailboxDatabase.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-MailboxDatabase DB02
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-DirectorySource {
  <#
  .SYNOPSIS
  Shows objects of the kind DirectorySource.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-DirectorySource | Format-List
  With what was read last, and when.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.DirectorySource'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-DirectorySource {
  <#
  .SYNOPSIS
  Makes an object of the kind DirectorySource.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Enabled
  False: it is not asked. What it has brought stays as it is, and nobody signs in by it.
  .PARAMETER Url
  Servers in the order in which they are tried: `ldaps://dc01.contoso.com`, or `ldap://dc01.contoso.com` with STARTTLS. There is no way without TLS, and none without looking at the certificate.
  .PARAMETER CertificateAuthority
  Certificates in PEM of the authority that the servers’ certificates come from. Default: those that everybody trusts.
  .PARAMETER AuthenticationCredential
  Who reads the directory: `{ UserName, PasswordVariable }`. The password comes from the environment variable of that name; when it is not set, the password stays as it is. Default: nobody signs in, and what is open to everybody is read.
  .PARAMETER BaseDN
  Below it is all that is read.
  .PARAMETER Filter
  Which entries are recipients (RFC 4515).
  .PARAMETER SyncInterval
  How often it is looked what has changed.
  .PARAMETER MailboxDatabase
  Where the mailboxes of its users are made; one that is there stays where it is.
  .PARAMETER RemovalLimit
  Percent of its recipients. When more would vanish at once, nothing is changed until somebody says that it is meant; up to three may always vanish, unless they are all.
  .PARAMETER SignInByBind
  Its users sign in with the password that they have there. False: with one that they have here.
  .PARAMETER AdministratorSignIn
  Who is in a group there that is linked to a role group (LinkedForeignGroup) signs in to the admin centre with the password of there: [administrators](administrators.md#accounts-of-others).
  .EXAMPLE
  New-DirectorySource "Active Directory" -Url ldaps://dc01.contoso.com -BaseDN "DC=contoso,DC=com" -AuthenticationCredential (Get-Credential)
  Whose users become mailboxes, and whose groups groups.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [bool] $Enabled,
    [Parameter(Mandatory = $true)]
    [object] $Url,
    [Parameter()]
    [string] $CertificateAuthority,
    [Parameter()]
    [object] $AuthenticationCredential,
    [Parameter(Mandatory = $true)]
    [string] $BaseDN,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [object] $SyncInterval,
    [Parameter()]
    [string] $MailboxDatabase,
    [Parameter()]
    [object] $RemovalLimit,
    [Parameter()]
    [bool] $SignInByBind,
    [Parameter()]
    [bool] $AdministratorSignIn,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Mailyard.DirectorySource'; Types = @{ 'Name' = 'string'; 'Enabled' = 'boolean'; 'Url' = 'string'; 'CertificateAuthority' = 'string'; 'AuthenticationCredential' = 'credential'; 'BaseDN' = 'string'; 'Filter' = 'string'; 'SyncInterval' = 'timespan'; 'MailboxDatabase' = 'string'; 'RemovalLimit' = 'integer'; 'SignInByBind' = 'boolean'; 'AdministratorSignIn' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-DirectorySource {
  <#
  .SYNOPSIS
  Changes an object of the kind DirectorySource; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Enabled
  False: it is not asked. What it has brought stays as it is, and nobody signs in by it.
  .PARAMETER Url
  Servers in the order in which they are tried: `ldaps://dc01.contoso.com`, or `ldap://dc01.contoso.com` with STARTTLS. There is no way without TLS, and none without looking at the certificate.
  .PARAMETER CertificateAuthority
  Certificates in PEM of the authority that the servers’ certificates come from. Default: those that everybody trusts.
  .PARAMETER AuthenticationCredential
  Who reads the directory: `{ UserName, PasswordVariable }`. The password comes from the environment variable of that name; when it is not set, the password stays as it is. Default: nobody signs in, and what is open to everybody is read.
  .PARAMETER BaseDN
  Below it is all that is read.
  .PARAMETER Filter
  Which entries are recipients (RFC 4515).
  .PARAMETER SyncInterval
  How often it is looked what has changed.
  .PARAMETER MailboxDatabase
  Where the mailboxes of its users are made; one that is there stays where it is.
  .PARAMETER RemovalLimit
  Percent of its recipients. When more would vanish at once, nothing is changed until somebody says that it is meant; up to three may always vanish, unless they are all.
  .PARAMETER SignInByBind
  Its users sign in with the password that they have there. False: with one that they have here.
  .PARAMETER AdministratorSignIn
  Who is in a group there that is linked to a role group (LinkedForeignGroup) signs in to the admin centre with the password of there: [administrators](administrators.md#accounts-of-others).
  .EXAMPLE
  Set-DirectorySource "Active Directory" -SyncInterval 00:15:00
  Less often.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [object] $Url,
    [Parameter()]
    [string] $CertificateAuthority,
    [Parameter()]
    [object] $AuthenticationCredential,
    [Parameter()]
    [string] $BaseDN,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [object] $SyncInterval,
    [Parameter()]
    [string] $MailboxDatabase,
    [Parameter()]
    [object] $RemovalLimit,
    [Parameter()]
    [bool] $SignInByBind,
    [Parameter()]
    [bool] $AdministratorSignIn,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'Enabled' = 'boolean'; 'Url' = 'string'; 'CertificateAuthority' = 'string'; 'AuthenticationCredential' = 'credential'; 'BaseDN' = 'string'; 'Filter' = 'string'; 'SyncInterval' = 'timespan'; 'MailboxDatabase' = 'string'; 'RemovalLimit' = 'integer'; 'SignInByBind' = 'boolean'; 'AdministratorSignIn' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-DirectorySource {
  <#
  .SYNOPSIS
  Removes a directory source; its recipients stay as recipients of this organization, or go.
  .PARAMETER Identity
  Name or Guid of a directory source.
  .PARAMETER Recipients
  What becomes of them.
  .EXAMPLE
  Remove-DirectorySource contoso
  Asks first. Its recipients stay.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Keep', 'Remove' })]
    [string] $Recipients,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Recipients' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Test-DirectorySource {
  <#
  .SYNOPSIS
  Reads a directory source and tells what a synchronization would do; nothing is changed.
  .PARAMETER Identity
  Name or Guid of a directory source.
  .EXAMPLE
  Test-DirectorySource "Active Directory" | fl
  With all notes.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.DirectorySourceTest'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Start-DirectorySynchronization {
  <#
  .SYNOPSIS
  Synchronizes a directory source now.
  .PARAMETER Identity
  Name or Guid of a directory source.
  .EXAMPLE
  Start-DirectorySynchronization "Active Directory" -Force
  Also when more recipients vanish than its RemovalLimit allows.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Mailyard.DirectorySynchronization'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-DirectorySynchronization {
  <#
  .SYNOPSIS
  Shows what became of the last synchronization of each directory source.
  .PARAMETER Identity
  Name or Guid of a directory source.
  .EXAMPLE
  Get-DirectorySynchronization | fl
  With what could not be taken over.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.DirectorySynchronization'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-EdgeSubscription {
  <#
  .SYNOPSIS
  At an Edge: writes the file by which its organization subscribes it. In the organization: takes that file.
  .PARAMETER FileName
  At an Edge: where the file is written, on the machine of the shell.
  .PARAMETER AccountExpiryDuration
  At an Edge: how long the file can be used; 2 minutes at least.
  .PARAMETER FileData
  In the organization: what the file of the Edge holds.
  .PARAMETER Site
  In the organization: AD site that the Edge belongs to.
  .PARAMETER CreateInternetSendConnector
  A connector by which the Edge sends to the Internet.
  .PARAMETER CreateInboundSendConnector
  A connector by which the Edge sends inward.
  .EXAMPLE
  New-EdgeSubscription -FileName C:\Data\EdgeSubscriptionInfo.xml
  At the Edge; what it deletes is asked first.
  .EXAMPLE
  New-EdgeSubscription -FileData ([Byte[]]$(Get-Content -Path "C:\Data\EdgeSubscriptionInfo.xml" -Encoding Byte -ReadCount 0)) -Site "Default-First-Site-Name"
  In the organization, with the file of the Edge, which is then deleted.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter()]
    [string] $FileName,
    [Parameter()]
    [object] $AccountExpiryDuration,
    [Parameter()]
    [object] $FileData,
    [Parameter()]
    [string] $Site,
    [Parameter()]
    [bool] $CreateInternetSendConnector,
    [Parameter()]
    [bool] $CreateInboundSendConnector,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.EdgeSubscription'; Types = @{ 'FileName' = 'savePath'; 'AccountExpiryDuration' = 'timespan'; 'FileData' = 'bytes'; 'Site' = 'string'; 'CreateInternetSendConnector' = 'boolean'; 'CreateInboundSendConnector' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-EdgeSubscription {
  <#
  .SYNOPSIS
  Shows which Edge servers are subscribed.
  .PARAMETER Identity
  Name of the Edge server.
  .EXAMPLE
  Get-EdgeSubscription | Format-List
  With all that is known of each.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.EdgeSubscription'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-EdgeSubscription {
  <#
  .SYNOPSIS
  Ends a subscription on this side; it has to be ended on both.
  .PARAMETER Identity
  Name of the Edge server.
  .EXAMPLE
  Remove-EdgeSubscription EDGE01
  On both sides; what it replicated goes at the Edge.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Start-EdgeSynchronization {
  <#
  .SYNOPSIS
  Brings subscribed Edge servers up to date now.
  .PARAMETER TargetServer
  This Edge server alone.
  .PARAMETER ForceFullSync
  Also what the Edge has already.
  .PARAMETER ForceUpdateCookie
  What is remembered of the Edge is learned from it again.
  .EXAMPLE
  Start-EdgeSynchronization
  A row for each Edge server and kind.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter()]
    [string] $TargetServer,
    [Parameter()]
    [switch] $ForceFullSync,
    [Parameter()]
    [switch] $ForceUpdateCookie,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.EdgeSync.Status'; Types = @{ 'TargetServer' = 'string'; 'ForceFullSync' = 'switch'; 'ForceUpdateCookie' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Test-EdgeSynchronization {
  <#
  .SYNOPSIS
  Tells whether subscribed Edge servers are up to date, and whether they know a recipient.
  .PARAMETER TargetServer
  This Edge server alone.
  .PARAMETER VerifyRecipient
  Asks the Edge for this address alone.
  .PARAMETER FullCompareMode
  Compares what the Edge has with what it should.
  .PARAMETER ExcludeRecipientTest
  With FullCompareMode: all but recipients.
  .EXAMPLE
  Test-EdgeSynchronization -VerifyRecipient alice@contoso.com
  Whether the Edge takes mail for her.
  #>
  [CmdletBinding()]
  param(
    [Parameter()]
    [string] $TargetServer,
    [Parameter()]
    [string] $VerifyRecipient,
    [Parameter()]
    [switch] $FullCompareMode,
    [Parameter()]
    [switch] $ExcludeRecipientTest
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Monitoring.EdgeSyncRecord'; Types = @{ 'TargetServer' = 'string'; 'VerifyRecipient' = 'string'; 'FullCompareMode' = 'switch'; 'ExcludeRecipientTest' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Export-EdgeBundle {
  <#
  .SYNOPSIS
  Writes all that an Edge server is told into one signed file, for one that cannot be reached.
  .PARAMETER Identity
  Name of the Edge server.
  .PARAMETER FileName
  Where the file is written, on the machine of the shell.
  .EXAMPLE
  Export-EdgeBundle EDGE01 -FileName edge01.bundle
  For Import-EdgeBundle at the Edge; by the next one at the latest 21 days later.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $FileName
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.EdgeBundle'; Types = @{ 'Identity' = 'string'; 'FileName' = 'savePath' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Import-EdgeBundle {
  <#
  .SYNOPSIS
  At an Edge: brings a file of Export-EdgeBundle into force, as a whole or not at all.
  .PARAMETER FileName
  The file, on the machine of the shell.
  .PARAMETER FileData
  What the file holds.
  .EXAMPLE
  Import-EdgeBundle -FileName edge01.bundle
  What it replaces is gone at once.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter()]
    [string] $FileName,
    [Parameter()]
    [object] $FileData,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Mailyard.EdgeBundle'; Types = @{ 'FileName' = 'file'; 'FileData' = 'bytes' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-EdgeSyncServiceConfig {
  <#
  .SYNOPSIS
  Shows objects of the kind EdgeSyncServiceConfig.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-EdgeSyncServiceConfig | Format-List
  How often Edges are told.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.EdgeSyncServiceConfig'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-EdgeSyncServiceConfig {
  <#
  .SYNOPSIS
  Changes an object of the kind EdgeSyncServiceConfig; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER ConfigurationSyncInterval
  After so long configuration and topology are pushed again, and within seconds of a change in any case.
  .PARAMETER RecipientSyncInterval
  After so long recipients are pushed again.
  .PARAMETER CookieValidDuration
  How long a bundle can come into force, and how long an Edge that hears nothing more is content.
  .PARAMETER LockDuration
  Whoever pushes and is heard of no more is followed by another admin centre after so long.
  .PARAMETER LockRenewalDuration
  How often whoever pushes renews that; shorter than LockDuration.
  .EXAMPLE
  Set-EdgeSyncServiceConfig EdgeSyncService -RecipientSyncInterval 00:02:00
  New recipients are known at the Edge after two minutes.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [object] $ConfigurationSyncInterval,
    [Parameter()]
    [object] $RecipientSyncInterval,
    [Parameter()]
    [object] $CookieValidDuration,
    [Parameter()]
    [object] $LockDuration,
    [Parameter()]
    [object] $LockRenewalDuration,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'ConfigurationSyncInterval' = 'timespan'; 'RecipientSyncInterval' = 'timespan'; 'CookieValidDuration' = 'timespan'; 'LockDuration' = 'timespan'; 'LockRenewalDuration' = 'timespan' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Export-EdgeConfig {
  <#
  .SYNOPSIS
  Writes the configuration of this Edge into a file, from which others are made like it.
  .PARAMETER CloneConfigData
  Where the file is written, on the machine of the shell.
  .PARAMETER Key
  What secrets are encrypted with; 12 characters at least.
  .EXAMPLE
  Export-EdgeConfig edge01.clone -Key (Get-Credential)
  At the Edge that is to be cloned; asks for the key, of which the name does not matter.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0)]
    [string] $CloneConfigData,
    [Parameter(Mandatory = $true)]
    [object] $Key
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.EdgeConfig'; Types = @{ 'CloneConfigData' = 'savePath'; 'Key' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-EdgeConfigAnswer {
  <#
  .SYNOPSIS
  Asks what the other Edge’s file cannot know of this one: writes a file to be filled in.
  .PARAMETER CloneConfigData
  What Export-EdgeConfig has written at the other Edge.
  .PARAMETER Key
  What secrets are encrypted with; 12 characters at least.
  .PARAMETER CloneConfigAnswer
  Where the file is written, on the machine of the shell.
  .EXAMPLE
  New-EdgeConfigAnswer edge01.clone -Key (Get-Credential) -CloneConfigAnswer edge02.yaml
  At the new Edge; ImportEdgeConfig.ps1 -IsImport $false in Exchange.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $CloneConfigData,
    [Parameter(Mandatory = $true)]
    [object] $Key,
    [Parameter()]
    [string] $CloneConfigAnswer
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.EdgeConfig'; Types = @{ 'CloneConfigData' = 'file'; 'Key' = 'credential'; 'CloneConfigAnswer' = 'savePath' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Import-EdgeConfig {
  <#
  .SYNOPSIS
  Makes this Edge like the one whose file it is, as a whole or not at all.
  .PARAMETER CloneConfigData
  What Export-EdgeConfig has written at the other Edge.
  .PARAMETER Key
  What secrets are encrypted with; 12 characters at least.
  .PARAMETER CloneConfigAnswer
  What New-EdgeConfigAnswer has written, filled in.
  .EXAMPLE
  Import-EdgeConfig edge01.clone -Key (Get-Credential) -CloneConfigAnswer edge02.yaml -WhatIf
  At the new Edge: what would become of it. Without -WhatIf it does.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $CloneConfigData,
    [Parameter(Mandatory = $true)]
    [object] $Key,
    [Parameter()]
    [string] $CloneConfigAnswer,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'CloneConfigData' = 'file'; 'Key' = 'credential'; 'CloneConfigAnswer' = 'file' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ExchangeServer {
  <#
  .SYNOPSIS
  Shows the servers of the organization; the settings of their services are Get-TransportService’s.
  .PARAMETER Identity
  Name or host name of a server.
  .PARAMETER Status
  Taken as in Exchange: everything that is known is always shown.
  .EXAMPLE
  Get-ExchangeServer | Get-Queue
  The queues of every server.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Status
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.ExchangeServer'; Types = @{ 'Identity' = 'string'; 'Status' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Test-ServiceHealth {
  <#
  .SYNOPSIS
  Tells which services of a server run, and which do not.
  .PARAMETER Server
  Default: every server.
  .EXAMPLE
  Test-ServiceHealth
  Whether all services that mail needs are running.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Server
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Monitoring.ServiceHealth'; Types = @{ 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-TransportService {
  <#
  .SYNOPSIS
  Shows the settings of the TransportService of servers.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-TransportService | Format-List *Log*
  Where its logs are, and how large.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.TransportService'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-TransportService {
  <#
  .SYNOPSIS
  Changes the settings of the TransportService of a server; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Fqdn
  Name by which other hosts know the server.
  .PARAMETER MaxConnectionRatePerMinute
  Connections of each service in a minute, of which one source (an address, or an IPv6 /64) has at most three times what is left for others: three quarters when it is alone; those beyond get 421 4.3.2.
  .PARAMETER IntraOrgConnectorProtocolLoggingLevel
  SMTP protocol log of the hubs’ connections to other services.
  .PARAMETER ProxyProtocolTrustedPeers
  Load balancers before Front End: a connection from one of them must begin with a PROXY header, version 1 or 2.
  .PARAMETER XClientTrustedPeers
  Proxies before Front End: they may say with XCLIENT for whom they speak.
  .PARAMETER ADSite
  Site of the server, for connectors with IsScopedConnector and for the nearest source server.
  .PARAMETER InternalDNSServers
  DNS servers in the order to ask them, with a port where it is not 53 (`192.0.2.1:5353`); none: those of the machine.
  .PARAMETER ExternalDNSServers
  The same for Send connectors with UseExternalDNSServersEnabled; none: those of the machine.
  .PARAMETER DnsFaultTolerance
  When a host of an MX set cannot be looked up. Lenient: the others are used. Normal: only those that come before it.
  .PARAMETER MaxOutboundConnections
  Connections to other organizations at a time, of all hubs of the server. One hub works on 5,000 of one connector at most.
  .PARAMETER MaxPerDomainOutboundConnections
  Of them to one domain, or to one set of smart hosts.
  .PARAMETER PickupDirectoryPath
  Folder whose .eml files are sent to whom their header names, an absolute path; an empty text: none is. Whoever may write there may send as anybody to anybody. Default: `pickup` in the data directory.
  .PARAMETER ReplayDirectoryPath
  The same for .eml files that begin with their envelope (X-Sender, X-Receiver), such as exported messages. Default: `replay` in the data directory.
  .PARAMETER PickupDirectoryMaxMessagesPerMinute
  Files that are read in a minute, of each of both folders.
  .PARAMETER PickupDirectoryMaxHeaderSize
  Largest header of a file in the Pickup folder; with a larger one it is returned. More than 16 MB are never read.
  .PARAMETER PickupDirectoryMaxRecipientsPerMessage
  Recipients of a file in the Pickup folder; with more it is returned.
  .PARAMETER RootDropDirectoryPath
  Folder in which the drop directories of Foreign connectors are that say no absolute path. Default: `drop` in the data directory.
  .PARAMETER MessageTrackingLogPath
  Message tracking log of Transport and of Mailbox Delivery: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER MessageTrackingLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER MessageTrackingLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER MessageTrackingLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER ReceiveProtocolLogPath
  Protocol log of the hubs’ Receive connectors: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER ReceiveProtocolLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER ReceiveProtocolLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER ReceiveProtocolLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER SendProtocolLogPath
  Protocol log of the hubs’ Send connectors: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER SendProtocolLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER SendProtocolLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER SendProtocolLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER ConnectivityLogPath
  Connectivity log of the hubs: connections to next hops, Mailbox Delivery and other servers included: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER ConnectivityLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER ConnectivityLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER ConnectivityLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER RoutingTableLogPath
  Routing table log of the hubs: connectors by address space, databases and accepted domains, at each change: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER RoutingTableLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER RoutingTableLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER RoutingTableLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER QueueLogPath
  Queue log: each queue with ten messages or more, once a minute: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER QueueLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER QueueLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER QueueLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER ServerStatisticsLogPath
  Server statistics log of the hubs: what each counts, once a minute: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER ServerStatisticsLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER ServerStatisticsLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER ServerStatisticsLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER AgentLogPath
  Agent log of the hubs: what transport agents did: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER AgentLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER AgentLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER AgentLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER MessageTrackingLogEnabled
  Whether message tracking is written.
  .PARAMETER ConnectivityLogEnabled
  Whether the hubs’ connectivity log is written.
  .PARAMETER ServerStatisticsLogEnabled
  Whether the hubs’ server statistics log is written.
  .PARAMETER AgentLogEnabled
  Whether the hubs’ agent log is written.
  .PARAMETER MessageTrackingLogSubjectLoggingEnabled
  Whether message tracking has the subjects of messages.
  .PARAMETER ActiveUserStatisticsLogEnabled
  No effect: who sends how much is in message tracking.
  .PARAMETER ActiveUserStatisticsLogMaxAge
  No effect: who sends how much is in message tracking.
  .PARAMETER ActiveUserStatisticsLogMaxDirectorySize
  No effect: who sends how much is in message tracking.
  .PARAMETER ActiveUserStatisticsLogMaxFileSize
  No effect: who sends how much is in message tracking.
  .PARAMETER ActiveUserStatisticsLogPath
  No effect: who sends how much is in message tracking.
  .PARAMETER DnsLogEnabled
  No effect: look-ups that fail are in the connectivity log, and in the last error of their queue.
  .PARAMETER DnsLogMaxAge
  No effect: look-ups that fail are in the connectivity log, and in the last error of their queue.
  .PARAMETER DnsLogMaxDirectorySize
  No effect: look-ups that fail are in the connectivity log, and in the last error of their queue.
  .PARAMETER DnsLogMaxFileSize
  No effect: look-ups that fail are in the connectivity log, and in the last error of their queue.
  .PARAMETER DnsLogPath
  No effect: look-ups that fail are in the connectivity log, and in the last error of their queue.
  .PARAMETER IrmLogEnabled
  No effect: nothing here protects contents by rights.
  .PARAMETER IrmLogMaxAge
  No effect: nothing here protects contents by rights.
  .PARAMETER IrmLogMaxDirectorySize
  No effect: nothing here protects contents by rights.
  .PARAMETER IrmLogMaxFileSize
  No effect: nothing here protects contents by rights.
  .PARAMETER IrmLogPath
  No effect: nothing here protects contents by rights.
  .PARAMETER PipelineTracingEnabled
  No effect: what happened to a message is in message tracking, and in the log of each agent.
  .PARAMETER PipelineTracingPath
  No effect: what happened to a message is in message tracking, and in the log of each agent.
  .PARAMETER PipelineTracingSenderAddress
  No effect: what happened to a message is in message tracking, and in the log of each agent.
  .PARAMETER ContentConversionTracingEnabled
  No effect: the protocol log tells of conversions.
  .PARAMETER ResourceMeteringInterval
  How often each process looks at what may run out.
  .PARAMETER ResourceThresholds
  Thresholds of back pressure in place of the defaults, by resource; docs/operations.md has them, and what is done at each level.
  .PARAMETER RedisDiskSize
  Room on the disk of Redis, where the hubs do not see it; a parameter of our own. Default: what they see, or nothing.
  .PARAMETER EnableResourceMonitoring
  False: nothing is measured, and no mail is refused or slowed down for it.
  .PARAMETER TransientFailureRetryCount
  Connection attempts after those.
  .PARAMETER TransientFailureRetryInterval
  Wait before each of them.
  .PARAMETER OutboundConnectionFailureRetryInterval
  Wait before every further attempt.
  .PARAMETER MessageRetryInterval
  Wait of a message that the next hop answered with 4yz.
  .PARAMETER DelayNotificationTimeout
  Age at which the sender is told of the delay, once.
  .PARAMETER MessageExpirationTimeout
  Age at which the recipients that are left fail.
  .PARAMETER QueueMaxIdleTime
  An empty delivery queue goes after it.
  .PARAMETER PoisonThreshold
  Faults, or ends of hubs, after which a message is set aside in the Poison queue.
  .PARAMETER MaxConcurrentMailboxDeliveries
  Messages of one hub on their way to one mailbox database at a time; small ones share a connection.
  .PARAMETER IntraOrgConnectorSmtpMaxMessagesPerConnection
  No effect: connections between servers are kept, and carry any number of messages.
  .EXAMPLE
  Set-TransportService MBX01 -MessageTrackingLogMaxAge 60.00:00:00
  Tracking logs are kept longer.
  .EXAMPLE
  Set-TransportService MBX01 -MaxPerDomainOutboundConnections 40
  To one domain at a time.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Fqdn,
    [Parameter()]
    [object] $MaxConnectionRatePerMinute,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Verbose' })]
    [string] $IntraOrgConnectorProtocolLoggingLevel,
    [Parameter()]
    [object] $ProxyProtocolTrustedPeers,
    [Parameter()]
    [object] $XClientTrustedPeers,
    [Parameter()]
    [string] $ADSite,
    [Parameter()]
    [object] $InternalDNSServers,
    [Parameter()]
    [object] $ExternalDNSServers,
    [Parameter()]
    [ArgumentCompleter({ 'Lenient', 'Normal' })]
    [string] $DnsFaultTolerance,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxOutboundConnections,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxPerDomainOutboundConnections,
    [Parameter()]
    [string] $PickupDirectoryPath,
    [Parameter()]
    [string] $ReplayDirectoryPath,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $PickupDirectoryMaxMessagesPerMinute,
    [Parameter()]
    [object] $PickupDirectoryMaxHeaderSize,
    [Parameter()]
    [object] $PickupDirectoryMaxRecipientsPerMessage,
    [Parameter()]
    [string] $RootDropDirectoryPath,
    [Parameter()]
    [string] $MessageTrackingLogPath,
    [Parameter()]
    [object] $MessageTrackingLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MessageTrackingLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MessageTrackingLogMaxDirectorySize,
    [Parameter()]
    [string] $ReceiveProtocolLogPath,
    [Parameter()]
    [object] $ReceiveProtocolLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ReceiveProtocolLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ReceiveProtocolLogMaxDirectorySize,
    [Parameter()]
    [string] $SendProtocolLogPath,
    [Parameter()]
    [object] $SendProtocolLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $SendProtocolLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $SendProtocolLogMaxDirectorySize,
    [Parameter()]
    [string] $ConnectivityLogPath,
    [Parameter()]
    [object] $ConnectivityLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ConnectivityLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ConnectivityLogMaxDirectorySize,
    [Parameter()]
    [string] $RoutingTableLogPath,
    [Parameter()]
    [object] $RoutingTableLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $RoutingTableLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $RoutingTableLogMaxDirectorySize,
    [Parameter()]
    [string] $QueueLogPath,
    [Parameter()]
    [object] $QueueLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $QueueLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $QueueLogMaxDirectorySize,
    [Parameter()]
    [string] $ServerStatisticsLogPath,
    [Parameter()]
    [object] $ServerStatisticsLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ServerStatisticsLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ServerStatisticsLogMaxDirectorySize,
    [Parameter()]
    [string] $AgentLogPath,
    [Parameter()]
    [object] $AgentLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $AgentLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $AgentLogMaxDirectorySize,
    [Parameter()]
    [bool] $MessageTrackingLogEnabled,
    [Parameter()]
    [bool] $ConnectivityLogEnabled,
    [Parameter()]
    [bool] $ServerStatisticsLogEnabled,
    [Parameter()]
    [bool] $AgentLogEnabled,
    [Parameter()]
    [bool] $MessageTrackingLogSubjectLoggingEnabled,
    [Parameter()]
    [string] $ActiveUserStatisticsLogEnabled,
    [Parameter()]
    [string] $ActiveUserStatisticsLogMaxAge,
    [Parameter()]
    [string] $ActiveUserStatisticsLogMaxDirectorySize,
    [Parameter()]
    [string] $ActiveUserStatisticsLogMaxFileSize,
    [Parameter()]
    [string] $ActiveUserStatisticsLogPath,
    [Parameter()]
    [string] $DnsLogEnabled,
    [Parameter()]
    [string] $DnsLogMaxAge,
    [Parameter()]
    [string] $DnsLogMaxDirectorySize,
    [Parameter()]
    [string] $DnsLogMaxFileSize,
    [Parameter()]
    [string] $DnsLogPath,
    [Parameter()]
    [string] $IrmLogEnabled,
    [Parameter()]
    [string] $IrmLogMaxAge,
    [Parameter()]
    [string] $IrmLogMaxDirectorySize,
    [Parameter()]
    [string] $IrmLogMaxFileSize,
    [Parameter()]
    [string] $IrmLogPath,
    [Parameter()]
    [string] $PipelineTracingEnabled,
    [Parameter()]
    [string] $PipelineTracingPath,
    [Parameter()]
    [string] $PipelineTracingSenderAddress,
    [Parameter()]
    [string] $ContentConversionTracingEnabled,
    [Parameter()]
    [object] $ResourceMeteringInterval,
    [Parameter()]
    [object] $ResourceThresholds,
    [Parameter()]
    [object] $RedisDiskSize,
    [Parameter()]
    [bool] $EnableResourceMonitoring,
    [Parameter()]
    [object] $TransientFailureRetryCount,
    [Parameter()]
    [object] $TransientFailureRetryInterval,
    [Parameter()]
    [object] $OutboundConnectionFailureRetryInterval,
    [Parameter()]
    [object] $MessageRetryInterval,
    [Parameter()]
    [object] $DelayNotificationTimeout,
    [Parameter()]
    [object] $MessageExpirationTimeout,
    [Parameter()]
    [object] $QueueMaxIdleTime,
    [Parameter()]
    [object] $PoisonThreshold,
    [Parameter()]
    [object] $MaxConcurrentMailboxDeliveries,
    [Parameter()]
    [object] $IntraOrgConnectorSmtpMaxMessagesPerConnection,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Fqdn' = 'string'; 'MaxConnectionRatePerMinute' = 'integer'; 'IntraOrgConnectorProtocolLoggingLevel' = 'enum'; 'ProxyProtocolTrustedPeers' = 'string'; 'XClientTrustedPeers' = 'string'; 'ADSite' = 'string'; 'InternalDNSServers' = 'string'; 'ExternalDNSServers' = 'string'; 'DnsFaultTolerance' = 'enum'; 'MaxOutboundConnections' = 'integer'; 'MaxPerDomainOutboundConnections' = 'integer'; 'PickupDirectoryPath' = 'string'; 'ReplayDirectoryPath' = 'string'; 'PickupDirectoryMaxMessagesPerMinute' = 'integer'; 'PickupDirectoryMaxHeaderSize' = 'size'; 'PickupDirectoryMaxRecipientsPerMessage' = 'integer'; 'RootDropDirectoryPath' = 'string'; 'MessageTrackingLogPath' = 'string'; 'MessageTrackingLogMaxAge' = 'timespan'; 'MessageTrackingLogMaxFileSize' = 'size'; 'MessageTrackingLogMaxDirectorySize' = 'size'; 'ReceiveProtocolLogPath' = 'string'; 'ReceiveProtocolLogMaxAge' = 'timespan'; 'ReceiveProtocolLogMaxFileSize' = 'size'; 'ReceiveProtocolLogMaxDirectorySize' = 'size'; 'SendProtocolLogPath' = 'string'; 'SendProtocolLogMaxAge' = 'timespan'; 'SendProtocolLogMaxFileSize' = 'size'; 'SendProtocolLogMaxDirectorySize' = 'size'; 'ConnectivityLogPath' = 'string'; 'ConnectivityLogMaxAge' = 'timespan'; 'ConnectivityLogMaxFileSize' = 'size'; 'ConnectivityLogMaxDirectorySize' = 'size'; 'RoutingTableLogPath' = 'string'; 'RoutingTableLogMaxAge' = 'timespan'; 'RoutingTableLogMaxFileSize' = 'size'; 'RoutingTableLogMaxDirectorySize' = 'size'; 'QueueLogPath' = 'string'; 'QueueLogMaxAge' = 'timespan'; 'QueueLogMaxFileSize' = 'size'; 'QueueLogMaxDirectorySize' = 'size'; 'ServerStatisticsLogPath' = 'string'; 'ServerStatisticsLogMaxAge' = 'timespan'; 'ServerStatisticsLogMaxFileSize' = 'size'; 'ServerStatisticsLogMaxDirectorySize' = 'size'; 'AgentLogPath' = 'string'; 'AgentLogMaxAge' = 'timespan'; 'AgentLogMaxFileSize' = 'size'; 'AgentLogMaxDirectorySize' = 'size'; 'MessageTrackingLogEnabled' = 'boolean'; 'ConnectivityLogEnabled' = 'boolean'; 'ServerStatisticsLogEnabled' = 'boolean'; 'AgentLogEnabled' = 'boolean'; 'MessageTrackingLogSubjectLoggingEnabled' = 'boolean'; 'ActiveUserStatisticsLogEnabled' = 'string'; 'ActiveUserStatisticsLogMaxAge' = 'string'; 'ActiveUserStatisticsLogMaxDirectorySize' = 'string'; 'ActiveUserStatisticsLogMaxFileSize' = 'string'; 'ActiveUserStatisticsLogPath' = 'string'; 'DnsLogEnabled' = 'string'; 'DnsLogMaxAge' = 'string'; 'DnsLogMaxDirectorySize' = 'string'; 'DnsLogMaxFileSize' = 'string'; 'DnsLogPath' = 'string'; 'IrmLogEnabled' = 'string'; 'IrmLogMaxAge' = 'string'; 'IrmLogMaxDirectorySize' = 'string'; 'IrmLogMaxFileSize' = 'string'; 'IrmLogPath' = 'string'; 'PipelineTracingEnabled' = 'string'; 'PipelineTracingPath' = 'string'; 'PipelineTracingSenderAddress' = 'string'; 'ContentConversionTracingEnabled' = 'string'; 'ResourceMeteringInterval' = 'timespan'; 'ResourceThresholds' = 'object'; 'RedisDiskSize' = 'size'; 'EnableResourceMonitoring' = 'boolean'; 'TransientFailureRetryCount' = 'integer'; 'TransientFailureRetryInterval' = 'timespan'; 'OutboundConnectionFailureRetryInterval' = 'timespan'; 'MessageRetryInterval' = 'timespan'; 'DelayNotificationTimeout' = 'timespan'; 'MessageExpirationTimeout' = 'timespan'; 'QueueMaxIdleTime' = 'timespan'; 'PoisonThreshold' = 'integer'; 'MaxConcurrentMailboxDeliveries' = 'integer'; 'IntraOrgConnectorSmtpMaxMessagesPerConnection' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-FrontendTransportService {
  <#
  .SYNOPSIS
  Shows the settings of the FrontendTransportService of servers.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-FrontendTransportService | Format-List *Log*
  Where its logs are, and how large.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.FrontendTransportService'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-FrontendTransportService {
  <#
  .SYNOPSIS
  Changes the settings of the FrontendTransportService of a server; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER MaxConnectionRatePerMinute
  Connections of each service in a minute, of which one source (an address, or an IPv6 /64) has at most three times what is left for others: three quarters when it is alone; those beyond get 421 4.3.2.
  .PARAMETER IntraOrgConnectorProtocolLoggingLevel
  The same of Front End: IntraOrgConnectorProtocolLoggingLevel of its own transport service.
  .PARAMETER ProxyProtocolTrustedPeers
  Load balancers before Front End: a connection from one of them must begin with a PROXY header, version 1 or 2.
  .PARAMETER XClientTrustedPeers
  Proxies before Front End: they may say with XCLIENT for whom they speak.
  .PARAMETER InternalDNSServers
  DNS servers in the order to ask them, with a port where it is not 53 (`192.0.2.1:5353`); none: those of the machine.
  .PARAMETER ExternalDNSServers
  The same for Send connectors with UseExternalDNSServersEnabled; none: those of the machine.
  .PARAMETER ReceiveProtocolLogPath
  The same of Front End: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER ReceiveProtocolLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER ReceiveProtocolLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER ReceiveProtocolLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER SendProtocolLogPath
  The same of Front End: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER SendProtocolLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER SendProtocolLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER SendProtocolLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER ConnectivityLogPath
  Connectivity log of Front End: connections to hubs: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER ConnectivityLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER ConnectivityLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER ConnectivityLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER AgentLogPath
  The same of Front End: what they did in its sessions: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER AgentLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER AgentLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER AgentLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER ConnectivityLogEnabled
  Whether Front End’s connectivity log is written.
  .PARAMETER AgentLogEnabled
  Whether Front End’s agent log is written.
  .EXAMPLE
  Set-FrontendTransportService MBX01 -ReceiveProtocolLogMaxDirectorySize 1GB
  Room for protocol logs.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [object] $MaxConnectionRatePerMinute,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Verbose' })]
    [string] $IntraOrgConnectorProtocolLoggingLevel,
    [Parameter()]
    [object] $ProxyProtocolTrustedPeers,
    [Parameter()]
    [object] $XClientTrustedPeers,
    [Parameter()]
    [object] $InternalDNSServers,
    [Parameter()]
    [object] $ExternalDNSServers,
    [Parameter()]
    [string] $ReceiveProtocolLogPath,
    [Parameter()]
    [object] $ReceiveProtocolLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ReceiveProtocolLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ReceiveProtocolLogMaxDirectorySize,
    [Parameter()]
    [string] $SendProtocolLogPath,
    [Parameter()]
    [object] $SendProtocolLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $SendProtocolLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $SendProtocolLogMaxDirectorySize,
    [Parameter()]
    [string] $ConnectivityLogPath,
    [Parameter()]
    [object] $ConnectivityLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ConnectivityLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ConnectivityLogMaxDirectorySize,
    [Parameter()]
    [string] $AgentLogPath,
    [Parameter()]
    [object] $AgentLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $AgentLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $AgentLogMaxDirectorySize,
    [Parameter()]
    [bool] $ConnectivityLogEnabled,
    [Parameter()]
    [bool] $AgentLogEnabled,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'MaxConnectionRatePerMinute' = 'integer'; 'IntraOrgConnectorProtocolLoggingLevel' = 'enum'; 'ProxyProtocolTrustedPeers' = 'string'; 'XClientTrustedPeers' = 'string'; 'InternalDNSServers' = 'string'; 'ExternalDNSServers' = 'string'; 'ReceiveProtocolLogPath' = 'string'; 'ReceiveProtocolLogMaxAge' = 'timespan'; 'ReceiveProtocolLogMaxFileSize' = 'size'; 'ReceiveProtocolLogMaxDirectorySize' = 'size'; 'SendProtocolLogPath' = 'string'; 'SendProtocolLogMaxAge' = 'timespan'; 'SendProtocolLogMaxFileSize' = 'size'; 'SendProtocolLogMaxDirectorySize' = 'size'; 'ConnectivityLogPath' = 'string'; 'ConnectivityLogMaxAge' = 'timespan'; 'ConnectivityLogMaxFileSize' = 'size'; 'ConnectivityLogMaxDirectorySize' = 'size'; 'AgentLogPath' = 'string'; 'AgentLogMaxAge' = 'timespan'; 'AgentLogMaxFileSize' = 'size'; 'AgentLogMaxDirectorySize' = 'size'; 'ConnectivityLogEnabled' = 'boolean'; 'AgentLogEnabled' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-MailboxTransportService {
  <#
  .SYNOPSIS
  Shows the settings of the MailboxTransportService of servers.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-MailboxTransportService | Format-List *Log*
  Where its logs are, and how large.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.MailboxTransportService'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-MailboxTransportService {
  <#
  .SYNOPSIS
  Changes the settings of the MailboxTransportService of a server; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER ReceiveProtocolLogPath
  The same of Mailbox Delivery: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.
  .PARAMETER ReceiveProtocolLogMaxAge
  Files that have not been written to for longer are deleted; 00:00:00: at no age.
  .PARAMETER ReceiveProtocolLogMaxFileSize
  A new file begins before one is larger.
  .PARAMETER ReceiveProtocolLogMaxDirectorySize
  The oldest files go when those whose names begin alike are larger together.
  .PARAMETER MaxConcurrentMailboxDeliveries
  Messages of one hub on their way to one mailbox database at a time; small ones share a connection.
  .EXAMPLE
  Set-MailboxTransportService MBX01 -MaxConcurrentMailboxDeliveries 40
  More at a time.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $ReceiveProtocolLogPath,
    [Parameter()]
    [object] $ReceiveProtocolLogMaxAge,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ReceiveProtocolLogMaxFileSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ReceiveProtocolLogMaxDirectorySize,
    [Parameter()]
    [object] $MaxConcurrentMailboxDeliveries,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'ReceiveProtocolLogPath' = 'string'; 'ReceiveProtocolLogMaxAge' = 'timespan'; 'ReceiveProtocolLogMaxFileSize' = 'size'; 'ReceiveProtocolLogMaxDirectorySize' = 'size'; 'MaxConcurrentMailboxDeliveries' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-TransportConfig {
  <#
  .SYNOPSIS
  Shows objects of the kind TransportConfig.
  .EXAMPLE
  Get-TransportConfig | Format-List *Dsn*
  What notifications are like.
  #>
  [CmdletBinding()]
  param(

  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.TransportConfigContainer'; Types = @{  } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-TransportConfig {
  <#
  .SYNOPSIS
  Changes an object of the kind TransportConfig; only what is named changes.
  .PARAMETER QueueGlitchRetryCount
  First connection attempts of a queue in Retry.
  .PARAMETER QueueGlitchRetryInterval
  Wait before each of them.
  .PARAMETER TransientFailureRetryCount
  Connection attempts after those.
  .PARAMETER TransientFailureRetryInterval
  Wait before each of them.
  .PARAMETER OutboundConnectionFailureRetryInterval
  Wait before every further attempt.
  .PARAMETER MaxIdleTimeBeforeResubmit
  Time in Retry without a single success after which the messages of a queue are categorized anew.
  .PARAMETER MailboxDeliveryQueueRetryInterval
  Wait of a mailbox delivery queue between connection attempts.
  .PARAMETER MessageRetryInterval
  Wait of a message that the next hop answered with 4yz.
  .PARAMETER ResolverRetryInterval
  No effect: recipients are resolved from the directory that each hub has at hand.
  .PARAMETER DelayNotificationTimeout
  Age at which the sender is told of the delay, once.
  .PARAMETER MessageExpirationTimeout
  Age at which the recipients that are left fail.
  .PARAMETER PriorityQueuingEnabled
  Messages have the priority that X-Priority, Importance or Priority says: High goes first, without keeping the others waiting for ever.
  .PARAMETER MaxHighPriorityMessageSize
  Larger messages of high priority are Normal.
  .PARAMETER HighPriorityDelayNotificationTimeout
  In place of DelayNotificationTimeout for messages of high priority, with PriorityQueuingEnabled.
  .PARAMETER NormalPriorityDelayNotificationTimeout
  In place of DelayNotificationTimeout for messages of normal priority, with PriorityQueuingEnabled.
  .PARAMETER LowPriorityDelayNotificationTimeout
  In place of DelayNotificationTimeout for messages of low priority, with PriorityQueuingEnabled.
  .PARAMETER HighPriorityMessageExpirationTimeout
  In place of MessageExpirationTimeout for messages of high priority, with PriorityQueuingEnabled.
  .PARAMETER NormalPriorityMessageExpirationTimeout
  In place of MessageExpirationTimeout for messages of normal priority, with PriorityQueuingEnabled.
  .PARAMETER LowPriorityMessageExpirationTimeout
  In place of MessageExpirationTimeout for messages of low priority, with PriorityQueuingEnabled.
  .PARAMETER MaxPerDomainHighPriorityConnections
  Messages of high priority on their way to one domain, or to one set of smart hosts, at a time, each over a connection of its own, with PriorityQueuingEnabled.
  .PARAMETER MaxPerDomainNormalPriorityConnections
  Messages of normal priority on their way to one domain, or to one set of smart hosts, at a time, each over a connection of its own, with PriorityQueuingEnabled.
  .PARAMETER MaxPerDomainLowPriorityConnections
  Messages of low priority on their way to one domain, or to one set of smart hosts, at a time, each over a connection of its own, with PriorityQueuingEnabled.
  .PARAMETER ShadowRedundancyEnabled
  What is accepted is on ShadowReplicas replicas of Redis before its 250.
  .PARAMETER ShadowReplicas
  So many; a parameter of our own. 0: the disk of Redis itself is enough.
  .PARAMETER ShadowReplicationTimeout
  How long replicas have time for a message, a parameter of our own. When they are too late they count as missing until they follow again, and meanwhile nobody waits for them.
  .PARAMETER RejectMessageOnShadowFailure
  While replicas are missing mail is refused with 451 4.4.0; else it is accepted, and health, log and metrics tell of it.
  .PARAMETER SafetyNetHoldTime
  For so long what was delivered is kept beside the contents, so that it can be submitted again (Add-ResubmitRequest). 0: nothing is.
  .PARAMETER SafetyNetMaxDirectorySize
  A parameter of our own: beyond it the oldest hours go before their time.
  .PARAMETER ShadowMessagePreferenceSetting
  No effect: a replica of Redis has the second copy, and takes over with it.
  .PARAMETER MaxRetriesForRemoteSiteShadow
  No effect: a replica of Redis has the second copy, and takes over with it.
  .PARAMETER MaxRetriesForLocalSiteShadow
  No effect: a replica of Redis has the second copy, and takes over with it.
  .PARAMETER ShadowHeartbeatFrequency
  No effect: a replica of Redis has the second copy, and takes over with it.
  .PARAMETER ShadowResubmitTimeSpan
  No effect: a replica of Redis has the second copy, and takes over with it.
  .PARAMETER ShadowMessageAutoDiscardInterval
  No effect: a replica of Redis has the second copy, and takes over with it.
  .PARAMETER QueueMaxIdleTime
  An empty delivery queue goes after it.
  .PARAMETER PoisonThreshold
  Faults, or ends of hubs, after which a message is set aside in the Poison queue.
  .PARAMETER MaxConcurrentMailboxDeliveries
  Messages of one hub on their way to one mailbox database at a time; small ones share a connection.
  .PARAMETER IntraOrgConnectorSmtpMaxMessagesPerConnection
  No effect: connections between servers are kept, and carry any number of messages.
  .PARAMETER MaxReceiveSize
  Largest message for recipients without a MaxReceiveSize of their own, those outside among them.
  .PARAMETER MaxSendSize
  Largest message of senders without a MaxSendSize of their own, those outside among them.
  .PARAMETER MaxRecipientEnvelopeLimit
  Recipients of one message, a group counting as one, where the sender has no RecipientLimits; with more it is returned.
  .PARAMETER ExpansionSizeLimit
  Recipients beyond which a message whose groups are expanded is cut into several copies.
  .PARAMETER AllowPlusAddressInRecipients
  Mail for alice+news@ is for alice@ where nobody has that address itself.
  .PARAMETER InternalDelayDsnEnabled
  Tell senders of the organization of a delay.
  .PARAMETER ExternalDelayDsnEnabled
  Tell senders outside of a delay.
  .PARAMETER InternalDsnMaxMessageAttachSize
  Largest original message that goes back whole with a DSN to the organization; beyond it its header only.
  .PARAMETER ExternalDsnMaxMessageAttachSize
  The same for senders outside.
  .PARAMETER InternalDsnSendHtml
  DSNs to the organization have their text in HTML, too.
  .PARAMETER ExternalDsnSendHtml
  The same for senders outside.
  .PARAMETER InternalDsnLanguageDetectionEnabled
  DSNs to the organization are in the language that Accept-Language, else Content-Language, of the original message names, if they are written in it.
  .PARAMETER ExternalDsnLanguageDetectionEnabled
  The same for senders outside.
  .PARAMETER InternalDsnDefaultLanguage
  Language of other DSNs to the organization: `en`, `de`, `fr` or `es`, also with a country. Default: English.
  .PARAMETER ExternalDsnDefaultLanguage
  The same for senders outside.
  .PARAMETER InternalDsnReportingAuthority
  Name in Reporting-MTA of DSNs to the organization. Default: that of the server.
  .PARAMETER ExternalDsnReportingAuthority
  The same for senders outside.
  .PARAMETER GenerateCopyOfDSNFor
  Enhanced status codes; of each DSN with one of them the Microsoft Exchange recipient gets a copy.
  .PARAMETER DSNConversionMode
  No effect: DSNs of other systems are delivered as they are: there is no form of our own to convert them to.
  .PARAMETER ExternalPostmasterAddress
  From of DSNs to the outside. Default: postmaster@ and the default domain.
  .PARAMETER MicrosoftExchangeRecipientReplyRecipient
  Name, alias or address of whoever gets what is sent to the From of DSNs and to postmaster@ domains where nobody has that address. Default: whoever has postmaster@ the default domain; else it is kept in a mailbox postmaster.
  .PARAMETER JournalingReportNdrTo
  Gets the non-delivery reports of journal reports, with these attached. Default: nobody; a report that cannot be delivered is lost.
  .PARAMETER ModerationExpirationTimeout
  Time after which what no moderator has decided on fails.
  .PARAMETER TLSReceiveDomainSecureList
  Domains whose mail needs mutual TLS at connectors with DomainSecureEnabled; their servers are Partner Servers there.
  .PARAMETER TLSSendDomainSecureList
  Domains that Send connectors with DomainSecureEnabled deliver to with mutual TLS.
  .EXAMPLE
  Set-TransportConfig -MaxReceiveSize 50MB -MaxSendSize 50MB
  The largest message of the organization.
  .EXAMPLE
  Set-TransportConfig -TLSSendDomainSecureList @{Add="fabrikam.com"}
  Mail to a partner goes with certificates on both sides, or not at all.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter()]
    [object] $QueueGlitchRetryCount,
    [Parameter()]
    [object] $QueueGlitchRetryInterval,
    [Parameter()]
    [object] $TransientFailureRetryCount,
    [Parameter()]
    [object] $TransientFailureRetryInterval,
    [Parameter()]
    [object] $OutboundConnectionFailureRetryInterval,
    [Parameter()]
    [object] $MaxIdleTimeBeforeResubmit,
    [Parameter()]
    [object] $MailboxDeliveryQueueRetryInterval,
    [Parameter()]
    [object] $MessageRetryInterval,
    [Parameter()]
    [object] $ResolverRetryInterval,
    [Parameter()]
    [object] $DelayNotificationTimeout,
    [Parameter()]
    [object] $MessageExpirationTimeout,
    [Parameter()]
    [bool] $PriorityQueuingEnabled,
    [Parameter()]
    [object] $MaxHighPriorityMessageSize,
    [Parameter()]
    [object] $HighPriorityDelayNotificationTimeout,
    [Parameter()]
    [object] $NormalPriorityDelayNotificationTimeout,
    [Parameter()]
    [object] $LowPriorityDelayNotificationTimeout,
    [Parameter()]
    [object] $HighPriorityMessageExpirationTimeout,
    [Parameter()]
    [object] $NormalPriorityMessageExpirationTimeout,
    [Parameter()]
    [object] $LowPriorityMessageExpirationTimeout,
    [Parameter()]
    [object] $MaxPerDomainHighPriorityConnections,
    [Parameter()]
    [object] $MaxPerDomainNormalPriorityConnections,
    [Parameter()]
    [object] $MaxPerDomainLowPriorityConnections,
    [Parameter()]
    [bool] $ShadowRedundancyEnabled,
    [Parameter()]
    [object] $ShadowReplicas,
    [Parameter()]
    [object] $ShadowReplicationTimeout,
    [Parameter()]
    [bool] $RejectMessageOnShadowFailure,
    [Parameter()]
    [object] $SafetyNetHoldTime,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $SafetyNetMaxDirectorySize,
    [Parameter()]
    [ArgumentCompleter({ 'PreferRemote', 'LocalOnly', 'RemoteOnly' })]
    [string] $ShadowMessagePreferenceSetting,
    [Parameter()]
    [object] $MaxRetriesForRemoteSiteShadow,
    [Parameter()]
    [object] $MaxRetriesForLocalSiteShadow,
    [Parameter()]
    [object] $ShadowHeartbeatFrequency,
    [Parameter()]
    [object] $ShadowResubmitTimeSpan,
    [Parameter()]
    [object] $ShadowMessageAutoDiscardInterval,
    [Parameter()]
    [object] $QueueMaxIdleTime,
    [Parameter()]
    [object] $PoisonThreshold,
    [Parameter()]
    [object] $MaxConcurrentMailboxDeliveries,
    [Parameter()]
    [object] $IntraOrgConnectorSmtpMaxMessagesPerConnection,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxReceiveSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxSendSize,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $MaxRecipientEnvelopeLimit,
    [Parameter()]
    [object] $ExpansionSizeLimit,
    [Parameter()]
    [bool] $AllowPlusAddressInRecipients,
    [Parameter()]
    [bool] $InternalDelayDsnEnabled,
    [Parameter()]
    [bool] $ExternalDelayDsnEnabled,
    [Parameter()]
    [object] $InternalDsnMaxMessageAttachSize,
    [Parameter()]
    [object] $ExternalDsnMaxMessageAttachSize,
    [Parameter()]
    [bool] $InternalDsnSendHtml,
    [Parameter()]
    [bool] $ExternalDsnSendHtml,
    [Parameter()]
    [bool] $InternalDsnLanguageDetectionEnabled,
    [Parameter()]
    [bool] $ExternalDsnLanguageDetectionEnabled,
    [Parameter()]
    [string] $InternalDsnDefaultLanguage,
    [Parameter()]
    [string] $ExternalDsnDefaultLanguage,
    [Parameter()]
    [string] $InternalDsnReportingAuthority,
    [Parameter()]
    [string] $ExternalDsnReportingAuthority,
    [Parameter()]
    [object] $GenerateCopyOfDSNFor,
    [Parameter()]
    [ArgumentCompleter({ 'PreserveDSNBody', 'UseExchangeDSNs', 'DoNotConvert' })]
    [string] $DSNConversionMode,
    [Parameter()]
    [string] $ExternalPostmasterAddress,
    [Parameter()]
    [string] $MicrosoftExchangeRecipientReplyRecipient,
    [Parameter()]
    [string] $JournalingReportNdrTo,
    [Parameter()]
    [object] $ModerationExpirationTimeout,
    [Parameter()]
    [object] $TLSReceiveDomainSecureList,
    [Parameter()]
    [object] $TLSSendDomainSecureList,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'QueueGlitchRetryCount' = 'integer'; 'QueueGlitchRetryInterval' = 'timespan'; 'TransientFailureRetryCount' = 'integer'; 'TransientFailureRetryInterval' = 'timespan'; 'OutboundConnectionFailureRetryInterval' = 'timespan'; 'MaxIdleTimeBeforeResubmit' = 'timespan'; 'MailboxDeliveryQueueRetryInterval' = 'timespan'; 'MessageRetryInterval' = 'timespan'; 'ResolverRetryInterval' = 'timespan'; 'DelayNotificationTimeout' = 'timespan'; 'MessageExpirationTimeout' = 'timespan'; 'PriorityQueuingEnabled' = 'boolean'; 'MaxHighPriorityMessageSize' = 'size'; 'HighPriorityDelayNotificationTimeout' = 'timespan'; 'NormalPriorityDelayNotificationTimeout' = 'timespan'; 'LowPriorityDelayNotificationTimeout' = 'timespan'; 'HighPriorityMessageExpirationTimeout' = 'timespan'; 'NormalPriorityMessageExpirationTimeout' = 'timespan'; 'LowPriorityMessageExpirationTimeout' = 'timespan'; 'MaxPerDomainHighPriorityConnections' = 'integer'; 'MaxPerDomainNormalPriorityConnections' = 'integer'; 'MaxPerDomainLowPriorityConnections' = 'integer'; 'ShadowRedundancyEnabled' = 'boolean'; 'ShadowReplicas' = 'integer'; 'ShadowReplicationTimeout' = 'timespan'; 'RejectMessageOnShadowFailure' = 'boolean'; 'SafetyNetHoldTime' = 'timespan'; 'SafetyNetMaxDirectorySize' = 'size'; 'ShadowMessagePreferenceSetting' = 'enum'; 'MaxRetriesForRemoteSiteShadow' = 'integer'; 'MaxRetriesForLocalSiteShadow' = 'integer'; 'ShadowHeartbeatFrequency' = 'timespan'; 'ShadowResubmitTimeSpan' = 'timespan'; 'ShadowMessageAutoDiscardInterval' = 'timespan'; 'QueueMaxIdleTime' = 'timespan'; 'PoisonThreshold' = 'integer'; 'MaxConcurrentMailboxDeliveries' = 'integer'; 'IntraOrgConnectorSmtpMaxMessagesPerConnection' = 'integer'; 'MaxReceiveSize' = 'size'; 'MaxSendSize' = 'size'; 'MaxRecipientEnvelopeLimit' = 'integer'; 'ExpansionSizeLimit' = 'integer'; 'AllowPlusAddressInRecipients' = 'boolean'; 'InternalDelayDsnEnabled' = 'boolean'; 'ExternalDelayDsnEnabled' = 'boolean'; 'InternalDsnMaxMessageAttachSize' = 'size'; 'ExternalDsnMaxMessageAttachSize' = 'size'; 'InternalDsnSendHtml' = 'boolean'; 'ExternalDsnSendHtml' = 'boolean'; 'InternalDsnLanguageDetectionEnabled' = 'boolean'; 'ExternalDsnLanguageDetectionEnabled' = 'boolean'; 'InternalDsnDefaultLanguage' = 'string'; 'ExternalDsnDefaultLanguage' = 'string'; 'InternalDsnReportingAuthority' = 'string'; 'ExternalDsnReportingAuthority' = 'string'; 'GenerateCopyOfDSNFor' = 'string'; 'DSNConversionMode' = 'enum'; 'ExternalPostmasterAddress' = 'string'; 'MicrosoftExchangeRecipientReplyRecipient' = 'string'; 'JournalingReportNdrTo' = 'string'; 'ModerationExpirationTimeout' = 'timespan'; 'TLSReceiveDomainSecureList' = 'string'; 'TLSSendDomainSecureList' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-OrganizationConfig {
  <#
  .SYNOPSIS
  Shows settings of the organization; those of mail flow are Get-TransportConfig’s.
  .EXAMPLE
  Get-OrganizationConfig
  Who gets what is answered to notifications.
  #>
  [CmdletBinding()]
  param(

  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.OrganizationConfig'; Types = @{  } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-OrganizationConfig {
  <#
  .SYNOPSIS
  Changes settings of the organization; only what is named changes.
  .PARAMETER AllowPlusAddressInRecipients
  Mail for alice+news@ is for alice@ where nobody has that address itself.
  .PARAMETER MicrosoftExchangeRecipientReplyRecipient
  Name, alias or address of whoever gets what is sent to the From of DSNs and to postmaster@ domains where nobody has that address. Default: whoever has postmaster@ the default domain; else it is kept in a mailbox postmaster.
  .EXAMPLE
  Set-OrganizationConfig -MicrosoftExchangeRecipientReplyRecipient "Help Desk"
  Who gets what is answered to notifications.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter()]
    [bool] $AllowPlusAddressInRecipients,
    [Parameter()]
    [string] $MicrosoftExchangeRecipientReplyRecipient,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'AllowPlusAddressInRecipients' = 'boolean'; 'MicrosoftExchangeRecipientReplyRecipient' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-SystemMessage {
  <#
  .SYNOPSIS
  Shows objects of the kind SystemMessage.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Original
  What is said where the organization has no text of its own.
  .EXAMPLE
  Get-SystemMessage
  The texts that are not those of Mailyard.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Original
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.SystemMessage'; Types = @{ 'Identity' = 'string'; 'Original' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-SystemMessage {
  <#
  .SYNOPSIS
  Makes an object of the kind SystemMessage.
  .PARAMETER DsnCode
  Enhanced status code; 4.x.y or 5.x.y for all of that class that have no text of their own.
  .PARAMETER Internal
  For senders of the organization, or else for those outside.
  .PARAMETER Language
  Of the DSNs that have the text.
  .PARAMETER Text
  At most 512 characters, with the tags `B`, `EM`, `A HREF` (https, http, mailto), `BR`, `P` and entities.
  .EXAMPLE
  New-SystemMessage -DsnCode 5.7.1 -Internal $true -Language en -Text "Ask the help desk, extension 4711."
  What senders of the organization read.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true)]
    [string] $DsnCode,
    [Parameter(Mandatory = $true)]
    [bool] $Internal,
    [Parameter(Mandatory = $true)]
    [ArgumentCompleter({ 'en', 'de', 'fr', 'es' })]
    [string] $Language,
    [Parameter(Mandatory = $true)]
    [string] $Text,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.SystemMessage'; Types = @{ 'DsnCode' = 'string'; 'Internal' = 'boolean'; 'Language' = 'enum'; 'Text' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-SystemMessage {
  <#
  .SYNOPSIS
  Changes an object of the kind SystemMessage; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER DsnCode
  Enhanced status code; 4.x.y or 5.x.y for all of that class that have no text of their own.
  .PARAMETER Internal
  For senders of the organization, or else for those outside.
  .PARAMETER Language
  Of the DSNs that have the text.
  .PARAMETER Text
  At most 512 characters, with the tags `B`, `EM`, `A HREF` (https, http, mailto), `BR`, `P` and entities.
  .EXAMPLE
  Set-SystemMessage En\Internal\5.1.10 -Text "Nobody of that name works here."
  Another text for a code.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $DsnCode,
    [Parameter()]
    [bool] $Internal,
    [Parameter()]
    [ArgumentCompleter({ 'en', 'de', 'fr', 'es' })]
    [string] $Language,
    [Parameter()]
    [string] $Text,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'DsnCode' = 'string'; 'Internal' = 'boolean'; 'Language' = 'enum'; 'Text' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-SystemMessage {
  <#
  .SYNOPSIS
  Removes an object of the kind SystemMessage.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-SystemMessage En\Internal\5.1.10
  Asks, then the text is Mailyard’s again.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ExchangeCertificate {
  <#
  .SYNOPSIS
  Shows the certificates of the server, and requests that wait for their answer.
  .PARAMETER Thumbprint
  SHA-1 of the certificate, as Get- shows it.
  .PARAMETER DomainName
  Those that bear one of these names.
  .PARAMETER Server
  Default: this one; others have their own admin centre.
  .EXAMPLE
  Get-ExchangeCertificate -DomainName mail.contoso.com | Format-List
  All that is known of the certificates for a name.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [Alias('Identity')]
    [object] $Thumbprint,
    [Parameter()]
    [object] $DomainName,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate'; Types = @{ 'Thumbprint' = 'string'; 'DomainName' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-ExchangeCertificate {
  <#
  .SYNOPSIS
  Makes a certificate that signs itself, or a request for an authority.
  .PARAMETER SubjectName
  C=US, O=Contoso, CN=mail.contoso.com; default: CN=server.
  .PARAMETER DomainName
  Names that it bears.
  .PARAMETER IncludeAcceptedDomains
  All accepted domains as well.
  .PARAMETER IncludeServerFQDN
  The FQDN of the server as well.
  .PARAMETER IncludeServerNetBIOSName
  The name of the server as well.
  .PARAMETER KeyAlgorithm
  As New-SelfSignedCertificate of Windows calls them.
  .PARAMETER KeySize
  Of RSA: 2048, 3072 or 4096 bits.
  .PARAMETER FriendlyName
  Up to 64 characters.
  .PARAMETER PrivateKeyExportable
  Whether Export- gives its key.
  .PARAMETER Services
  SMTP: after STARTTLS. IIS: the web pages.
  .PARAMETER GenerateRequest
  A request (PKCS #10) for an authority instead.
  .PARAMETER BinaryEncoded
  Of a request: DER; without it Base64.
  .PARAMETER RequestFile
  Where the request is written, on the machine of the shell.
  .PARAMETER Instance
  A certificate whose names the new one gets.
  .PARAMETER Server
  Default: this one; others have their own admin centre.
  .EXAMPLE
  New-ExchangeCertificate -GenerateRequest -SubjectName "C=US, O=Contoso, CN=mail.contoso.com" -DomainName mail.contoso.com -RequestFile mail.req
  A request; its answer is for Import-ExchangeCertificate.
  .EXAMPLE
  New-ExchangeCertificate
  One that signs itself, for name and FQDN of the server.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter()]
    [string] $SubjectName,
    [Parameter()]
    [object] $DomainName,
    [Parameter()]
    [switch] $IncludeAcceptedDomains,
    [Parameter()]
    [switch] $IncludeServerFQDN,
    [Parameter()]
    [switch] $IncludeServerNetBIOSName,
    [Parameter()]
    [ArgumentCompleter({ 'RSA', 'ECDSA_nistP256', 'ECDSA_nistP384' })]
    [string] $KeyAlgorithm,
    [Parameter()]
    [object] $KeySize,
    [Parameter()]
    [string] $FriendlyName,
    [Parameter()]
    [bool] $PrivateKeyExportable,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'IMAP', 'POP', 'UM', 'IIS', 'SMTP', 'Federation', 'UMCallRouter' })]
    [object] $Services,
    [Parameter()]
    [switch] $GenerateRequest,
    [Parameter()]
    [switch] $BinaryEncoded,
    [Parameter()]
    [string] $RequestFile,
    [Parameter(ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Instance,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate'; Types = @{ 'SubjectName' = 'string'; 'DomainName' = 'string'; 'IncludeAcceptedDomains' = 'switch'; 'IncludeServerFQDN' = 'switch'; 'IncludeServerNetBIOSName' = 'switch'; 'KeyAlgorithm' = 'enum'; 'KeySize' = 'integer'; 'FriendlyName' = 'string'; 'PrivateKeyExportable' = 'boolean'; 'Services' = 'enum'; 'GenerateRequest' = 'switch'; 'BinaryEncoded' = 'switch'; 'RequestFile' = 'savePath'; 'Instance' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Import-ExchangeCertificate {
  <#
  .SYNOPSIS
  Takes a certificate with its key, or the answer of an authority to a pending request.
  .PARAMETER FileData
  The octets of the file, or its text.
  .PARAMETER FileName
  The file, on the machine of the shell: PKCS #12, PKCS #7, X.509 or PEM.
  .PARAMETER Password
  Of the file.
  .PARAMETER FriendlyName
  Up to 64 characters.
  .PARAMETER PrivateKeyExportable
  Whether Export- gives its key.
  .PARAMETER Server
  Default: this one; others have their own admin centre.
  .EXAMPLE
  Import-ExchangeCertificate -FileName mail.pfx -Password (Read-Host -AsSecureString)
  From another server; Enable-ExchangeCertificate lets services show it.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter()]
    [object] $FileData,
    [Parameter()]
    [string] $FileName,
    [Parameter()]
    [object] $Password,
    [Parameter()]
    [string] $FriendlyName,
    [Parameter()]
    [bool] $PrivateKeyExportable,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate'; Types = @{ 'FileData' = 'bytes'; 'FileName' = 'file'; 'Password' = 'credential'; 'FriendlyName' = 'string'; 'PrivateKeyExportable' = 'boolean'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Export-ExchangeCertificate {
  <#
  .SYNOPSIS
  Gives a certificate, with a password also its private key, or a pending request.
  .PARAMETER Thumbprint
  SHA-1 of the certificate, as Get- shows it.
  .PARAMETER Password
  Of the file: then it holds the private key, too.
  .PARAMETER BinaryEncoded
  DER; without it Base64.
  .PARAMETER FileName
  Where the file is written, on the machine of the shell.
  .PARAMETER Server
  Default: this one; others have their own admin centre.
  .EXAMPLE
  Export-ExchangeCertificate -Thumbprint 5113ae0233a72fccb75b1d0198628675333d010e -FileName mail.pfx -BinaryEncoded -Password (Read-Host -AsSecureString)
  With its key, for another server.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [Alias('Identity')]
    [object] $Thumbprint,
    [Parameter()]
    [object] $Password,
    [Parameter()]
    [switch] $BinaryEncoded,
    [Parameter()]
    [string] $FileName,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.BinaryFileDataObject'; Types = @{ 'Thumbprint' = 'string'; 'Password' = 'credential'; 'BinaryEncoded' = 'switch'; 'FileName' = 'savePath'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Enable-ExchangeCertificate {
  <#
  .SYNOPSIS
  Lets services show a certificate; what it was enabled for before stays.
  .PARAMETER Thumbprint
  SHA-1 of the certificate, as Get- shows it.
  .PARAMETER Services
  SMTP: after STARTTLS. IIS: the web pages.
  .PARAMETER DoNotRequireSsl
  Taken as in Exchange: nothing changes whether pages need TLS.
  .PARAMETER NetworkServiceAllowed
  Taken as in Exchange: all services may read its key.
  .PARAMETER Server
  Default: this one; others have their own admin centre.
  .EXAMPLE
  Enable-ExchangeCertificate -Thumbprint 5113ae0233a72fccb75b1d0198628675333d010e -Services SMTP,IIS
  For STARTTLS and for the web pages.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [Alias('Identity')]
    [object] $Thumbprint,
    [Parameter(Mandatory = $true)]
    [ArgumentCompleter({ 'None', 'IMAP', 'POP', 'UM', 'IIS', 'SMTP', 'Federation', 'UMCallRouter' })]
    [object] $Services,
    [Parameter()]
    [switch] $DoNotRequireSsl,
    [Parameter()]
    [switch] $NetworkServiceAllowed,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Thumbprint' = 'string'; 'Services' = 'enum'; 'DoNotRequireSsl' = 'switch'; 'NetworkServiceAllowed' = 'switch'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-ExchangeCertificate {
  <#
  .SYNOPSIS
  Removes a certificate that no connector needs, or a pending request.
  .PARAMETER Thumbprint
  SHA-1 of the certificate, as Get- shows it.
  .PARAMETER Server
  Default: this one; others have their own admin centre.
  .EXAMPLE
  Get-ExchangeCertificate | where NotAfter -lt (Get-Date) | Remove-ExchangeCertificate
  Asks for each that has expired.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [Alias('Identity')]
    [object] $Thumbprint,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Thumbprint' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-TransportRule {
  <#
  .SYNOPSIS
  Shows objects of the kind TransportRule.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Filter
  As in "Name -like 'a*' -and Database -eq 'DB01'".
  .PARAMETER State
  Only enabled, or only disabled ones.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-TransportRule
  All rules, in the order in which they act.
  .EXAMPLE
  Get-TransportRule "Disclaimer" | Format-List
  All about one.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [ArgumentCompleter({ 'Enabled', 'Disabled' })]
    [string] $State,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.Rule'; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'State' = 'enum'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-TransportRule {
  <#
  .SYNOPSIS
  Makes an object of the kind TransportRule.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Priority
  0 is first. A rule that is given none comes last; a number beyond the last place means that place.
  .PARAMETER State
  Disabled: the rule does nothing.
  .PARAMETER Mode
  Audit, AuditAndNotify: message tracking tells that it would have acted, and it does nothing else.
  .PARAMETER Comments
  For administrators.
  .PARAMETER ActivationDate
  When it begins to act.
  .PARAMETER ExpiryDate
  When it no longer acts.
  .PARAMETER StopRuleProcessing
  No later rule is looked at for a message that it acted on.
  .PARAMETER RuleErrorAction
  What happens to a message when the rule fails: it passes, or waits and is tried again.
  .PARAMETER SenderAddressLocation
  Where conditions find the sender’s address.
  .PARAMETER From
  The sender is one of these recipients of the organization.
  .PARAMETER FromScope
  InOrganization: the sender is authenticated and has an address of an accepted domain.
  .PARAMETER FromMemberOf
  The sender is in one of these groups.
  .PARAMETER FromAddressContainsWords
  Words in the address of the sender.
  .PARAMETER FromAddressMatchesPatterns
  Regular expressions for the address of the sender.
  .PARAMETER SenderDomainIs
  Domain of the sender’s address, or one above it.
  .PARAMETER SenderADAttributeContainsWords
  Words in properties of the sender: `Department:Sales,Marketing`.
  .PARAMETER SenderADAttributeMatchesPatterns
  Regular expressions for properties of the sender.
  .PARAMETER SenderIPRanges
  Address of the client that brought the message.
  .PARAMETER SentTo
  The recipient is one of these.
  .PARAMETER SentToScope
  Partners are domains of TLSSendDomainSecureList.
  .PARAMETER SentToMemberOf
  The recipient is in one of these groups.
  .PARAMETER RecipientDomainIs
  Domain of the recipient’s address, or one above it.
  .PARAMETER RecipientAddressContainsWords
  Words in the primary address of the recipient.
  .PARAMETER RecipientAddressMatchesPatterns
  Regular expressions for that address.
  .PARAMETER RecipientADAttributeContainsWords
  Words in properties of the recipient.
  .PARAMETER RecipientADAttributeMatchesPatterns
  Regular expressions for properties of the recipient.
  .PARAMETER AnyOfRecipientAddressContainsWords
  Words in the address of any recipient.
  .PARAMETER AnyOfRecipientAddressMatchesPatterns
  Regular expressions for the address of any recipient.
  .PARAMETER AnyOfToHeader
  To has the address of one of these.
  .PARAMETER AnyOfToHeaderMemberOf
  To has a member of one of these groups.
  .PARAMETER AnyOfCcHeader
  Cc has the address of one of these.
  .PARAMETER AnyOfCcHeaderMemberOf
  Cc has a member of one of these groups.
  .PARAMETER AnyOfToCcHeader
  To or Cc has the address of one of these.
  .PARAMETER AnyOfToCcHeaderMemberOf
  To or Cc has a member of one of these groups.
  .PARAMETER SubjectContainsWords
  Words in the subject.
  .PARAMETER SubjectMatchesPatterns
  Regular expressions for the subject.
  .PARAMETER SubjectOrBodyContainsWords
  Words in the subject or the text.
  .PARAMETER SubjectOrBodyMatchesPatterns
  Regular expressions for the subject or the text.
  .PARAMETER HeaderContainsMessageHeader
  The field that HeaderContainsWords looks at.
  .PARAMETER HeaderContainsWords
  Words in that field.
  .PARAMETER HeaderMatchesMessageHeader
  The field that HeaderMatchesPatterns looks at.
  .PARAMETER HeaderMatchesPatterns
  Regular expressions for that field.
  .PARAMETER AttachmentContainsWords
  Words in an attachment that is text, or a document of Office or OpenDocument.
  .PARAMETER AttachmentMatchesPatterns
  Regular expressions for the text of such an attachment.
  .PARAMETER AttachmentPropertyContainsWords
  Words in properties of a document: `Author:Kate,Bob`, `Business Impact:HBI`.
  .PARAMETER AttachmentNameMatchesPatterns
  Regular expressions for the file name of an attachment.
  .PARAMETER AttachmentExtensionMatchesWords
  Extensions of file names, without the dot.
  .PARAMETER AttachmentSizeOver
  An attachment is at least so large, decoded.
  .PARAMETER AttachmentIsUnsupported
  An attachment is of a kind that cannot be looked into.
  .PARAMETER AttachmentProcessingLimitExceeded
  Not all of the message could be looked at.
  .PARAMETER AttachmentHasExecutableContent
  An attachment is a program, by its first octets or its name.
  .PARAMETER AttachmentIsPasswordProtected
  An attachment is an encrypted archive or Office document.
  .PARAMETER MessageSizeOver
  The message is at least so large.
  .PARAMETER ContentCharacterSetContainsWords
  A text has one of these character sets.
  .PARAMETER SCLOver
  The spam confidence level is at least this.
  .PARAMETER WithImportance
  Importance of the message: Importance, else X-Priority.
  .PARAMETER MessageTypeMatches
  Kind of message.
  .PARAMETER SenderManagementRelationship
  The sender is the manager of the recipient, or the other way round.
  .PARAMETER BetweenMemberOf1
  The message goes between members of these groups …
  .PARAMETER BetweenMemberOf2
  … and of these.
  .PARAMETER ManagerForEvaluatedUser
  Whose manager ManagerAddresses are about.
  .PARAMETER ManagerAddresses
  The manager is one of these.
  .PARAMETER ADComparisonAttribute
  The property of sender and recipient that is compared.
  .PARAMETER ADComparisonOperator
  How it compares. Default: Equal.
  .PARAMETER ExceptIfFrom
  Exception: The sender is one of these recipients of the organization.
  .PARAMETER ExceptIfFromScope
  Exception: InOrganization: the sender is authenticated and has an address of an accepted domain.
  .PARAMETER ExceptIfFromMemberOf
  Exception: The sender is in one of these groups.
  .PARAMETER ExceptIfFromAddressContainsWords
  Exception: Words in the address of the sender.
  .PARAMETER ExceptIfFromAddressMatchesPatterns
  Exception: Regular expressions for the address of the sender.
  .PARAMETER ExceptIfSenderDomainIs
  Exception: Domain of the sender’s address, or one above it.
  .PARAMETER ExceptIfSenderADAttributeContainsWords
  Exception: Words in properties of the sender: `Department:Sales,Marketing`.
  .PARAMETER ExceptIfSenderADAttributeMatchesPatterns
  Exception: Regular expressions for properties of the sender.
  .PARAMETER ExceptIfSenderIPRanges
  Exception: Address of the client that brought the message.
  .PARAMETER ExceptIfSentTo
  Exception: The recipient is one of these.
  .PARAMETER ExceptIfSentToScope
  Exception: Partners are domains of TLSSendDomainSecureList.
  .PARAMETER ExceptIfSentToMemberOf
  Exception: The recipient is in one of these groups.
  .PARAMETER ExceptIfRecipientDomainIs
  Exception: Domain of the recipient’s address, or one above it.
  .PARAMETER ExceptIfRecipientAddressContainsWords
  Exception: Words in the primary address of the recipient.
  .PARAMETER ExceptIfRecipientAddressMatchesPatterns
  Exception: Regular expressions for that address.
  .PARAMETER ExceptIfRecipientADAttributeContainsWords
  Exception: Words in properties of the recipient.
  .PARAMETER ExceptIfRecipientADAttributeMatchesPatterns
  Exception: Regular expressions for properties of the recipient.
  .PARAMETER ExceptIfAnyOfRecipientAddressContainsWords
  Exception: Words in the address of any recipient.
  .PARAMETER ExceptIfAnyOfRecipientAddressMatchesPatterns
  Exception: Regular expressions for the address of any recipient.
  .PARAMETER ExceptIfAnyOfToHeader
  Exception: To has the address of one of these.
  .PARAMETER ExceptIfAnyOfToHeaderMemberOf
  Exception: To has a member of one of these groups.
  .PARAMETER ExceptIfAnyOfCcHeader
  Exception: Cc has the address of one of these.
  .PARAMETER ExceptIfAnyOfCcHeaderMemberOf
  Exception: Cc has a member of one of these groups.
  .PARAMETER ExceptIfAnyOfToCcHeader
  Exception: To or Cc has the address of one of these.
  .PARAMETER ExceptIfAnyOfToCcHeaderMemberOf
  Exception: To or Cc has a member of one of these groups.
  .PARAMETER ExceptIfSubjectContainsWords
  Exception: Words in the subject.
  .PARAMETER ExceptIfSubjectMatchesPatterns
  Exception: Regular expressions for the subject.
  .PARAMETER ExceptIfSubjectOrBodyContainsWords
  Exception: Words in the subject or the text.
  .PARAMETER ExceptIfSubjectOrBodyMatchesPatterns
  Exception: Regular expressions for the subject or the text.
  .PARAMETER ExceptIfHeaderContainsMessageHeader
  Exception: The field that HeaderContainsWords looks at.
  .PARAMETER ExceptIfHeaderContainsWords
  Exception: Words in that field.
  .PARAMETER ExceptIfHeaderMatchesMessageHeader
  Exception: The field that HeaderMatchesPatterns looks at.
  .PARAMETER ExceptIfHeaderMatchesPatterns
  Exception: Regular expressions for that field.
  .PARAMETER ExceptIfAttachmentContainsWords
  Exception: Words in an attachment that is text, or a document of Office or OpenDocument.
  .PARAMETER ExceptIfAttachmentMatchesPatterns
  Exception: Regular expressions for the text of such an attachment.
  .PARAMETER ExceptIfAttachmentPropertyContainsWords
  Exception: Words in properties of a document: `Author:Kate,Bob`, `Business Impact:HBI`.
  .PARAMETER ExceptIfAttachmentNameMatchesPatterns
  Exception: Regular expressions for the file name of an attachment.
  .PARAMETER ExceptIfAttachmentExtensionMatchesWords
  Exception: Extensions of file names, without the dot.
  .PARAMETER ExceptIfAttachmentSizeOver
  Exception: An attachment is at least so large, decoded.
  .PARAMETER ExceptIfAttachmentIsUnsupported
  Exception: An attachment is of a kind that cannot be looked into.
  .PARAMETER ExceptIfAttachmentProcessingLimitExceeded
  Exception: Not all of the message could be looked at.
  .PARAMETER ExceptIfAttachmentHasExecutableContent
  Exception: An attachment is a program, by its first octets or its name.
  .PARAMETER ExceptIfAttachmentIsPasswordProtected
  Exception: An attachment is an encrypted archive or Office document.
  .PARAMETER ExceptIfMessageSizeOver
  Exception: The message is at least so large.
  .PARAMETER ExceptIfContentCharacterSetContainsWords
  Exception: A text has one of these character sets.
  .PARAMETER ExceptIfSCLOver
  Exception: The spam confidence level is at least this.
  .PARAMETER ExceptIfWithImportance
  Exception: Importance of the message: Importance, else X-Priority.
  .PARAMETER ExceptIfMessageTypeMatches
  Exception: Kind of message.
  .PARAMETER ExceptIfSenderManagementRelationship
  Exception: The sender is the manager of the recipient, or the other way round.
  .PARAMETER ExceptIfBetweenMemberOf1
  Exception: The message goes between members of these groups …
  .PARAMETER ExceptIfBetweenMemberOf2
  Exception: … and of these.
  .PARAMETER ExceptIfManagerForEvaluatedUser
  Exception: Whose manager ManagerAddresses are about.
  .PARAMETER ExceptIfManagerAddresses
  Exception: The manager is one of these.
  .PARAMETER ExceptIfADComparisonAttribute
  Exception: The property of sender and recipient that is compared.
  .PARAMETER ExceptIfADComparisonOperator
  Exception: How it compares. Default: Equal.
  .PARAMETER ModerateMessageByUser
  One of these has to approve of it first; no groups.
  .PARAMETER ModerateMessageByManager
  The sender’s manager has to approve of it first; without a manager it is delivered.
  .PARAMETER RejectMessageReasonText
  The message is refused, with this reason.
  .PARAMETER RejectMessageEnhancedStatusCode
  The message is refused with this code. Default, with a reason: 5.7.1.
  .PARAMETER DeleteMessage
  The message is deleted; nobody is told.
  .PARAMETER RedirectMessageTo
  These get it in place of its recipients.
  .PARAMETER AddToRecipients
  These get it, too, and stand in To.
  .PARAMETER CopyTo
  These get it, too, and stand in Cc.
  .PARAMETER BlindCopyTo
  These get it, too, unseen.
  .PARAMETER AddManagerAsRecipientType
  The sender’s manager gets it, too, or in place of the recipients.
  .PARAMETER ApplyHtmlDisclaimerText
  HTML that is added to the text; `%%DisplayName%%` and other properties of the sender are filled in.
  .PARAMETER ApplyHtmlDisclaimerLocation
  Where it is added. Default: Append.
  .PARAMETER ApplyHtmlDisclaimerFallbackAction
  What happens to a message that cannot be changed, as one that is signed or encrypted: it is attached to a new one, goes as it is, or is refused. Default: Wrap.
  .PARAMETER SetHeaderName
  The header field that is set …
  .PARAMETER SetHeaderValue
  … to this value.
  .PARAMETER RemoveHeader
  The header field that is removed.
  .PARAMETER SetSCL
  The spam confidence level is set.
  .PARAMETER PrependSubject
  Goes before the subject.
  .PARAMETER RouteMessageOutboundRequireTls
  It leaves the organization within TLS alone, and waits where there is none.
  .PARAMETER RouteMessageOutboundConnector
  What leaves the organization leaves by this Send connector, whatever its address spaces are.
  .PARAMETER GenerateNotification
  Recipients are told this, text or HTML; `%%From%%`, `%%To%%`, `%%Cc%%`, `%%Subject%%`, `%%MessageDate%%` and `%%Headers%%` are filled in.
  .PARAMETER GenerateIncidentReport
  Gets a report of the message: name, alias or address.
  .PARAMETER IncidentReportContent
  What the report has.
  .PARAMETER SetAuditSeverity
  Severity in the report and in message tracking. DoNotAudit: message tracking does not say that the rule was applied.
  .PARAMETER Enabled
  Whether it acts.
  .PARAMETER IncidentReportOriginalMail
  Whether the report has the message: AttachOriginalMail in IncidentReportContent.
  .PARAMETER RuleSubType
  There is one type of rules.
  .EXAMPLE
  New-TransportRule "External mark" -FromScope NotInOrganization -PrependSubject "[EXTERNAL] "
  What comes from outside is marked.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [object] $Priority,
    [Parameter()]
    [ArgumentCompleter({ 'Enabled', 'Disabled' })]
    [string] $State,
    [Parameter()]
    [ArgumentCompleter({ 'Enforce', 'Audit', 'AuditAndNotify' })]
    [string] $Mode,
    [Parameter()]
    [string] $Comments,
    [Parameter()]
    [string] $ActivationDate,
    [Parameter()]
    [string] $ExpiryDate,
    [Parameter()]
    [bool] $StopRuleProcessing,
    [Parameter()]
    [ArgumentCompleter({ 'Ignore', 'Defer' })]
    [string] $RuleErrorAction,
    [Parameter()]
    [ArgumentCompleter({ 'Header', 'Envelope', 'HeaderOrEnvelope' })]
    [string] $SenderAddressLocation,
    [Parameter()]
    [object] $From,
    [Parameter()]
    [ArgumentCompleter({ 'InOrganization', 'NotInOrganization' })]
    [string] $FromScope,
    [Parameter()]
    [object] $FromMemberOf,
    [Parameter()]
    [object] $FromAddressContainsWords,
    [Parameter()]
    [object] $FromAddressMatchesPatterns,
    [Parameter()]
    [object] $SenderDomainIs,
    [Parameter()]
    [object] $SenderADAttributeContainsWords,
    [Parameter()]
    [object] $SenderADAttributeMatchesPatterns,
    [Parameter()]
    [object] $SenderIPRanges,
    [Parameter()]
    [object] $SentTo,
    [Parameter()]
    [ArgumentCompleter({ 'InOrganization', 'NotInOrganization', 'ExternalPartner', 'ExternalNonPartner' })]
    [string] $SentToScope,
    [Parameter()]
    [object] $SentToMemberOf,
    [Parameter()]
    [object] $RecipientDomainIs,
    [Parameter()]
    [object] $RecipientAddressContainsWords,
    [Parameter()]
    [object] $RecipientAddressMatchesPatterns,
    [Parameter()]
    [object] $RecipientADAttributeContainsWords,
    [Parameter()]
    [object] $RecipientADAttributeMatchesPatterns,
    [Parameter()]
    [object] $AnyOfRecipientAddressContainsWords,
    [Parameter()]
    [object] $AnyOfRecipientAddressMatchesPatterns,
    [Parameter()]
    [object] $AnyOfToHeader,
    [Parameter()]
    [object] $AnyOfToHeaderMemberOf,
    [Parameter()]
    [object] $AnyOfCcHeader,
    [Parameter()]
    [object] $AnyOfCcHeaderMemberOf,
    [Parameter()]
    [object] $AnyOfToCcHeader,
    [Parameter()]
    [object] $AnyOfToCcHeaderMemberOf,
    [Parameter()]
    [object] $SubjectContainsWords,
    [Parameter()]
    [object] $SubjectMatchesPatterns,
    [Parameter()]
    [object] $SubjectOrBodyContainsWords,
    [Parameter()]
    [object] $SubjectOrBodyMatchesPatterns,
    [Parameter()]
    [string] $HeaderContainsMessageHeader,
    [Parameter()]
    [object] $HeaderContainsWords,
    [Parameter()]
    [string] $HeaderMatchesMessageHeader,
    [Parameter()]
    [object] $HeaderMatchesPatterns,
    [Parameter()]
    [object] $AttachmentContainsWords,
    [Parameter()]
    [object] $AttachmentMatchesPatterns,
    [Parameter()]
    [object] $AttachmentPropertyContainsWords,
    [Parameter()]
    [object] $AttachmentNameMatchesPatterns,
    [Parameter()]
    [object] $AttachmentExtensionMatchesWords,
    [Parameter()]
    [object] $AttachmentSizeOver,
    [Parameter()]
    [bool] $AttachmentIsUnsupported,
    [Parameter()]
    [bool] $AttachmentProcessingLimitExceeded,
    [Parameter()]
    [bool] $AttachmentHasExecutableContent,
    [Parameter()]
    [bool] $AttachmentIsPasswordProtected,
    [Parameter()]
    [object] $MessageSizeOver,
    [Parameter()]
    [object] $ContentCharacterSetContainsWords,
    [Parameter()]
    [object] $SCLOver,
    [Parameter()]
    [ArgumentCompleter({ 'Low', 'Normal', 'High' })]
    [string] $WithImportance,
    [Parameter()]
    [ArgumentCompleter({ 'OOF', 'AutoForward', 'Encrypted', 'Calendaring', 'PermissionControlled', 'Voicemail', 'Signed', 'ApprovalRequest', 'ReadReceipt' })]
    [string] $MessageTypeMatches,
    [Parameter()]
    [ArgumentCompleter({ 'Manager', 'DirectReport' })]
    [string] $SenderManagementRelationship,
    [Parameter()]
    [object] $BetweenMemberOf1,
    [Parameter()]
    [object] $BetweenMemberOf2,
    [Parameter()]
    [ArgumentCompleter({ 'Sender', 'Recipient' })]
    [string] $ManagerForEvaluatedUser,
    [Parameter()]
    [object] $ManagerAddresses,
    [Parameter()]
    [string] $ADComparisonAttribute,
    [Parameter()]
    [ArgumentCompleter({ 'Equal', 'NotEqual' })]
    [string] $ADComparisonOperator,
    [Parameter()]
    [object] $ExceptIfFrom,
    [Parameter()]
    [ArgumentCompleter({ 'InOrganization', 'NotInOrganization' })]
    [string] $ExceptIfFromScope,
    [Parameter()]
    [object] $ExceptIfFromMemberOf,
    [Parameter()]
    [object] $ExceptIfFromAddressContainsWords,
    [Parameter()]
    [object] $ExceptIfFromAddressMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfSenderDomainIs,
    [Parameter()]
    [object] $ExceptIfSenderADAttributeContainsWords,
    [Parameter()]
    [object] $ExceptIfSenderADAttributeMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfSenderIPRanges,
    [Parameter()]
    [object] $ExceptIfSentTo,
    [Parameter()]
    [ArgumentCompleter({ 'InOrganization', 'NotInOrganization', 'ExternalPartner', 'ExternalNonPartner' })]
    [string] $ExceptIfSentToScope,
    [Parameter()]
    [object] $ExceptIfSentToMemberOf,
    [Parameter()]
    [object] $ExceptIfRecipientDomainIs,
    [Parameter()]
    [object] $ExceptIfRecipientAddressContainsWords,
    [Parameter()]
    [object] $ExceptIfRecipientAddressMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfRecipientADAttributeContainsWords,
    [Parameter()]
    [object] $ExceptIfRecipientADAttributeMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAnyOfRecipientAddressContainsWords,
    [Parameter()]
    [object] $ExceptIfAnyOfRecipientAddressMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAnyOfToHeader,
    [Parameter()]
    [object] $ExceptIfAnyOfToHeaderMemberOf,
    [Parameter()]
    [object] $ExceptIfAnyOfCcHeader,
    [Parameter()]
    [object] $ExceptIfAnyOfCcHeaderMemberOf,
    [Parameter()]
    [object] $ExceptIfAnyOfToCcHeader,
    [Parameter()]
    [object] $ExceptIfAnyOfToCcHeaderMemberOf,
    [Parameter()]
    [object] $ExceptIfSubjectContainsWords,
    [Parameter()]
    [object] $ExceptIfSubjectMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfSubjectOrBodyContainsWords,
    [Parameter()]
    [object] $ExceptIfSubjectOrBodyMatchesPatterns,
    [Parameter()]
    [string] $ExceptIfHeaderContainsMessageHeader,
    [Parameter()]
    [object] $ExceptIfHeaderContainsWords,
    [Parameter()]
    [string] $ExceptIfHeaderMatchesMessageHeader,
    [Parameter()]
    [object] $ExceptIfHeaderMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAttachmentContainsWords,
    [Parameter()]
    [object] $ExceptIfAttachmentMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAttachmentPropertyContainsWords,
    [Parameter()]
    [object] $ExceptIfAttachmentNameMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAttachmentExtensionMatchesWords,
    [Parameter()]
    [object] $ExceptIfAttachmentSizeOver,
    [Parameter()]
    [bool] $ExceptIfAttachmentIsUnsupported,
    [Parameter()]
    [bool] $ExceptIfAttachmentProcessingLimitExceeded,
    [Parameter()]
    [bool] $ExceptIfAttachmentHasExecutableContent,
    [Parameter()]
    [bool] $ExceptIfAttachmentIsPasswordProtected,
    [Parameter()]
    [object] $ExceptIfMessageSizeOver,
    [Parameter()]
    [object] $ExceptIfContentCharacterSetContainsWords,
    [Parameter()]
    [object] $ExceptIfSCLOver,
    [Parameter()]
    [ArgumentCompleter({ 'Low', 'Normal', 'High' })]
    [string] $ExceptIfWithImportance,
    [Parameter()]
    [ArgumentCompleter({ 'OOF', 'AutoForward', 'Encrypted', 'Calendaring', 'PermissionControlled', 'Voicemail', 'Signed', 'ApprovalRequest', 'ReadReceipt' })]
    [string] $ExceptIfMessageTypeMatches,
    [Parameter()]
    [ArgumentCompleter({ 'Manager', 'DirectReport' })]
    [string] $ExceptIfSenderManagementRelationship,
    [Parameter()]
    [object] $ExceptIfBetweenMemberOf1,
    [Parameter()]
    [object] $ExceptIfBetweenMemberOf2,
    [Parameter()]
    [ArgumentCompleter({ 'Sender', 'Recipient' })]
    [string] $ExceptIfManagerForEvaluatedUser,
    [Parameter()]
    [object] $ExceptIfManagerAddresses,
    [Parameter()]
    [string] $ExceptIfADComparisonAttribute,
    [Parameter()]
    [ArgumentCompleter({ 'Equal', 'NotEqual' })]
    [string] $ExceptIfADComparisonOperator,
    [Parameter()]
    [object] $ModerateMessageByUser,
    [Parameter()]
    [bool] $ModerateMessageByManager,
    [Parameter()]
    [string] $RejectMessageReasonText,
    [Parameter()]
    [string] $RejectMessageEnhancedStatusCode,
    [Parameter()]
    [bool] $DeleteMessage,
    [Parameter()]
    [object] $RedirectMessageTo,
    [Parameter()]
    [object] $AddToRecipients,
    [Parameter()]
    [object] $CopyTo,
    [Parameter()]
    [object] $BlindCopyTo,
    [Parameter()]
    [ArgumentCompleter({ 'To', 'Cc', 'Bcc', 'Redirect' })]
    [string] $AddManagerAsRecipientType,
    [Parameter()]
    [string] $ApplyHtmlDisclaimerText,
    [Parameter()]
    [ArgumentCompleter({ 'Append', 'Prepend' })]
    [string] $ApplyHtmlDisclaimerLocation,
    [Parameter()]
    [ArgumentCompleter({ 'Wrap', 'Ignore', 'Reject' })]
    [string] $ApplyHtmlDisclaimerFallbackAction,
    [Parameter()]
    [string] $SetHeaderName,
    [Parameter()]
    [string] $SetHeaderValue,
    [Parameter()]
    [string] $RemoveHeader,
    [Parameter()]
    [object] $SetSCL,
    [Parameter()]
    [string] $PrependSubject,
    [Parameter()]
    [bool] $RouteMessageOutboundRequireTls,
    [Parameter()]
    [string] $RouteMessageOutboundConnector,
    [Parameter()]
    [string] $GenerateNotification,
    [Parameter()]
    [string] $GenerateIncidentReport,
    [Parameter()]
    [ArgumentCompleter({ 'Sender', 'Recipients', 'Subject', 'Cc', 'Bcc', 'Severity', 'RuleDetections', 'AttachOriginalMail' })]
    [object] $IncidentReportContent,
    [Parameter()]
    [ArgumentCompleter({ 'DoNotAudit', 'Low', 'Medium', 'High' })]
    [string] $SetAuditSeverity,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [ArgumentCompleter({ 'IncludeOriginalMail', 'DoNotIncludeOriginalMail' })]
    [string] $IncidentReportOriginalMail,
    [Parameter()]
    [ArgumentCompleter({ 'None' })]
    [string] $RuleSubType,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.Rule'; Types = @{ 'Name' = 'string'; 'Priority' = 'integer'; 'State' = 'enum'; 'Mode' = 'enum'; 'Comments' = 'string'; 'ActivationDate' = 'string'; 'ExpiryDate' = 'string'; 'StopRuleProcessing' = 'boolean'; 'RuleErrorAction' = 'enum'; 'SenderAddressLocation' = 'enum'; 'From' = 'string'; 'FromScope' = 'enum'; 'FromMemberOf' = 'string'; 'FromAddressContainsWords' = 'string'; 'FromAddressMatchesPatterns' = 'string'; 'SenderDomainIs' = 'string'; 'SenderADAttributeContainsWords' = 'string'; 'SenderADAttributeMatchesPatterns' = 'string'; 'SenderIPRanges' = 'string'; 'SentTo' = 'string'; 'SentToScope' = 'enum'; 'SentToMemberOf' = 'string'; 'RecipientDomainIs' = 'string'; 'RecipientAddressContainsWords' = 'string'; 'RecipientAddressMatchesPatterns' = 'string'; 'RecipientADAttributeContainsWords' = 'string'; 'RecipientADAttributeMatchesPatterns' = 'string'; 'AnyOfRecipientAddressContainsWords' = 'string'; 'AnyOfRecipientAddressMatchesPatterns' = 'string'; 'AnyOfToHeader' = 'string'; 'AnyOfToHeaderMemberOf' = 'string'; 'AnyOfCcHeader' = 'string'; 'AnyOfCcHeaderMemberOf' = 'string'; 'AnyOfToCcHeader' = 'string'; 'AnyOfToCcHeaderMemberOf' = 'string'; 'SubjectContainsWords' = 'string'; 'SubjectMatchesPatterns' = 'string'; 'SubjectOrBodyContainsWords' = 'string'; 'SubjectOrBodyMatchesPatterns' = 'string'; 'HeaderContainsMessageHeader' = 'string'; 'HeaderContainsWords' = 'string'; 'HeaderMatchesMessageHeader' = 'string'; 'HeaderMatchesPatterns' = 'string'; 'AttachmentContainsWords' = 'string'; 'AttachmentMatchesPatterns' = 'string'; 'AttachmentPropertyContainsWords' = 'string'; 'AttachmentNameMatchesPatterns' = 'string'; 'AttachmentExtensionMatchesWords' = 'string'; 'AttachmentSizeOver' = 'size'; 'AttachmentIsUnsupported' = 'boolean'; 'AttachmentProcessingLimitExceeded' = 'boolean'; 'AttachmentHasExecutableContent' = 'boolean'; 'AttachmentIsPasswordProtected' = 'boolean'; 'MessageSizeOver' = 'size'; 'ContentCharacterSetContainsWords' = 'string'; 'SCLOver' = 'integer'; 'WithImportance' = 'enum'; 'MessageTypeMatches' = 'enum'; 'SenderManagementRelationship' = 'enum'; 'BetweenMemberOf1' = 'string'; 'BetweenMemberOf2' = 'string'; 'ManagerForEvaluatedUser' = 'enum'; 'ManagerAddresses' = 'string'; 'ADComparisonAttribute' = 'string'; 'ADComparisonOperator' = 'enum'; 'ExceptIfFrom' = 'string'; 'ExceptIfFromScope' = 'enum'; 'ExceptIfFromMemberOf' = 'string'; 'ExceptIfFromAddressContainsWords' = 'string'; 'ExceptIfFromAddressMatchesPatterns' = 'string'; 'ExceptIfSenderDomainIs' = 'string'; 'ExceptIfSenderADAttributeContainsWords' = 'string'; 'ExceptIfSenderADAttributeMatchesPatterns' = 'string'; 'ExceptIfSenderIPRanges' = 'string'; 'ExceptIfSentTo' = 'string'; 'ExceptIfSentToScope' = 'enum'; 'ExceptIfSentToMemberOf' = 'string'; 'ExceptIfRecipientDomainIs' = 'string'; 'ExceptIfRecipientAddressContainsWords' = 'string'; 'ExceptIfRecipientAddressMatchesPatterns' = 'string'; 'ExceptIfRecipientADAttributeContainsWords' = 'string'; 'ExceptIfRecipientADAttributeMatchesPatterns' = 'string'; 'ExceptIfAnyOfRecipientAddressContainsWords' = 'string'; 'ExceptIfAnyOfRecipientAddressMatchesPatterns' = 'string'; 'ExceptIfAnyOfToHeader' = 'string'; 'ExceptIfAnyOfToHeaderMemberOf' = 'string'; 'ExceptIfAnyOfCcHeader' = 'string'; 'ExceptIfAnyOfCcHeaderMemberOf' = 'string'; 'ExceptIfAnyOfToCcHeader' = 'string'; 'ExceptIfAnyOfToCcHeaderMemberOf' = 'string'; 'ExceptIfSubjectContainsWords' = 'string'; 'ExceptIfSubjectMatchesPatterns' = 'string'; 'ExceptIfSubjectOrBodyContainsWords' = 'string'; 'ExceptIfSubjectOrBodyMatchesPatterns' = 'string'; 'ExceptIfHeaderContainsMessageHeader' = 'string'; 'ExceptIfHeaderContainsWords' = 'string'; 'ExceptIfHeaderMatchesMessageHeader' = 'string'; 'ExceptIfHeaderMatchesPatterns' = 'string'; 'ExceptIfAttachmentContainsWords' = 'string'; 'ExceptIfAttachmentMatchesPatterns' = 'string'; 'ExceptIfAttachmentPropertyContainsWords' = 'string'; 'ExceptIfAttachmentNameMatchesPatterns' = 'string'; 'ExceptIfAttachmentExtensionMatchesWords' = 'string'; 'ExceptIfAttachmentSizeOver' = 'size'; 'ExceptIfAttachmentIsUnsupported' = 'boolean'; 'ExceptIfAttachmentProcessingLimitExceeded' = 'boolean'; 'ExceptIfAttachmentHasExecutableContent' = 'boolean'; 'ExceptIfAttachmentIsPasswordProtected' = 'boolean'; 'ExceptIfMessageSizeOver' = 'size'; 'ExceptIfContentCharacterSetContainsWords' = 'string'; 'ExceptIfSCLOver' = 'integer'; 'ExceptIfWithImportance' = 'enum'; 'ExceptIfMessageTypeMatches' = 'enum'; 'ExceptIfSenderManagementRelationship' = 'enum'; 'ExceptIfBetweenMemberOf1' = 'string'; 'ExceptIfBetweenMemberOf2' = 'string'; 'ExceptIfManagerForEvaluatedUser' = 'enum'; 'ExceptIfManagerAddresses' = 'string'; 'ExceptIfADComparisonAttribute' = 'string'; 'ExceptIfADComparisonOperator' = 'enum'; 'ModerateMessageByUser' = 'string'; 'ModerateMessageByManager' = 'boolean'; 'RejectMessageReasonText' = 'string'; 'RejectMessageEnhancedStatusCode' = 'string'; 'DeleteMessage' = 'boolean'; 'RedirectMessageTo' = 'string'; 'AddToRecipients' = 'string'; 'CopyTo' = 'string'; 'BlindCopyTo' = 'string'; 'AddManagerAsRecipientType' = 'enum'; 'ApplyHtmlDisclaimerText' = 'string'; 'ApplyHtmlDisclaimerLocation' = 'enum'; 'ApplyHtmlDisclaimerFallbackAction' = 'enum'; 'SetHeaderName' = 'string'; 'SetHeaderValue' = 'string'; 'RemoveHeader' = 'string'; 'SetSCL' = 'integer'; 'PrependSubject' = 'string'; 'RouteMessageOutboundRequireTls' = 'boolean'; 'RouteMessageOutboundConnector' = 'string'; 'GenerateNotification' = 'string'; 'GenerateIncidentReport' = 'string'; 'IncidentReportContent' = 'enum'; 'SetAuditSeverity' = 'enum'; 'Enabled' = 'boolean'; 'IncidentReportOriginalMail' = 'enum'; 'RuleSubType' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-TransportRule {
  <#
  .SYNOPSIS
  Changes an object of the kind TransportRule; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Priority
  0 is first. A rule that is given none comes last; a number beyond the last place means that place.
  .PARAMETER State
  Disabled: the rule does nothing.
  .PARAMETER Mode
  Audit, AuditAndNotify: message tracking tells that it would have acted, and it does nothing else.
  .PARAMETER Comments
  For administrators.
  .PARAMETER ActivationDate
  When it begins to act.
  .PARAMETER ExpiryDate
  When it no longer acts.
  .PARAMETER StopRuleProcessing
  No later rule is looked at for a message that it acted on.
  .PARAMETER RuleErrorAction
  What happens to a message when the rule fails: it passes, or waits and is tried again.
  .PARAMETER SenderAddressLocation
  Where conditions find the sender’s address.
  .PARAMETER From
  The sender is one of these recipients of the organization.
  .PARAMETER FromScope
  InOrganization: the sender is authenticated and has an address of an accepted domain.
  .PARAMETER FromMemberOf
  The sender is in one of these groups.
  .PARAMETER FromAddressContainsWords
  Words in the address of the sender.
  .PARAMETER FromAddressMatchesPatterns
  Regular expressions for the address of the sender.
  .PARAMETER SenderDomainIs
  Domain of the sender’s address, or one above it.
  .PARAMETER SenderADAttributeContainsWords
  Words in properties of the sender: `Department:Sales,Marketing`.
  .PARAMETER SenderADAttributeMatchesPatterns
  Regular expressions for properties of the sender.
  .PARAMETER SenderIPRanges
  Address of the client that brought the message.
  .PARAMETER SentTo
  The recipient is one of these.
  .PARAMETER SentToScope
  Partners are domains of TLSSendDomainSecureList.
  .PARAMETER SentToMemberOf
  The recipient is in one of these groups.
  .PARAMETER RecipientDomainIs
  Domain of the recipient’s address, or one above it.
  .PARAMETER RecipientAddressContainsWords
  Words in the primary address of the recipient.
  .PARAMETER RecipientAddressMatchesPatterns
  Regular expressions for that address.
  .PARAMETER RecipientADAttributeContainsWords
  Words in properties of the recipient.
  .PARAMETER RecipientADAttributeMatchesPatterns
  Regular expressions for properties of the recipient.
  .PARAMETER AnyOfRecipientAddressContainsWords
  Words in the address of any recipient.
  .PARAMETER AnyOfRecipientAddressMatchesPatterns
  Regular expressions for the address of any recipient.
  .PARAMETER AnyOfToHeader
  To has the address of one of these.
  .PARAMETER AnyOfToHeaderMemberOf
  To has a member of one of these groups.
  .PARAMETER AnyOfCcHeader
  Cc has the address of one of these.
  .PARAMETER AnyOfCcHeaderMemberOf
  Cc has a member of one of these groups.
  .PARAMETER AnyOfToCcHeader
  To or Cc has the address of one of these.
  .PARAMETER AnyOfToCcHeaderMemberOf
  To or Cc has a member of one of these groups.
  .PARAMETER SubjectContainsWords
  Words in the subject.
  .PARAMETER SubjectMatchesPatterns
  Regular expressions for the subject.
  .PARAMETER SubjectOrBodyContainsWords
  Words in the subject or the text.
  .PARAMETER SubjectOrBodyMatchesPatterns
  Regular expressions for the subject or the text.
  .PARAMETER HeaderContainsMessageHeader
  The field that HeaderContainsWords looks at.
  .PARAMETER HeaderContainsWords
  Words in that field.
  .PARAMETER HeaderMatchesMessageHeader
  The field that HeaderMatchesPatterns looks at.
  .PARAMETER HeaderMatchesPatterns
  Regular expressions for that field.
  .PARAMETER AttachmentContainsWords
  Words in an attachment that is text, or a document of Office or OpenDocument.
  .PARAMETER AttachmentMatchesPatterns
  Regular expressions for the text of such an attachment.
  .PARAMETER AttachmentPropertyContainsWords
  Words in properties of a document: `Author:Kate,Bob`, `Business Impact:HBI`.
  .PARAMETER AttachmentNameMatchesPatterns
  Regular expressions for the file name of an attachment.
  .PARAMETER AttachmentExtensionMatchesWords
  Extensions of file names, without the dot.
  .PARAMETER AttachmentSizeOver
  An attachment is at least so large, decoded.
  .PARAMETER AttachmentIsUnsupported
  An attachment is of a kind that cannot be looked into.
  .PARAMETER AttachmentProcessingLimitExceeded
  Not all of the message could be looked at.
  .PARAMETER AttachmentHasExecutableContent
  An attachment is a program, by its first octets or its name.
  .PARAMETER AttachmentIsPasswordProtected
  An attachment is an encrypted archive or Office document.
  .PARAMETER MessageSizeOver
  The message is at least so large.
  .PARAMETER ContentCharacterSetContainsWords
  A text has one of these character sets.
  .PARAMETER SCLOver
  The spam confidence level is at least this.
  .PARAMETER WithImportance
  Importance of the message: Importance, else X-Priority.
  .PARAMETER MessageTypeMatches
  Kind of message.
  .PARAMETER SenderManagementRelationship
  The sender is the manager of the recipient, or the other way round.
  .PARAMETER BetweenMemberOf1
  The message goes between members of these groups …
  .PARAMETER BetweenMemberOf2
  … and of these.
  .PARAMETER ManagerForEvaluatedUser
  Whose manager ManagerAddresses are about.
  .PARAMETER ManagerAddresses
  The manager is one of these.
  .PARAMETER ADComparisonAttribute
  The property of sender and recipient that is compared.
  .PARAMETER ADComparisonOperator
  How it compares. Default: Equal.
  .PARAMETER ExceptIfFrom
  Exception: The sender is one of these recipients of the organization.
  .PARAMETER ExceptIfFromScope
  Exception: InOrganization: the sender is authenticated and has an address of an accepted domain.
  .PARAMETER ExceptIfFromMemberOf
  Exception: The sender is in one of these groups.
  .PARAMETER ExceptIfFromAddressContainsWords
  Exception: Words in the address of the sender.
  .PARAMETER ExceptIfFromAddressMatchesPatterns
  Exception: Regular expressions for the address of the sender.
  .PARAMETER ExceptIfSenderDomainIs
  Exception: Domain of the sender’s address, or one above it.
  .PARAMETER ExceptIfSenderADAttributeContainsWords
  Exception: Words in properties of the sender: `Department:Sales,Marketing`.
  .PARAMETER ExceptIfSenderADAttributeMatchesPatterns
  Exception: Regular expressions for properties of the sender.
  .PARAMETER ExceptIfSenderIPRanges
  Exception: Address of the client that brought the message.
  .PARAMETER ExceptIfSentTo
  Exception: The recipient is one of these.
  .PARAMETER ExceptIfSentToScope
  Exception: Partners are domains of TLSSendDomainSecureList.
  .PARAMETER ExceptIfSentToMemberOf
  Exception: The recipient is in one of these groups.
  .PARAMETER ExceptIfRecipientDomainIs
  Exception: Domain of the recipient’s address, or one above it.
  .PARAMETER ExceptIfRecipientAddressContainsWords
  Exception: Words in the primary address of the recipient.
  .PARAMETER ExceptIfRecipientAddressMatchesPatterns
  Exception: Regular expressions for that address.
  .PARAMETER ExceptIfRecipientADAttributeContainsWords
  Exception: Words in properties of the recipient.
  .PARAMETER ExceptIfRecipientADAttributeMatchesPatterns
  Exception: Regular expressions for properties of the recipient.
  .PARAMETER ExceptIfAnyOfRecipientAddressContainsWords
  Exception: Words in the address of any recipient.
  .PARAMETER ExceptIfAnyOfRecipientAddressMatchesPatterns
  Exception: Regular expressions for the address of any recipient.
  .PARAMETER ExceptIfAnyOfToHeader
  Exception: To has the address of one of these.
  .PARAMETER ExceptIfAnyOfToHeaderMemberOf
  Exception: To has a member of one of these groups.
  .PARAMETER ExceptIfAnyOfCcHeader
  Exception: Cc has the address of one of these.
  .PARAMETER ExceptIfAnyOfCcHeaderMemberOf
  Exception: Cc has a member of one of these groups.
  .PARAMETER ExceptIfAnyOfToCcHeader
  Exception: To or Cc has the address of one of these.
  .PARAMETER ExceptIfAnyOfToCcHeaderMemberOf
  Exception: To or Cc has a member of one of these groups.
  .PARAMETER ExceptIfSubjectContainsWords
  Exception: Words in the subject.
  .PARAMETER ExceptIfSubjectMatchesPatterns
  Exception: Regular expressions for the subject.
  .PARAMETER ExceptIfSubjectOrBodyContainsWords
  Exception: Words in the subject or the text.
  .PARAMETER ExceptIfSubjectOrBodyMatchesPatterns
  Exception: Regular expressions for the subject or the text.
  .PARAMETER ExceptIfHeaderContainsMessageHeader
  Exception: The field that HeaderContainsWords looks at.
  .PARAMETER ExceptIfHeaderContainsWords
  Exception: Words in that field.
  .PARAMETER ExceptIfHeaderMatchesMessageHeader
  Exception: The field that HeaderMatchesPatterns looks at.
  .PARAMETER ExceptIfHeaderMatchesPatterns
  Exception: Regular expressions for that field.
  .PARAMETER ExceptIfAttachmentContainsWords
  Exception: Words in an attachment that is text, or a document of Office or OpenDocument.
  .PARAMETER ExceptIfAttachmentMatchesPatterns
  Exception: Regular expressions for the text of such an attachment.
  .PARAMETER ExceptIfAttachmentPropertyContainsWords
  Exception: Words in properties of a document: `Author:Kate,Bob`, `Business Impact:HBI`.
  .PARAMETER ExceptIfAttachmentNameMatchesPatterns
  Exception: Regular expressions for the file name of an attachment.
  .PARAMETER ExceptIfAttachmentExtensionMatchesWords
  Exception: Extensions of file names, without the dot.
  .PARAMETER ExceptIfAttachmentSizeOver
  Exception: An attachment is at least so large, decoded.
  .PARAMETER ExceptIfAttachmentIsUnsupported
  Exception: An attachment is of a kind that cannot be looked into.
  .PARAMETER ExceptIfAttachmentProcessingLimitExceeded
  Exception: Not all of the message could be looked at.
  .PARAMETER ExceptIfAttachmentHasExecutableContent
  Exception: An attachment is a program, by its first octets or its name.
  .PARAMETER ExceptIfAttachmentIsPasswordProtected
  Exception: An attachment is an encrypted archive or Office document.
  .PARAMETER ExceptIfMessageSizeOver
  Exception: The message is at least so large.
  .PARAMETER ExceptIfContentCharacterSetContainsWords
  Exception: A text has one of these character sets.
  .PARAMETER ExceptIfSCLOver
  Exception: The spam confidence level is at least this.
  .PARAMETER ExceptIfWithImportance
  Exception: Importance of the message: Importance, else X-Priority.
  .PARAMETER ExceptIfMessageTypeMatches
  Exception: Kind of message.
  .PARAMETER ExceptIfSenderManagementRelationship
  Exception: The sender is the manager of the recipient, or the other way round.
  .PARAMETER ExceptIfBetweenMemberOf1
  Exception: The message goes between members of these groups …
  .PARAMETER ExceptIfBetweenMemberOf2
  Exception: … and of these.
  .PARAMETER ExceptIfManagerForEvaluatedUser
  Exception: Whose manager ManagerAddresses are about.
  .PARAMETER ExceptIfManagerAddresses
  Exception: The manager is one of these.
  .PARAMETER ExceptIfADComparisonAttribute
  Exception: The property of sender and recipient that is compared.
  .PARAMETER ExceptIfADComparisonOperator
  Exception: How it compares. Default: Equal.
  .PARAMETER ModerateMessageByUser
  One of these has to approve of it first; no groups.
  .PARAMETER ModerateMessageByManager
  The sender’s manager has to approve of it first; without a manager it is delivered.
  .PARAMETER RejectMessageReasonText
  The message is refused, with this reason.
  .PARAMETER RejectMessageEnhancedStatusCode
  The message is refused with this code. Default, with a reason: 5.7.1.
  .PARAMETER DeleteMessage
  The message is deleted; nobody is told.
  .PARAMETER RedirectMessageTo
  These get it in place of its recipients.
  .PARAMETER AddToRecipients
  These get it, too, and stand in To.
  .PARAMETER CopyTo
  These get it, too, and stand in Cc.
  .PARAMETER BlindCopyTo
  These get it, too, unseen.
  .PARAMETER AddManagerAsRecipientType
  The sender’s manager gets it, too, or in place of the recipients.
  .PARAMETER ApplyHtmlDisclaimerText
  HTML that is added to the text; `%%DisplayName%%` and other properties of the sender are filled in.
  .PARAMETER ApplyHtmlDisclaimerLocation
  Where it is added. Default: Append.
  .PARAMETER ApplyHtmlDisclaimerFallbackAction
  What happens to a message that cannot be changed, as one that is signed or encrypted: it is attached to a new one, goes as it is, or is refused. Default: Wrap.
  .PARAMETER SetHeaderName
  The header field that is set …
  .PARAMETER SetHeaderValue
  … to this value.
  .PARAMETER RemoveHeader
  The header field that is removed.
  .PARAMETER SetSCL
  The spam confidence level is set.
  .PARAMETER PrependSubject
  Goes before the subject.
  .PARAMETER RouteMessageOutboundRequireTls
  It leaves the organization within TLS alone, and waits where there is none.
  .PARAMETER RouteMessageOutboundConnector
  What leaves the organization leaves by this Send connector, whatever its address spaces are.
  .PARAMETER GenerateNotification
  Recipients are told this, text or HTML; `%%From%%`, `%%To%%`, `%%Cc%%`, `%%Subject%%`, `%%MessageDate%%` and `%%Headers%%` are filled in.
  .PARAMETER GenerateIncidentReport
  Gets a report of the message: name, alias or address.
  .PARAMETER IncidentReportContent
  What the report has.
  .PARAMETER SetAuditSeverity
  Severity in the report and in message tracking. DoNotAudit: message tracking does not say that the rule was applied.
  .PARAMETER IncidentReportOriginalMail
  Whether the report has the message: AttachOriginalMail in IncidentReportContent.
  .PARAMETER RuleSubType
  There is one type of rules.
  .EXAMPLE
  Set-TransportRule "Disclaimer" -Priority 0
  It acts first.
  .EXAMPLE
  Set-TransportRule "Disclaimer" -ExceptIfSubjectContainsWords "internal"
  With an exception.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [object] $Priority,
    [Parameter()]
    [ArgumentCompleter({ 'Enabled', 'Disabled' })]
    [string] $State,
    [Parameter()]
    [ArgumentCompleter({ 'Enforce', 'Audit', 'AuditAndNotify' })]
    [string] $Mode,
    [Parameter()]
    [string] $Comments,
    [Parameter()]
    [string] $ActivationDate,
    [Parameter()]
    [string] $ExpiryDate,
    [Parameter()]
    [bool] $StopRuleProcessing,
    [Parameter()]
    [ArgumentCompleter({ 'Ignore', 'Defer' })]
    [string] $RuleErrorAction,
    [Parameter()]
    [ArgumentCompleter({ 'Header', 'Envelope', 'HeaderOrEnvelope' })]
    [string] $SenderAddressLocation,
    [Parameter()]
    [object] $From,
    [Parameter()]
    [ArgumentCompleter({ 'InOrganization', 'NotInOrganization' })]
    [string] $FromScope,
    [Parameter()]
    [object] $FromMemberOf,
    [Parameter()]
    [object] $FromAddressContainsWords,
    [Parameter()]
    [object] $FromAddressMatchesPatterns,
    [Parameter()]
    [object] $SenderDomainIs,
    [Parameter()]
    [object] $SenderADAttributeContainsWords,
    [Parameter()]
    [object] $SenderADAttributeMatchesPatterns,
    [Parameter()]
    [object] $SenderIPRanges,
    [Parameter()]
    [object] $SentTo,
    [Parameter()]
    [ArgumentCompleter({ 'InOrganization', 'NotInOrganization', 'ExternalPartner', 'ExternalNonPartner' })]
    [string] $SentToScope,
    [Parameter()]
    [object] $SentToMemberOf,
    [Parameter()]
    [object] $RecipientDomainIs,
    [Parameter()]
    [object] $RecipientAddressContainsWords,
    [Parameter()]
    [object] $RecipientAddressMatchesPatterns,
    [Parameter()]
    [object] $RecipientADAttributeContainsWords,
    [Parameter()]
    [object] $RecipientADAttributeMatchesPatterns,
    [Parameter()]
    [object] $AnyOfRecipientAddressContainsWords,
    [Parameter()]
    [object] $AnyOfRecipientAddressMatchesPatterns,
    [Parameter()]
    [object] $AnyOfToHeader,
    [Parameter()]
    [object] $AnyOfToHeaderMemberOf,
    [Parameter()]
    [object] $AnyOfCcHeader,
    [Parameter()]
    [object] $AnyOfCcHeaderMemberOf,
    [Parameter()]
    [object] $AnyOfToCcHeader,
    [Parameter()]
    [object] $AnyOfToCcHeaderMemberOf,
    [Parameter()]
    [object] $SubjectContainsWords,
    [Parameter()]
    [object] $SubjectMatchesPatterns,
    [Parameter()]
    [object] $SubjectOrBodyContainsWords,
    [Parameter()]
    [object] $SubjectOrBodyMatchesPatterns,
    [Parameter()]
    [string] $HeaderContainsMessageHeader,
    [Parameter()]
    [object] $HeaderContainsWords,
    [Parameter()]
    [string] $HeaderMatchesMessageHeader,
    [Parameter()]
    [object] $HeaderMatchesPatterns,
    [Parameter()]
    [object] $AttachmentContainsWords,
    [Parameter()]
    [object] $AttachmentMatchesPatterns,
    [Parameter()]
    [object] $AttachmentPropertyContainsWords,
    [Parameter()]
    [object] $AttachmentNameMatchesPatterns,
    [Parameter()]
    [object] $AttachmentExtensionMatchesWords,
    [Parameter()]
    [object] $AttachmentSizeOver,
    [Parameter()]
    [bool] $AttachmentIsUnsupported,
    [Parameter()]
    [bool] $AttachmentProcessingLimitExceeded,
    [Parameter()]
    [bool] $AttachmentHasExecutableContent,
    [Parameter()]
    [bool] $AttachmentIsPasswordProtected,
    [Parameter()]
    [object] $MessageSizeOver,
    [Parameter()]
    [object] $ContentCharacterSetContainsWords,
    [Parameter()]
    [object] $SCLOver,
    [Parameter()]
    [ArgumentCompleter({ 'Low', 'Normal', 'High' })]
    [string] $WithImportance,
    [Parameter()]
    [ArgumentCompleter({ 'OOF', 'AutoForward', 'Encrypted', 'Calendaring', 'PermissionControlled', 'Voicemail', 'Signed', 'ApprovalRequest', 'ReadReceipt' })]
    [string] $MessageTypeMatches,
    [Parameter()]
    [ArgumentCompleter({ 'Manager', 'DirectReport' })]
    [string] $SenderManagementRelationship,
    [Parameter()]
    [object] $BetweenMemberOf1,
    [Parameter()]
    [object] $BetweenMemberOf2,
    [Parameter()]
    [ArgumentCompleter({ 'Sender', 'Recipient' })]
    [string] $ManagerForEvaluatedUser,
    [Parameter()]
    [object] $ManagerAddresses,
    [Parameter()]
    [string] $ADComparisonAttribute,
    [Parameter()]
    [ArgumentCompleter({ 'Equal', 'NotEqual' })]
    [string] $ADComparisonOperator,
    [Parameter()]
    [object] $ExceptIfFrom,
    [Parameter()]
    [ArgumentCompleter({ 'InOrganization', 'NotInOrganization' })]
    [string] $ExceptIfFromScope,
    [Parameter()]
    [object] $ExceptIfFromMemberOf,
    [Parameter()]
    [object] $ExceptIfFromAddressContainsWords,
    [Parameter()]
    [object] $ExceptIfFromAddressMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfSenderDomainIs,
    [Parameter()]
    [object] $ExceptIfSenderADAttributeContainsWords,
    [Parameter()]
    [object] $ExceptIfSenderADAttributeMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfSenderIPRanges,
    [Parameter()]
    [object] $ExceptIfSentTo,
    [Parameter()]
    [ArgumentCompleter({ 'InOrganization', 'NotInOrganization', 'ExternalPartner', 'ExternalNonPartner' })]
    [string] $ExceptIfSentToScope,
    [Parameter()]
    [object] $ExceptIfSentToMemberOf,
    [Parameter()]
    [object] $ExceptIfRecipientDomainIs,
    [Parameter()]
    [object] $ExceptIfRecipientAddressContainsWords,
    [Parameter()]
    [object] $ExceptIfRecipientAddressMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfRecipientADAttributeContainsWords,
    [Parameter()]
    [object] $ExceptIfRecipientADAttributeMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAnyOfRecipientAddressContainsWords,
    [Parameter()]
    [object] $ExceptIfAnyOfRecipientAddressMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAnyOfToHeader,
    [Parameter()]
    [object] $ExceptIfAnyOfToHeaderMemberOf,
    [Parameter()]
    [object] $ExceptIfAnyOfCcHeader,
    [Parameter()]
    [object] $ExceptIfAnyOfCcHeaderMemberOf,
    [Parameter()]
    [object] $ExceptIfAnyOfToCcHeader,
    [Parameter()]
    [object] $ExceptIfAnyOfToCcHeaderMemberOf,
    [Parameter()]
    [object] $ExceptIfSubjectContainsWords,
    [Parameter()]
    [object] $ExceptIfSubjectMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfSubjectOrBodyContainsWords,
    [Parameter()]
    [object] $ExceptIfSubjectOrBodyMatchesPatterns,
    [Parameter()]
    [string] $ExceptIfHeaderContainsMessageHeader,
    [Parameter()]
    [object] $ExceptIfHeaderContainsWords,
    [Parameter()]
    [string] $ExceptIfHeaderMatchesMessageHeader,
    [Parameter()]
    [object] $ExceptIfHeaderMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAttachmentContainsWords,
    [Parameter()]
    [object] $ExceptIfAttachmentMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAttachmentPropertyContainsWords,
    [Parameter()]
    [object] $ExceptIfAttachmentNameMatchesPatterns,
    [Parameter()]
    [object] $ExceptIfAttachmentExtensionMatchesWords,
    [Parameter()]
    [object] $ExceptIfAttachmentSizeOver,
    [Parameter()]
    [bool] $ExceptIfAttachmentIsUnsupported,
    [Parameter()]
    [bool] $ExceptIfAttachmentProcessingLimitExceeded,
    [Parameter()]
    [bool] $ExceptIfAttachmentHasExecutableContent,
    [Parameter()]
    [bool] $ExceptIfAttachmentIsPasswordProtected,
    [Parameter()]
    [object] $ExceptIfMessageSizeOver,
    [Parameter()]
    [object] $ExceptIfContentCharacterSetContainsWords,
    [Parameter()]
    [object] $ExceptIfSCLOver,
    [Parameter()]
    [ArgumentCompleter({ 'Low', 'Normal', 'High' })]
    [string] $ExceptIfWithImportance,
    [Parameter()]
    [ArgumentCompleter({ 'OOF', 'AutoForward', 'Encrypted', 'Calendaring', 'PermissionControlled', 'Voicemail', 'Signed', 'ApprovalRequest', 'ReadReceipt' })]
    [string] $ExceptIfMessageTypeMatches,
    [Parameter()]
    [ArgumentCompleter({ 'Manager', 'DirectReport' })]
    [string] $ExceptIfSenderManagementRelationship,
    [Parameter()]
    [object] $ExceptIfBetweenMemberOf1,
    [Parameter()]
    [object] $ExceptIfBetweenMemberOf2,
    [Parameter()]
    [ArgumentCompleter({ 'Sender', 'Recipient' })]
    [string] $ExceptIfManagerForEvaluatedUser,
    [Parameter()]
    [object] $ExceptIfManagerAddresses,
    [Parameter()]
    [string] $ExceptIfADComparisonAttribute,
    [Parameter()]
    [ArgumentCompleter({ 'Equal', 'NotEqual' })]
    [string] $ExceptIfADComparisonOperator,
    [Parameter()]
    [object] $ModerateMessageByUser,
    [Parameter()]
    [bool] $ModerateMessageByManager,
    [Parameter()]
    [string] $RejectMessageReasonText,
    [Parameter()]
    [string] $RejectMessageEnhancedStatusCode,
    [Parameter()]
    [bool] $DeleteMessage,
    [Parameter()]
    [object] $RedirectMessageTo,
    [Parameter()]
    [object] $AddToRecipients,
    [Parameter()]
    [object] $CopyTo,
    [Parameter()]
    [object] $BlindCopyTo,
    [Parameter()]
    [ArgumentCompleter({ 'To', 'Cc', 'Bcc', 'Redirect' })]
    [string] $AddManagerAsRecipientType,
    [Parameter()]
    [string] $ApplyHtmlDisclaimerText,
    [Parameter()]
    [ArgumentCompleter({ 'Append', 'Prepend' })]
    [string] $ApplyHtmlDisclaimerLocation,
    [Parameter()]
    [ArgumentCompleter({ 'Wrap', 'Ignore', 'Reject' })]
    [string] $ApplyHtmlDisclaimerFallbackAction,
    [Parameter()]
    [string] $SetHeaderName,
    [Parameter()]
    [string] $SetHeaderValue,
    [Parameter()]
    [string] $RemoveHeader,
    [Parameter()]
    [object] $SetSCL,
    [Parameter()]
    [string] $PrependSubject,
    [Parameter()]
    [bool] $RouteMessageOutboundRequireTls,
    [Parameter()]
    [string] $RouteMessageOutboundConnector,
    [Parameter()]
    [string] $GenerateNotification,
    [Parameter()]
    [string] $GenerateIncidentReport,
    [Parameter()]
    [ArgumentCompleter({ 'Sender', 'Recipients', 'Subject', 'Cc', 'Bcc', 'Severity', 'RuleDetections', 'AttachOriginalMail' })]
    [object] $IncidentReportContent,
    [Parameter()]
    [ArgumentCompleter({ 'DoNotAudit', 'Low', 'Medium', 'High' })]
    [string] $SetAuditSeverity,
    [Parameter()]
    [ArgumentCompleter({ 'IncludeOriginalMail', 'DoNotIncludeOriginalMail' })]
    [string] $IncidentReportOriginalMail,
    [Parameter()]
    [ArgumentCompleter({ 'None' })]
    [string] $RuleSubType,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'Priority' = 'integer'; 'State' = 'enum'; 'Mode' = 'enum'; 'Comments' = 'string'; 'ActivationDate' = 'string'; 'ExpiryDate' = 'string'; 'StopRuleProcessing' = 'boolean'; 'RuleErrorAction' = 'enum'; 'SenderAddressLocation' = 'enum'; 'From' = 'string'; 'FromScope' = 'enum'; 'FromMemberOf' = 'string'; 'FromAddressContainsWords' = 'string'; 'FromAddressMatchesPatterns' = 'string'; 'SenderDomainIs' = 'string'; 'SenderADAttributeContainsWords' = 'string'; 'SenderADAttributeMatchesPatterns' = 'string'; 'SenderIPRanges' = 'string'; 'SentTo' = 'string'; 'SentToScope' = 'enum'; 'SentToMemberOf' = 'string'; 'RecipientDomainIs' = 'string'; 'RecipientAddressContainsWords' = 'string'; 'RecipientAddressMatchesPatterns' = 'string'; 'RecipientADAttributeContainsWords' = 'string'; 'RecipientADAttributeMatchesPatterns' = 'string'; 'AnyOfRecipientAddressContainsWords' = 'string'; 'AnyOfRecipientAddressMatchesPatterns' = 'string'; 'AnyOfToHeader' = 'string'; 'AnyOfToHeaderMemberOf' = 'string'; 'AnyOfCcHeader' = 'string'; 'AnyOfCcHeaderMemberOf' = 'string'; 'AnyOfToCcHeader' = 'string'; 'AnyOfToCcHeaderMemberOf' = 'string'; 'SubjectContainsWords' = 'string'; 'SubjectMatchesPatterns' = 'string'; 'SubjectOrBodyContainsWords' = 'string'; 'SubjectOrBodyMatchesPatterns' = 'string'; 'HeaderContainsMessageHeader' = 'string'; 'HeaderContainsWords' = 'string'; 'HeaderMatchesMessageHeader' = 'string'; 'HeaderMatchesPatterns' = 'string'; 'AttachmentContainsWords' = 'string'; 'AttachmentMatchesPatterns' = 'string'; 'AttachmentPropertyContainsWords' = 'string'; 'AttachmentNameMatchesPatterns' = 'string'; 'AttachmentExtensionMatchesWords' = 'string'; 'AttachmentSizeOver' = 'size'; 'AttachmentIsUnsupported' = 'boolean'; 'AttachmentProcessingLimitExceeded' = 'boolean'; 'AttachmentHasExecutableContent' = 'boolean'; 'AttachmentIsPasswordProtected' = 'boolean'; 'MessageSizeOver' = 'size'; 'ContentCharacterSetContainsWords' = 'string'; 'SCLOver' = 'integer'; 'WithImportance' = 'enum'; 'MessageTypeMatches' = 'enum'; 'SenderManagementRelationship' = 'enum'; 'BetweenMemberOf1' = 'string'; 'BetweenMemberOf2' = 'string'; 'ManagerForEvaluatedUser' = 'enum'; 'ManagerAddresses' = 'string'; 'ADComparisonAttribute' = 'string'; 'ADComparisonOperator' = 'enum'; 'ExceptIfFrom' = 'string'; 'ExceptIfFromScope' = 'enum'; 'ExceptIfFromMemberOf' = 'string'; 'ExceptIfFromAddressContainsWords' = 'string'; 'ExceptIfFromAddressMatchesPatterns' = 'string'; 'ExceptIfSenderDomainIs' = 'string'; 'ExceptIfSenderADAttributeContainsWords' = 'string'; 'ExceptIfSenderADAttributeMatchesPatterns' = 'string'; 'ExceptIfSenderIPRanges' = 'string'; 'ExceptIfSentTo' = 'string'; 'ExceptIfSentToScope' = 'enum'; 'ExceptIfSentToMemberOf' = 'string'; 'ExceptIfRecipientDomainIs' = 'string'; 'ExceptIfRecipientAddressContainsWords' = 'string'; 'ExceptIfRecipientAddressMatchesPatterns' = 'string'; 'ExceptIfRecipientADAttributeContainsWords' = 'string'; 'ExceptIfRecipientADAttributeMatchesPatterns' = 'string'; 'ExceptIfAnyOfRecipientAddressContainsWords' = 'string'; 'ExceptIfAnyOfRecipientAddressMatchesPatterns' = 'string'; 'ExceptIfAnyOfToHeader' = 'string'; 'ExceptIfAnyOfToHeaderMemberOf' = 'string'; 'ExceptIfAnyOfCcHeader' = 'string'; 'ExceptIfAnyOfCcHeaderMemberOf' = 'string'; 'ExceptIfAnyOfToCcHeader' = 'string'; 'ExceptIfAnyOfToCcHeaderMemberOf' = 'string'; 'ExceptIfSubjectContainsWords' = 'string'; 'ExceptIfSubjectMatchesPatterns' = 'string'; 'ExceptIfSubjectOrBodyContainsWords' = 'string'; 'ExceptIfSubjectOrBodyMatchesPatterns' = 'string'; 'ExceptIfHeaderContainsMessageHeader' = 'string'; 'ExceptIfHeaderContainsWords' = 'string'; 'ExceptIfHeaderMatchesMessageHeader' = 'string'; 'ExceptIfHeaderMatchesPatterns' = 'string'; 'ExceptIfAttachmentContainsWords' = 'string'; 'ExceptIfAttachmentMatchesPatterns' = 'string'; 'ExceptIfAttachmentPropertyContainsWords' = 'string'; 'ExceptIfAttachmentNameMatchesPatterns' = 'string'; 'ExceptIfAttachmentExtensionMatchesWords' = 'string'; 'ExceptIfAttachmentSizeOver' = 'size'; 'ExceptIfAttachmentIsUnsupported' = 'boolean'; 'ExceptIfAttachmentProcessingLimitExceeded' = 'boolean'; 'ExceptIfAttachmentHasExecutableContent' = 'boolean'; 'ExceptIfAttachmentIsPasswordProtected' = 'boolean'; 'ExceptIfMessageSizeOver' = 'size'; 'ExceptIfContentCharacterSetContainsWords' = 'string'; 'ExceptIfSCLOver' = 'integer'; 'ExceptIfWithImportance' = 'enum'; 'ExceptIfMessageTypeMatches' = 'enum'; 'ExceptIfSenderManagementRelationship' = 'enum'; 'ExceptIfBetweenMemberOf1' = 'string'; 'ExceptIfBetweenMemberOf2' = 'string'; 'ExceptIfManagerForEvaluatedUser' = 'enum'; 'ExceptIfManagerAddresses' = 'string'; 'ExceptIfADComparisonAttribute' = 'string'; 'ExceptIfADComparisonOperator' = 'enum'; 'ModerateMessageByUser' = 'string'; 'ModerateMessageByManager' = 'boolean'; 'RejectMessageReasonText' = 'string'; 'RejectMessageEnhancedStatusCode' = 'string'; 'DeleteMessage' = 'boolean'; 'RedirectMessageTo' = 'string'; 'AddToRecipients' = 'string'; 'CopyTo' = 'string'; 'BlindCopyTo' = 'string'; 'AddManagerAsRecipientType' = 'enum'; 'ApplyHtmlDisclaimerText' = 'string'; 'ApplyHtmlDisclaimerLocation' = 'enum'; 'ApplyHtmlDisclaimerFallbackAction' = 'enum'; 'SetHeaderName' = 'string'; 'SetHeaderValue' = 'string'; 'RemoveHeader' = 'string'; 'SetSCL' = 'integer'; 'PrependSubject' = 'string'; 'RouteMessageOutboundRequireTls' = 'boolean'; 'RouteMessageOutboundConnector' = 'string'; 'GenerateNotification' = 'string'; 'GenerateIncidentReport' = 'string'; 'IncidentReportContent' = 'enum'; 'SetAuditSeverity' = 'enum'; 'IncidentReportOriginalMail' = 'enum'; 'RuleSubType' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-TransportRule {
  <#
  .SYNOPSIS
  Removes an object of the kind TransportRule.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-TransportRule "Disclaimer"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Enable-TransportRule {
  <#
  .SYNOPSIS
  The rule acts from now on.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Enable-TransportRule "Disclaimer"
  It acts again.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Disable-TransportRule {
  <#
  .SYNOPSIS
  The rule does nothing from now on.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Disable-TransportRule "Disclaimer"
  It stays, and does nothing.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-TransportRulePredicate {
  <#
  .SYNOPSIS
  What the conditions and exceptions of mail flow rules can ask, by Exchange’s names for it.
  .PARAMETER Name
  That one alone.
  .EXAMPLE
  Get-TransportRulePredicate
  What rules can ask of a message.
  .EXAMPLE
  Get-TransportRulePredicate BetweenMemberOf | Format-List
  Which parameters make a predicate.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0)]
    [string] $Name
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.TransportRulePredicate'; Types = @{ 'Name' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-TransportRuleAction {
  <#
  .SYNOPSIS
  What mail flow rules can do, by Exchange’s names for it.
  .PARAMETER Name
  That one alone.
  .EXAMPLE
  Get-TransportRuleAction
  What rules can do with a message.
  .EXAMPLE
  Get-TransportRuleAction ApplyHtmlDisclaimer | Format-List
  Which parameters make an action.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0)]
    [string] $Name
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.TransportRuleAction'; Types = @{ 'Name' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Test-Message {
  <#
  .SYNOPSIS
  Tells which mail flow rules would be for a message, and what they would do; nothing is sent.
  .PARAMETER MessageFileData
  The message, a file with its header and its body.
  .PARAMETER Sender
  Of the envelope; default: its From.
  .PARAMETER Recipients
  Of the envelope; default: those in To and Cc.
  .PARAMETER Internal
  The sender has signed in, or is a trusted host.
  .PARAMETER ClientAddress
  Who brought it.
  .EXAMPLE
  Test-Message invoice.eml -Recipients alice@contoso.com | Format-List
  Which rules would be for it, and what they would do.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $MessageFileData,
    [Parameter()]
    [string] $Sender,
    [Parameter()]
    [object] $Recipients,
    [Parameter()]
    [switch] $Internal,
    [Parameter()]
    [string] $ClientAddress
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.MessageTest'; Types = @{ 'MessageFileData' = 'file'; 'Sender' = 'string'; 'Recipients' = 'string'; 'Internal' = 'switch'; 'ClientAddress' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-TransportRuleHit {
  <#
  .SYNOPSIS
  How many messages each mail flow rule was for, as message tracking tells.
  .PARAMETER Identity
  Of this rule alone: name or Guid.
  .PARAMETER StartDate
  Since when; default: a day ago.
  .EXAMPLE
  Get-TransportRuleHit -StartDate (Get-Date).AddDays(-7) | where Messages -eq 0
  Rules that were for no message of the last week.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [object] $StartDate
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.TransportRuleHit'; Types = @{ 'Identity' = 'string'; 'StartDate' = 'datetime' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-JournalRule {
  <#
  .SYNOPSIS
  Shows objects of the kind JournalRule.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-JournalRule
  All of them.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.JournalRuleObject'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-JournalRule {
  <#
  .SYNOPSIS
  Makes an object of the kind JournalRule.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER JournalEmailAddress
  Gets the reports: a recipient of the organization, or an address of somebody else.
  .PARAMETER Recipient
  Whose mail is reported, sent and received: a recipient, or the members of a group. Default: everybody’s.
  .PARAMETER Scope
  Internal: sender and recipient are of the organization; External: one of them is not.
  .PARAMETER Enabled
  False: nothing is reported.
  .EXAMPLE
  New-JournalRule "Sales" -JournalEmailAddress archive@contoso.com -Recipient sales@contoso.com -Scope Global
  A report of each message from or to that group goes to the archive.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter(Mandatory = $true)]
    [string] $JournalEmailAddress,
    [Parameter()]
    [string] $Recipient,
    [Parameter()]
    [ArgumentCompleter({ 'Global', 'Internal', 'External' })]
    [string] $Scope,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.JournalRuleObject'; Types = @{ 'Name' = 'string'; 'JournalEmailAddress' = 'string'; 'Recipient' = 'string'; 'Scope' = 'enum'; 'Enabled' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-JournalRule {
  <#
  .SYNOPSIS
  Changes an object of the kind JournalRule; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER JournalEmailAddress
  Gets the reports: a recipient of the organization, or an address of somebody else.
  .PARAMETER Recipient
  Whose mail is reported, sent and received: a recipient, or the members of a group. Default: everybody’s.
  .PARAMETER Scope
  Internal: sender and recipient are of the organization; External: one of them is not.
  .PARAMETER Enabled
  False: nothing is reported.
  .EXAMPLE
  Set-JournalRule "Sales" -Scope External
  Only of messages from or to outside.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [string] $JournalEmailAddress,
    [Parameter()]
    [string] $Recipient,
    [Parameter()]
    [ArgumentCompleter({ 'Global', 'Internal', 'External' })]
    [string] $Scope,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Name' = 'string'; 'JournalEmailAddress' = 'string'; 'Recipient' = 'string'; 'Scope' = 'enum'; 'Enabled' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-JournalRule {
  <#
  .SYNOPSIS
  Removes an object of the kind JournalRule.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-JournalRule "Sales"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-TransportAgent {
  <#
  .SYNOPSIS
  Shows the transport agents in the order of their priorities.
  .PARAMETER Identity
  Name or Guid of the agent.
  .PARAMETER TransportService
  Where it acts.
  .EXAMPLE
  Get-TransportAgent
  All agents, in the order in which they are asked.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Hub', 'FrontEnd' })]
    [string] $TransportService
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Management.AgentTasks.TransportAgentObject'; Types = @{ 'Identity' = 'string'; 'TransportService' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Install-TransportAgent {
  <#
  .SYNOPSIS
  Makes an agent known; it is disabled until somebody enables it.
  .PARAMETER Name
  Of the agent.
  .PARAMETER AssemblyPath
  Its file, on every machine that runs the service.
  .PARAMETER TransportService
  Where it acts.
  .PARAMETER Priority
  Of two agents at one event the one with the lower number is asked first.
  .PARAMETER TransportAgentFactory
  The export of its file that is the agent.
  .PARAMETER Events
  What it is asked at.
  .PARAMETER Touches
  What it may do.
  .PARAMETER TimeLimit
  An agent that has not answered by then has failed.
  .PARAMETER FailurePolicy
  What becomes of a message when it fails.
  .PARAMETER MaxMemory
  What its process may use.
  .PARAMETER SupportedDeliveryProtocol
  Of an agent that delivers: the DeliveryProtocol of its connectors.
  .PARAMETER WritablePaths
  Folders that its process may read and write.
  .EXAMPLE
  Install-TransportAgent "Stamp" -AssemblyPath /opt/mailyard/stamp.mjs -TransportAgentFactory Stamp -Events OnSubmittedMessage
  An agent of your own. Enable-TransportAgent lets it act.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter(Mandatory = $true)]
    [string] $AssemblyPath,
    [Parameter()]
    [string] $TransportService,
    [Parameter()]
    [object] $Priority,
    [Parameter()]
    [string] $TransportAgentFactory,
    [Parameter()]
    [object] $Events,
    [Parameter()]
    [object] $Touches,
    [Parameter()]
    [object] $TimeLimit,
    [Parameter()]
    [ArgumentCompleter({ 'Accept', 'Defer', 'Refuse' })]
    [string] $FailurePolicy,
    [Parameter()]
    [object] $MaxMemory,
    [Parameter()]
    [string] $SupportedDeliveryProtocol,
    [Parameter()]
    [object] $WritablePaths,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Management.AgentTasks.TransportAgentObject'; Types = @{ 'Name' = 'string'; 'AssemblyPath' = 'string'; 'TransportService' = 'string'; 'Priority' = 'integer'; 'TransportAgentFactory' = 'string'; 'Events' = 'string'; 'Touches' = 'string'; 'TimeLimit' = 'timespan'; 'FailurePolicy' = 'enum'; 'MaxMemory' = 'size'; 'SupportedDeliveryProtocol' = 'string'; 'WritablePaths' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-TransportAgent {
  <#
  .SYNOPSIS
  Changes what is said of an agent.
  .PARAMETER Identity
  Name or Guid of the agent.
  .PARAMETER Priority
  Of two agents at one event the one with the lower number is asked first.
  .PARAMETER TransportAgentFactory
  The export of its file that is the agent.
  .PARAMETER Events
  What it is asked at.
  .PARAMETER Touches
  What it may do.
  .PARAMETER TimeLimit
  An agent that has not answered by then has failed.
  .PARAMETER FailurePolicy
  What becomes of a message when it fails.
  .PARAMETER MaxMemory
  What its process may use.
  .PARAMETER SupportedDeliveryProtocol
  Of an agent that delivers: the DeliveryProtocol of its connectors.
  .PARAMETER WritablePaths
  Folders that its process may read and write.
  .PARAMETER TransportService
  Where it acts.
  .EXAMPLE
  Set-TransportAgent "Stamp" -Priority 1
  It is asked first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [object] $Priority,
    [Parameter()]
    [string] $TransportAgentFactory,
    [Parameter()]
    [object] $Events,
    [Parameter()]
    [object] $Touches,
    [Parameter()]
    [object] $TimeLimit,
    [Parameter()]
    [ArgumentCompleter({ 'Accept', 'Defer', 'Refuse' })]
    [string] $FailurePolicy,
    [Parameter()]
    [object] $MaxMemory,
    [Parameter()]
    [string] $SupportedDeliveryProtocol,
    [Parameter()]
    [object] $WritablePaths,
    [Parameter()]
    [ArgumentCompleter({ 'Hub', 'FrontEnd' })]
    [string] $TransportService,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Priority' = 'integer'; 'TransportAgentFactory' = 'string'; 'Events' = 'string'; 'Touches' = 'string'; 'TimeLimit' = 'timespan'; 'FailurePolicy' = 'enum'; 'MaxMemory' = 'size'; 'SupportedDeliveryProtocol' = 'string'; 'WritablePaths' = 'string'; 'TransportService' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Enable-TransportAgent {
  <#
  .SYNOPSIS
  From now on the agent is asked.
  .PARAMETER Identity
  Name or Guid of the agent.
  .PARAMETER TransportService
  Where it acts.
  .EXAMPLE
  Enable-TransportAgent "Stamp"
  It is asked from now on.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Hub', 'FrontEnd' })]
    [string] $TransportService,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'TransportService' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Disable-TransportAgent {
  <#
  .SYNOPSIS
  The agent is no longer asked.
  .PARAMETER Identity
  Name or Guid of the agent.
  .PARAMETER TransportService
  Where it acts.
  .EXAMPLE
  Disable-TransportAgent "Stamp"
  Asks, then it is not asked any more.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Hub', 'FrontEnd' })]
    [string] $TransportService,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'TransportService' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Uninstall-TransportAgent {
  <#
  .SYNOPSIS
  Removes an agent; its file stays.
  .PARAMETER Identity
  Name or Guid of the agent.
  .PARAMETER TransportService
  Where it acts.
  .EXAMPLE
  Uninstall-TransportAgent "Stamp"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Hub', 'FrontEnd' })]
    [string] $TransportService,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'TransportService' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-TransportPipeline {
  <#
  .SYNOPSIS
  Shows which agents are asked at which event, in their order.
  .EXAMPLE
  Get-TransportPipeline
  Which agents are asked at which event.
  #>
  [CmdletBinding()]
  param(

  )
  process {
    $form = @{ Changes = $false; TypeName = 'TransportPipeline'; Types = @{  } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-Queue {
  <#
  .SYNOPSIS
  Shows queues.
  .PARAMETER Identity
  MBX01\DB01, or the next hop alone; with * all that fit.
  .PARAMETER Filter
  As in "MessageCount -gt 10 -and Status -eq 'Retry'".
  .PARAMETER Include
  Only queues of any of these sorts.
  .PARAMETER Exclude
  No queue of any of these sorts.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .PARAMETER SortOrder
  +Property or -Property, several by commas.
  .PARAMETER Server
  Whose queues.
  .EXAMPLE
  Get-Queue -Exclude Empty
  Where messages wait.
  .EXAMPLE
  Get-Queue -Filter "Status -eq 'Retry'"
  Next hops that cannot be reached.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [ArgumentCompleter({ 'Internal', 'External', 'Empty', 'DnsConnectorDelivery', 'SmartHostConnectorDelivery', 'DeliveryAgent', 'NonSmtpGatewayDelivery', 'SmtpDeliveryToMailbox', 'SmtpRelayToDag', 'SmtpRelayToMailboxDeliveryGroup', 'SmtpRelayToConnectorSourceServers', 'SmtpRelayToServers', 'SmtpRelayToRemoteActiveDirectorySite', 'SmtpRelayWithinAdSiteToEdge', 'ShadowRedundancy', 'Heartbeat', 'Undefined', 'Unreachable' })]
    [object] $Include,
    [Parameter()]
    [ArgumentCompleter({ 'Internal', 'External', 'Empty', 'DnsConnectorDelivery', 'SmartHostConnectorDelivery', 'DeliveryAgent', 'NonSmtpGatewayDelivery', 'SmtpDeliveryToMailbox', 'SmtpRelayToDag', 'SmtpRelayToMailboxDeliveryGroup', 'SmtpRelayToConnectorSourceServers', 'SmtpRelayToServers', 'SmtpRelayToRemoteActiveDirectorySite', 'SmtpRelayWithinAdSiteToEdge', 'ShadowRedundancy', 'Heartbeat', 'Undefined', 'Unreachable' })]
    [object] $Exclude,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize,
    [Parameter()]
    [object] $SortOrder,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.QueueViewer.ExtensibleQueueInfo'; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Include' = 'enum'; 'Exclude' = 'enum'; 'ResultSize' = 'integer'; 'SortOrder' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Suspend-Queue {
  <#
  .SYNOPSIS
  Stops a queue: deliveries under way end, no other begins.
  .PARAMETER Identity
  MBX01\DB01, or the next hop alone; with * all that fit.
  .PARAMETER Filter
  As in "MessageCount -gt 10 -and Status -eq 'Retry'".
  .PARAMETER Server
  Whose queues.
  .EXAMPLE
  Suspend-Queue MBX01\contoso.com
  Nothing leaves it until it is resumed.
  .EXAMPLE
  Suspend-Queue -Filter "Status -eq 'Retry'"
  All that cannot reach their next hop.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Resume-Queue {
  <#
  .SYNOPSIS
  Lets a queue go on.
  .PARAMETER Identity
  MBX01\DB01, or the next hop alone; with * all that fit.
  .PARAMETER Filter
  As in "MessageCount -gt 10 -and Status -eq 'Retry'".
  .PARAMETER Server
  Whose queues.
  .EXAMPLE
  Resume-Queue MBX01\contoso.com
  Delivery goes on.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Retry-Queue {
  <#
  .SYNOPSIS
  Tries the next hop of a queue now, or sends its messages back to Submission.
  .PARAMETER Identity
  MBX01\DB01, or the next hop alone; with * all that fit.
  .PARAMETER Filter
  As in "MessageCount -gt 10 -and Status -eq 'Retry'".
  .PARAMETER Resubmit
  Its messages are categorized anew.
  .PARAMETER Server
  Whose queues.
  .EXAMPLE
  Retry-Queue MBX01\fabrikam.com
  Tries the next hop at once.
  .EXAMPLE
  Retry-Queue Unreachable -Resubmit $true
  Its messages are categorized anew.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [bool] $Resubmit,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Resubmit' = 'boolean'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-QueueDigest {
  <#
  .SYNOPSIS
  Sums up the queues of servers, of sites or of the whole organization; queues of ten messages and more.
  .PARAMETER Server
  Names of servers.
  .PARAMETER Site
  Names of AD sites.
  .PARAMETER Forest
  All servers.
  .PARAMETER Filter
  As that of Get-Queue.
  .PARAMETER GroupBy
  By what they are summed up.
  .PARAMETER DetailsLevel
  How much is told of each queue.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .PARAMETER Timeout
  What has not answered by then is an error.
  .EXAMPLE
  Get-QueueDigest -Forest
  Of all servers, by the domain of the next hop.
  #>
  [CmdletBinding()]
  param(
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [object] $Server,
    [Parameter()]
    [object] $Site,
    [Parameter()]
    [switch] $Forest,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [ArgumentCompleter({ 'NextHopDomain', 'NextHopCategory', 'NextHopKey', 'DeliveryType', 'Status', 'LastError', 'ServerName' })]
    [string] $GroupBy,
    [Parameter()]
    [ArgumentCompleter({ 'None', 'Normal', 'Verbose' })]
    [string] $DetailsLevel,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize,
    [Parameter()]
    [object] $Timeout
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.QueueDigest.QueueDigestPresentationObject'; Types = @{ 'Server' = 'string'; 'Site' = 'string'; 'Forest' = 'switch'; 'Filter' = 'string'; 'GroupBy' = 'enum'; 'DetailsLevel' = 'enum'; 'ResultSize' = 'integer'; 'Timeout' = 'timespan' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-Message {
  <#
  .SYNOPSIS
  Shows the messages in queues.
  .PARAMETER Identity
  Internal id; in one queue only MBX01\DB01\8796093022209.
  .PARAMETER Filter
  As in "FromAddress -like '*@contoso.com' -and Size -gt 5MB".
  .PARAMETER Queue
  Those in this one.
  .PARAMETER IncludeRecipientInfo
  With the recipients who are still to be served.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .PARAMETER SortOrder
  +Property or -Property, several by commas.
  .PARAMETER Server
  Whose queues.
  .EXAMPLE
  Get-Message -Queue MBX01\Unreachable
  What has no route.
  .EXAMPLE
  Get-Message -Filter "FromAddress -like '*@contoso.com'" | Format-List
  Everything about the messages of a domain.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0)]
    [string] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter(ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Queue,
    [Parameter()]
    [switch] $IncludeRecipientInfo,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize,
    [Parameter()]
    [object] $SortOrder,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.QueueViewer.ExtensibleMessageInfo'; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Queue' = 'string'; 'IncludeRecipientInfo' = 'switch'; 'ResultSize' = 'integer'; 'SortOrder' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Suspend-Message {
  <#
  .SYNOPSIS
  Keeps messages where they are.
  .PARAMETER Identity
  Internal id; in one queue only MBX01\DB01\8796093022209.
  .PARAMETER Filter
  As in "FromAddress -like '*@contoso.com' -and Size -gt 5MB".
  .PARAMETER Server
  Whose queues.
  .EXAMPLE
  Suspend-Message -Filter "FromAddress -eq 'kim@contoso.com'"
  All messages of one sender.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Resume-Message {
  <#
  .SYNOPSIS
  Lets suspended messages go on, and submits poison ones again.
  .PARAMETER Identity
  Internal id; in one queue only MBX01\DB01\8796093022209.
  .PARAMETER Filter
  As in "FromAddress -like '*@contoso.com' -and Size -gt 5MB".
  .PARAMETER Server
  Whose queues.
  .EXAMPLE
  Get-Message -Filter "Status -eq 'Suspended'" | Resume-Message
  All that wait for it.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-Message {
  <#
  .SYNOPSIS
  Removes messages from their queues.
  .PARAMETER Identity
  Internal id; in one queue only MBX01\DB01\8796093022209.
  .PARAMETER Filter
  As in "FromAddress -like '*@contoso.com' -and Size -gt 5MB".
  .PARAMETER WithNDR
  Whether the sender is told.
  .PARAMETER Server
  Whose queues.
  .EXAMPLE
  Remove-Message -Filter "Subject -eq 'Win big'" -WithNDR $false
  Asks, then removes them; nobody is told.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Filter,
    [Parameter()]
    [bool] $WithNDR,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Filter' = 'string'; 'WithNDR' = 'boolean'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Redirect-Message {
  <#
  .SYNOPSIS
  Sends the messages of the delivery queues to another server of the organization.
  .PARAMETER Target
  Name or FQDN of the other server.
  .PARAMETER Server
  Whose queues.
  .EXAMPLE
  Redirect-Message -Target mbx02.contoso.com
  Before maintenance.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true)]
    [string] $Target,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Target' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Export-Message {
  <#
  .SYNOPSIS
  Names a suspended message, each copy of it, for AssembleMessage, which writes it into a file; it stays in its queue.
  .PARAMETER Identity
  Internal id; in one queue only MBX01\DB01\8796093022209.
  .EXAMPLE
  Export-Message MBX01\DB01\8796093022209 | AssembleMessage -Path message.eml
  With its envelope, as a Replay directory takes it.
  .EXAMPLE
  Export-Message 8796093022209 | AssembleMessage -Path /var/tmp
  Each copy of it, whichever queues they wait in, into a file of its own in that folder.
  .EXAMPLE
  Get-Message -Filter "Status -eq 'Suspended'" | foreach { $_ | Export-Message | AssembleMessage -Path "$($_.Identity.Split('\')[-1]).eml" }
  Every suspended message, each into a file of its own.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.QueueViewer.ExportedMessage'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-MessageTrackingLog {
  <#
  .SYNOPSIS
  Finds events of messages in the tracking logs of all servers, the oldest first.
  .PARAMETER Start
  Not before.
  .PARAMETER End
  Not after.
  .PARAMETER EventId
  RECEIVE, SEND, DELIVER, FAIL and so on.
  .PARAMETER Source
  SMTP, STOREDRIVER, DSN and so on.
  .PARAMETER Server
  Whose logs.
  .PARAMETER Sender
  An address, or *@contoso.com.
  .PARAMETER Recipients
  Addresses; any of them.
  .PARAMETER MessageId
  With or without angle brackets.
  .PARAMETER InternalMessageId
  The number of a message at its server.
  .PARAMETER NetworkMessageId
  The same for all copies of a message.
  .PARAMETER MessageSubject
  Words of the subject.
  .PARAMETER Reference
  The message that a DSN is about.
  .PARAMETER TransportTrafficType
  Email, say.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Get-MessageTrackingLog -Sender alice@contoso.com -EventId FAIL | Format-List Timestamp,Recipients,RecipientStatus
  What could not be delivered, and why.
  #>
  [CmdletBinding()]
  param(
    [Parameter()]
    [object] $Start,
    [Parameter()]
    [object] $End,
    [Parameter()]
    [string] $EventId,
    [Parameter()]
    [string] $Source,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $Server,
    [Parameter()]
    [string] $Sender,
    [Parameter()]
    [object] $Recipients,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $MessageId,
    [Parameter()]
    [string] $InternalMessageId,
    [Parameter(ValueFromPipelineByPropertyName = $true)]
    [string] $NetworkMessageId,
    [Parameter()]
    [string] $MessageSubject,
    [Parameter()]
    [string] $Reference,
    [Parameter()]
    [string] $TransportTrafficType,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Management.TransportLogSearchTasks.MessageTrackingEvent'; Types = @{ 'Start' = 'datetime'; 'End' = 'datetime'; 'EventId' = 'string'; 'Source' = 'string'; 'Server' = 'string'; 'Sender' = 'string'; 'Recipients' = 'string'; 'MessageId' = 'string'; 'InternalMessageId' = 'string'; 'NetworkMessageId' = 'string'; 'MessageSubject' = 'string'; 'Reference' = 'string'; 'TransportTrafficType' = 'string'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Search-MessageTrackingReport {
  <#
  .SYNOPSIS
  Finds the messages of a mailbox: those that it sent, or with -Sender those that it got.
  .PARAMETER Identity
  Name, alias or address of the mailbox.
  .PARAMETER Sender
  Messages from this address to the mailbox.
  .PARAMETER Recipients
  Messages of the mailbox to any of these addresses.
  .PARAMETER Subject
  Words of the subject.
  .PARAMETER MessageId
  With or without angle brackets.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .PARAMETER BypassDelegateChecking
  As it is in any case: whoever may track may track every mailbox.
  .PARAMETER DoNotResolve
  As it is in any case: addresses are shown as the logs have them.
  .EXAMPLE
  Search-MessageTrackingReport alice -Recipients chris@fabrikam.com | Get-MessageTrackingReport
  What became of what alice sent to Chris.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Sender,
    [Parameter()]
    [object] $Recipients,
    [Parameter()]
    [string] $Subject,
    [Parameter()]
    [string] $MessageId,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize,
    [Parameter()]
    [switch] $BypassDelegateChecking,
    [Parameter()]
    [switch] $DoNotResolve
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.InfoWorker.Common.MessageTracking.MessageTrackingSearchResult'; Types = @{ 'Identity' = 'string'; 'Sender' = 'string'; 'Recipients' = 'string'; 'Subject' = 'string'; 'MessageId' = 'string'; 'ResultSize' = 'integer'; 'BypassDelegateChecking' = 'switch'; 'DoNotResolve' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-MessageTrackingReport {
  <#
  .SYNOPSIS
  Tells what became of a message, for each of its recipients.
  .PARAMETER Identity
  MessageTrackingReportId of Search-MessageTrackingReport, or a Message-ID.
  .PARAMETER ReportTemplate
  Summary: the last state of each recipient; RecipientPath: every event of one.
  .PARAMETER RecipientPathFilter
  The recipient whose events are told.
  .PARAMETER Status
  Of the recipients that are counted.
  .PARAMETER BypassDelegateChecking
  As it is in any case: whoever may track may track every mailbox.
  .PARAMETER DoNotResolve
  As it is in any case: addresses are shown as the logs have them.
  .EXAMPLE
  Search-MessageTrackingReport alice -Subject "Offer" | Get-MessageTrackingReport
  What became of a message, recipient by recipient.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Summary', 'RecipientPath' })]
    [string] $ReportTemplate,
    [Parameter()]
    [string] $RecipientPathFilter,
    [Parameter()]
    [ArgumentCompleter({ 'Delivered', 'Pending', 'Unsuccessful' })]
    [string] $Status,
    [Parameter()]
    [switch] $BypassDelegateChecking,
    [Parameter()]
    [switch] $DoNotResolve
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.InfoWorker.Common.MessageTracking.MessageTrackingReport'; Types = @{ 'Identity' = 'string'; 'ReportTemplate' = 'enum'; 'RecipientPathFilter' = 'string'; 'Status' = 'enum'; 'BypassDelegateChecking' = 'switch'; 'DoNotResolve' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Add-ResubmitRequest {
  <#
  .SYNOPSIS
  Submits again what the Safety Net has of a time, to those who have it no more.
  .PARAMETER StartTime
  Of the deliveries.
  .PARAMETER EndTime
  Default: now.
  .PARAMETER Destination
  A mailbox database, or another queue; * for anything.
  .PARAMETER Sender
  The reverse-path.
  .PARAMETER Recipient
  An address.
  .EXAMPLE
  Add-ResubmitRequest -StartTime "06/01/2026 6PM" -EndTime "06/01/2026 8PM" -Destination DB01
  What Safety Net has of these hours is delivered again into a restored database.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true)]
    [object] $StartTime,
    [Parameter()]
    [object] $EndTime,
    [Parameter()]
    [string] $Destination,
    [Parameter()]
    [string] $Sender,
    [Parameter()]
    [string] $Recipient,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.ResubmitRequest'; Types = @{ 'StartTime' = 'datetime'; 'EndTime' = 'datetime'; 'Destination' = 'string'; 'Sender' = 'string'; 'Recipient' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ResubmitRequest {
  <#
  .SYNOPSIS
  Shows requests to the Safety Net, and how far they are.
  .PARAMETER Identity
  Number of the request.
  .EXAMPLE
  Get-ResubmitRequest
  All requests, and how far they are.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.ResubmitRequest'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-ResubmitRequest {
  <#
  .SYNOPSIS
  Pauses a request to the Safety Net, or lets it go on.
  .PARAMETER Identity
  Number of the request.
  .PARAMETER Enabled
  Whether it goes on.
  .EXAMPLE
  Set-ResubmitRequest 1 -Enabled $false
  It stops until it is enabled again.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true)]
    [bool] $Enabled,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Enabled' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-ResubmitRequest {
  <#
  .SYNOPSIS
  Ends a request to the Safety Net; what it has submitted stays submitted.
  .PARAMETER Identity
  Number of the request.
  .EXAMPLE
  Remove-ResubmitRequest 1
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ServerComponentState {
  <#
  .SYNOPSIS
  Shows which components of a server are in service.
  .PARAMETER Identity
  Name of a server.
  .PARAMETER Component
  What of the server.
  .EXAMPLE
  Get-ServerComponentState MBX01
  All of them.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'ServerWideOffline', 'FrontendTransport', 'HubTransport', 'EdgeTransport', 'Monitoring', 'RecoveryActionsEnabled' })]
    [string] $Component
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ServerComponentStateInfo'; Types = @{ 'Identity' = 'string'; 'Component' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-ServerComponentState {
  <#
  .SYNOPSIS
  Takes a component out of service, or brings it back; whoever took it out has to bring it back.
  .PARAMETER Identity
  Name of a server.
  .PARAMETER Component
  What of the server.
  .PARAMETER Requester
  Who asks for it.
  .PARAMETER State
  Draining lets queues run empty.
  .EXAMPLE
  Set-ServerComponentState MBX01 -Component HubTransport -State Draining -Requester Maintenance
  Before maintenance.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true)]
    [ArgumentCompleter({ 'ServerWideOffline', 'FrontendTransport', 'HubTransport', 'EdgeTransport', 'Monitoring', 'RecoveryActionsEnabled' })]
    [string] $Component,
    [Parameter(Mandatory = $true)]
    [ArgumentCompleter({ 'HealthAPI', 'Maintenance', 'Sidelined', 'Functional', 'Deployment' })]
    [string] $Requester,
    [Parameter(Mandatory = $true)]
    [ArgumentCompleter({ 'Active', 'Inactive', 'Draining' })]
    [string] $State,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Component' = 'enum'; 'Requester' = 'enum'; 'State' = 'enum' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ServerHealth {
  <#
  .SYNOPSIS
  Shows what the monitors of this server found.
  .PARAMETER Identity
  Name of a server.
  .PARAMETER HealthSet
  Those of this one.
  .EXAMPLE
  Get-ServerHealth | where AlertValue -ne Healthy
  What is not well.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $HealthSet
  )
  process {
    $form = @{ Changes = $false; TypeName = 'MonitorHealthEntry'; Types = @{ 'Identity' = 'string'; 'HealthSet' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-HealthReport {
  <#
  .SYNOPSIS
  Shows the health sets of this server, each as well as its worst monitor.
  .PARAMETER Identity
  Name of a server.
  .EXAMPLE
  Get-HealthReport
  A line for each part of the server.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'ConsolidatedHealth'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-RoleGroup {
  <#
  .SYNOPSIS
  Shows objects of the kind RoleGroup.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Get-RoleGroup | Format-List Name,Roles
  What the members of each may do.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.RoleGroup'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-RoleGroup {
  <#
  .SYNOPSIS
  Makes an object of the kind RoleGroup.
  .PARAMETER Name
  Unique name, at most 64 characters.
  .PARAMETER Description
  For whoever reads the list.
  .PARAMETER Roles
  Management roles: what its members may do. Of a role group that is built in they cannot be changed.
  .PARAMETER Assignments
  How far its members reach by a role, for the roles by which they do not reach everything; a role may be there several times, and reaches as far as all of them together. See [scopes](rights.md#scopes).
  .PARAMETER ManagedBy
  Who may say who is in it, beside those who have the role Role Management: accounts of the admin centre, or role groups.
  .PARAMETER LinkedForeignGroup
  Groups elsewhere whose members are members here: what the OpenID provider calls a group, or its distinguished name in a directory by which [administrators sign in](administrators.md#accounts-of-others).
  .PARAMETER Members
  Accounts of the admin centre that are in it from the start.
  .PARAMETER CustomRecipientWriteScope
  Name of a management scope: recipients beyond it are not changed by this assignment.
  .PARAMETER CustomConfigWriteScope
  Name of a management scope: servers beyond it, and what is no server’s, are not changed by this assignment.
  .PARAMETER ExclusiveRecipientWriteScope
  Name of a management scope: an exclusive one, whose recipients this assignment alone is for.
  .PARAMETER ExclusiveConfigWriteScope
  Name of a management scope: an exclusive one, whose servers this assignment alone is for.
  .EXAMPLE
  New-RoleGroup "Printer Admins" -Roles "Receive Connectors","View-Only Configuration"
  Whose members may change Receive connectors, and see the rest.
  .EXAMPLE
  New-RoleGroup "Help Desk" -Roles (Get-RoleGroup "Recipient Management").Roles
  A copy, whose roles can be changed.
  .EXAMPLE
  New-RoleGroup "Queue Watch" -Roles "Monitoring","Transport Queues" -Members anna,bert
  With its members.
  .EXAMPLE
  New-RoleGroup "Sales Help Desk" -Roles "Mail Recipients","Reset Password" -CustomRecipientWriteScope Sales
  Whose members change nothing beyond the management scope Sales.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [string] $Description,
    [Parameter()]
    [ArgumentCompleter({ 'Active Directory Permissions', 'Databases', 'Distribution Groups', 'Edge Subscriptions', 'Exchange Connectors', 'Exchange Server Certificates', 'Exchange Servers', 'Journaling', 'Mail Recipients', 'Message Tracking', 'Monitoring', 'Organization Configuration', 'Organization Transport Settings', 'Receive Connectors', 'Remote and Accepted Domains', 'Reset Password', 'Role Management', 'Send Connectors', 'Transport Agents', 'Transport Hygiene', 'Transport Queues', 'Transport Rules', 'View-Only Audit Logs', 'View-Only Configuration', 'View-Only Recipients' })]
    [object] $Roles,
    [Parameter()]
    [object] $Assignments,
    [Parameter()]
    [object] $ManagedBy,
    [Parameter()]
    [object] $LinkedForeignGroup,
    [Parameter()]
    [object] $Members,
    [Parameter()]
    [string] $CustomRecipientWriteScope,
    [Parameter()]
    [string] $CustomConfigWriteScope,
    [Parameter()]
    [string] $ExclusiveRecipientWriteScope,
    [Parameter()]
    [string] $ExclusiveConfigWriteScope,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.Management.RoleGroup'; Types = @{ 'Name' = 'string'; 'Description' = 'string'; 'Roles' = 'enum'; 'Assignments' = 'object'; 'ManagedBy' = 'string'; 'LinkedForeignGroup' = 'string'; 'Members' = 'string'; 'CustomRecipientWriteScope' = 'string'; 'CustomConfigWriteScope' = 'string'; 'ExclusiveRecipientWriteScope' = 'string'; 'ExclusiveConfigWriteScope' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-RoleGroup {
  <#
  .SYNOPSIS
  Changes an object of the kind RoleGroup; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Description
  For whoever reads the list.
  .PARAMETER Roles
  Management roles: what its members may do. Of a role group that is built in they cannot be changed.
  .PARAMETER ManagedBy
  Who may say who is in it, beside those who have the role Role Management: accounts of the admin centre, or role groups.
  .PARAMETER LinkedForeignGroup
  Groups elsewhere whose members are members here: what the OpenID provider calls a group, or its distinguished name in a directory by which [administrators sign in](administrators.md#accounts-of-others).
  .EXAMPLE
  Set-RoleGroup "Help Desk" -Roles @{Remove="Reset Password"}
  Takes a role away.
  .EXAMPLE
  Set-RoleGroup "Help Desk" -ManagedBy anna
  Lets an account say who is in it.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Description,
    [Parameter()]
    [ArgumentCompleter({ 'Active Directory Permissions', 'Databases', 'Distribution Groups', 'Edge Subscriptions', 'Exchange Connectors', 'Exchange Server Certificates', 'Exchange Servers', 'Journaling', 'Mail Recipients', 'Message Tracking', 'Monitoring', 'Organization Configuration', 'Organization Transport Settings', 'Receive Connectors', 'Remote and Accepted Domains', 'Reset Password', 'Role Management', 'Send Connectors', 'Transport Agents', 'Transport Hygiene', 'Transport Queues', 'Transport Rules', 'View-Only Audit Logs', 'View-Only Configuration', 'View-Only Recipients' })]
    [object] $Roles,
    [Parameter()]
    [object] $ManagedBy,
    [Parameter()]
    [object] $LinkedForeignGroup,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Description' = 'string'; 'Roles' = 'enum'; 'ManagedBy' = 'string'; 'LinkedForeignGroup' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-RoleGroup {
  <#
  .SYNOPSIS
  Removes an object of the kind RoleGroup.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-RoleGroup "Printer operators"
  Asks first.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-RoleGroupMember {
  <#
  .SYNOPSIS
  Shows which accounts of the admin centre are in a role group.
  .PARAMETER Identity
  The role group.
  .EXAMPLE
  Get-RoleGroupMember "Organization Management"
  Who may do everything.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Add-RoleGroupMember {
  <#
  .SYNOPSIS
  Takes an account into a role group; it counts from its next request on.
  .PARAMETER Identity
  The role group.
  .PARAMETER Member
  Name of an account of the admin centre.
  .EXAMPLE
  Add-RoleGroupMember "Server Management" -Member anna
  Anna may do that, too.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true, Position = 1)]
    [string] $Member,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Member' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-RoleGroupMember {
  <#
  .SYNOPSIS
  Takes an account out of a role group; it counts from its next request on.
  .PARAMETER Identity
  The role group.
  .PARAMETER Member
  Name of an account of the admin centre.
  .EXAMPLE
  Remove-RoleGroupMember "Server Management" -Member anna
  Asks; it counts at once.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true, Position = 1)]
    [string] $Member,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Member' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Update-RoleGroupMember {
  <#
  .SYNOPSIS
  Gives a role group these members in the place of those that it has.
  .PARAMETER Identity
  The role group.
  .PARAMETER Members
  Names of accounts of the admin centre.
  .EXAMPLE
  Update-RoleGroupMember "Server Management" -Members anna,ben
  These and nobody else.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Position = 1)]
    [object] $Members,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Members' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ManagementRole {
  <#
  .SYNOPSIS
  Shows the management roles, and what each lets one do.
  .PARAMETER Identity
  Name of a role, also with *.
  .EXAMPLE
  Get-ManagementRole *Connectors
  The roles that are about connectors.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRole'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ManagementRoleAssignment {
  <#
  .SYNOPSIS
  Shows which role groups have which management roles, and how far these reach.
  .PARAMETER Identity
  Name of an assignment, also with *.
  .PARAMETER Role
  Of this role alone.
  .PARAMETER RoleAssignee
  Of this role group alone.
  .PARAMETER CustomRecipientWriteScope
  Those with this scope alone.
  .PARAMETER CustomConfigWriteScope
  Those with this scope alone.
  .PARAMETER ExclusiveRecipientWriteScope
  Those with this scope alone.
  .PARAMETER ExclusiveConfigWriteScope
  Those with this scope alone.
  .EXAMPLE
  Get-ManagementRoleAssignment -RoleAssignee "Server Management"
  What the members of a role group may do.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [ArgumentCompleter({ 'Active Directory Permissions', 'Databases', 'Distribution Groups', 'Edge Subscriptions', 'Exchange Connectors', 'Exchange Server Certificates', 'Exchange Servers', 'Journaling', 'Mail Recipients', 'Message Tracking', 'Monitoring', 'Organization Configuration', 'Organization Transport Settings', 'Receive Connectors', 'Remote and Accepted Domains', 'Reset Password', 'Role Management', 'Send Connectors', 'Transport Agents', 'Transport Hygiene', 'Transport Queues', 'Transport Rules', 'View-Only Audit Logs', 'View-Only Configuration', 'View-Only Recipients' })]
    [string] $Role,
    [Parameter()]
    [string] $RoleAssignee,
    [Parameter()]
    [string] $CustomRecipientWriteScope,
    [Parameter()]
    [string] $CustomConfigWriteScope,
    [Parameter()]
    [string] $ExclusiveRecipientWriteScope,
    [Parameter()]
    [string] $ExclusiveConfigWriteScope
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRoleAssignmentPresentation'; Types = @{ 'Identity' = 'string'; 'Role' = 'enum'; 'RoleAssignee' = 'string'; 'CustomRecipientWriteScope' = 'string'; 'CustomConfigWriteScope' = 'string'; 'ExclusiveRecipientWriteScope' = 'string'; 'ExclusiveConfigWriteScope' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-ManagementRoleAssignment {
  <#
  .SYNOPSIS
  Gives a role group a role, as far as management scopes reach.
  .PARAMETER Name
  Default: the role and the role group.
  .PARAMETER Role
  A management role.
  .PARAMETER SecurityGroup
  A role group.
  .PARAMETER CustomRecipientWriteScope
  Name of a management scope: recipients beyond it are not changed by this assignment.
  .PARAMETER CustomConfigWriteScope
  Name of a management scope: servers beyond it, and what is no server’s, are not changed by this assignment.
  .PARAMETER ExclusiveRecipientWriteScope
  Name of a management scope: an exclusive one, whose recipients this assignment alone is for.
  .PARAMETER ExclusiveConfigWriteScope
  Name of a management scope: an exclusive one, whose servers this assignment alone is for.
  .EXAMPLE
  New-ManagementRoleAssignment -Role "Mail Recipients" -SecurityGroup "Help Desk" -CustomRecipientWriteScope Sales
  Its members change the recipients in the scope Sales.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter()]
    [string] $Name,
    [Parameter(Mandatory = $true)]
    [ArgumentCompleter({ 'Active Directory Permissions', 'Databases', 'Distribution Groups', 'Edge Subscriptions', 'Exchange Connectors', 'Exchange Server Certificates', 'Exchange Servers', 'Journaling', 'Mail Recipients', 'Message Tracking', 'Monitoring', 'Organization Configuration', 'Organization Transport Settings', 'Receive Connectors', 'Remote and Accepted Domains', 'Reset Password', 'Role Management', 'Send Connectors', 'Transport Agents', 'Transport Hygiene', 'Transport Queues', 'Transport Rules', 'View-Only Audit Logs', 'View-Only Configuration', 'View-Only Recipients' })]
    [string] $Role,
    [Parameter(Mandatory = $true)]
    [string] $SecurityGroup,
    [Parameter()]
    [string] $CustomRecipientWriteScope,
    [Parameter()]
    [string] $CustomConfigWriteScope,
    [Parameter()]
    [string] $ExclusiveRecipientWriteScope,
    [Parameter()]
    [string] $ExclusiveConfigWriteScope,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRoleAssignmentPresentation'; Types = @{ 'Name' = 'string'; 'Role' = 'enum'; 'SecurityGroup' = 'string'; 'CustomRecipientWriteScope' = 'string'; 'CustomConfigWriteScope' = 'string'; 'ExclusiveRecipientWriteScope' = 'string'; 'ExclusiveConfigWriteScope' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-ManagementRoleAssignment {
  <#
  .SYNOPSIS
  Changes how far a role of a role group reaches; $null takes a scope away.
  .PARAMETER Identity
  Name of an assignment.
  .PARAMETER CustomRecipientWriteScope
  Name of a management scope: recipients beyond it are not changed by this assignment.
  .PARAMETER CustomConfigWriteScope
  Name of a management scope: servers beyond it, and what is no server’s, are not changed by this assignment.
  .PARAMETER ExclusiveRecipientWriteScope
  Name of a management scope: an exclusive one, whose recipients this assignment alone is for.
  .PARAMETER ExclusiveConfigWriteScope
  Name of a management scope: an exclusive one, whose servers this assignment alone is for.
  .EXAMPLE
  Get-ManagementRoleAssignment -RoleAssignee "Help Desk" | Set-ManagementRoleAssignment -CustomRecipientWriteScope Sales
  A scope for all roles of a role group.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $CustomRecipientWriteScope,
    [Parameter()]
    [string] $CustomConfigWriteScope,
    [Parameter()]
    [string] $ExclusiveRecipientWriteScope,
    [Parameter()]
    [string] $ExclusiveConfigWriteScope,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'CustomRecipientWriteScope' = 'string'; 'CustomConfigWriteScope' = 'string'; 'ExclusiveRecipientWriteScope' = 'string'; 'ExclusiveConfigWriteScope' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-ManagementRoleAssignment {
  <#
  .SYNOPSIS
  Takes a role from a role group, or one of the ways in which it has it.
  .PARAMETER Identity
  Name of an assignment.
  .EXAMPLE
  Remove-ManagementRoleAssignment "Mail Recipients-Help Desk"
  The role group has the role no longer, or not in this way.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ManagementScope {
  <#
  .SYNOPSIS
  Shows objects of the kind ManagementScope.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER Exclusive
  Only exclusive ones.
  .PARAMETER Orphan
  Only those that no role assignment has.
  .EXAMPLE
  Get-ManagementScope -Orphan
  Scopes that limit nobody.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Exclusive,
    [Parameter()]
    [switch] $Orphan
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ManagementScope'; Types = @{ 'Identity' = 'string'; 'Exclusive' = 'switch'; 'Orphan' = 'switch' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-ManagementScope {
  <#
  .SYNOPSIS
  Makes an object of the kind ManagementScope.
  .PARAMETER Name
  Name by which role assignments name the scope.
  .PARAMETER RecipientRestrictionFilter
  Recipients in the scope, in OPATH as of a dynamic group: `Department -eq 'Sales'`. In place of the two that follow.
  .PARAMETER ServerRestrictionFilter
  Servers in the scope, in OPATH: `Name -like 'MBX*'`. Properties: Name, Fqdn, ADSite, ServerSite.
  .PARAMETER ServerList
  The same by their names.
  .PARAMETER Exclusive
  Nobody else changes what is in it, whatever their role groups are, but those whom a role assignment names it to (ExclusiveRecipientWriteScope, ExclusiveConfigWriteScope).
  .EXAMPLE
  New-ManagementScope Sales -RecipientRestrictionFilter "Department -eq 'Sales'"
  The recipients of a department.
  .EXAMPLE
  New-ManagementScope "Branch servers" -ServerList MBX02,MBX03
  Two servers with all that is theirs.
  .EXAMPLE
  New-ManagementScope Executives -RecipientRestrictionFilter "CustomAttribute1 -eq 'VIP'" -Exclusive
  Recipients whom nobody changes but those to whom this scope is assigned.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [string] $RecipientRestrictionFilter,
    [Parameter()]
    [string] $ServerRestrictionFilter,
    [Parameter()]
    [object] $ServerList,
    [Parameter()]
    [bool] $Exclusive,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ManagementScope'; Types = @{ 'Name' = 'string'; 'RecipientRestrictionFilter' = 'string'; 'ServerRestrictionFilter' = 'string'; 'ServerList' = 'string'; 'Exclusive' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-ManagementScope {
  <#
  .SYNOPSIS
  Changes an object of the kind ManagementScope; only what is named changes.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .PARAMETER RecipientRestrictionFilter
  Recipients in the scope, in OPATH as of a dynamic group: `Department -eq 'Sales'`. In place of the two that follow.
  .PARAMETER ServerRestrictionFilter
  Servers in the scope, in OPATH: `Name -like 'MBX*'`. Properties: Name, Fqdn, ADSite, ServerSite.
  .PARAMETER ServerList
  The same by their names.
  .EXAMPLE
  Set-ManagementScope Sales -RecipientRestrictionFilter "Department -like 'Sales*'"
  It counts at once for whomever it limits.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $RecipientRestrictionFilter,
    [Parameter()]
    [string] $ServerRestrictionFilter,
    [Parameter()]
    [object] $ServerList,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'RecipientRestrictionFilter' = 'string'; 'ServerRestrictionFilter' = 'string'; 'ServerList' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-ManagementScope {
  <#
  .SYNOPSIS
  Removes an object of the kind ManagementScope.
  .PARAMETER Identity
  Name, Server\Name, Guid or distinguished name.
  .EXAMPLE
  Remove-ManagementScope Sales
  Asks; no role assignment may name it any more.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Search-AdminAuditLog {
  <#
  .SYNOPSIS
  Shows who changed what, the newest first; what is secret is not in it.
  .PARAMETER EntryType
  Changes (the default), SignIns, Looks at messages. With Cmdlets: all.
  .PARAMETER Cmdlets
  Of these alone.
  .PARAMETER Parameters
  With any of these parameters.
  .PARAMETER StartDate
  Not before.
  .PARAMETER EndDate
  Not after.
  .PARAMETER UserIds
  By any of these.
  .PARAMETER ObjectIds
  About what has any of these in its name.
  .PARAMETER IsSuccess
  Whether it succeeded.
  .PARAMETER ResultSize
  How many at most; Unlimited: 10000.
  .EXAMPLE
  Search-AdminAuditLog -Cmdlets Set-ReceiveConnector,Remove-ReceiveConnector | Format-List
  What became of Receive connectors, with the values before.
  #>
  [CmdletBinding()]
  param(
    [Parameter()]
    [ArgumentCompleter({ 'Changes', 'SignIns', 'Looks' })]
    [object] $EntryType,
    [Parameter()]
    [object] $Cmdlets,
    [Parameter()]
    [object] $Parameters,
    [Parameter()]
    [object] $StartDate,
    [Parameter()]
    [object] $EndDate,
    [Parameter()]
    [object] $UserIds,
    [Parameter()]
    [object] $ObjectIds,
    [Parameter()]
    [bool] $IsSuccess,
    [Parameter()]
    [ArgumentCompleter({ 'Unlimited' })]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.AdminAuditLogEvent'; Types = @{ 'EntryType' = 'enum'; 'Cmdlets' = 'string'; 'Parameters' = 'string'; 'StartDate' = 'datetime'; 'EndDate' = 'datetime'; 'UserIds' = 'string'; 'ObjectIds' = 'string'; 'IsSuccess' = 'boolean'; 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-Administrator {
  <#
  .SYNOPSIS
  Makes an account that may sign in to the admin centre.
  .PARAMETER Name
  What is typed at sign-in.
  .PARAMETER Password
  A credential, or the text.
  .PARAMETER LinkedMasterAccount
  Who the account is at the OpenID provider, or in a directory, in place of a password.
  .PARAMETER DisplayName
  For whoever reads the list.
  .PARAMETER RoleGroups
  What the account may do; Organization Management: everything.
  .EXAMPLE
  New-Administrator anna -Password (Get-Credential) -RoleGroups 'Organization Management'
  Somebody who may do everything.
  .EXAMPLE
  New-Administrator bert -LinkedMasterAccount bert@contoso.com -RoleGroups 'Hygiene Management'
  Somebody whom the OpenID provider, or a directory, vouches for.
  .EXAMPLE
  New-Administrator anna -Password (Get-Credential)
  At an Edge, where every administrator may do everything.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Name,
    [Parameter()]
    [object] $Password,
    [Parameter()]
    [string] $LinkedMasterAccount,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [object] $RoleGroups,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Mailyard.Administrator'; Types = @{ 'Name' = 'string'; 'Password' = 'credential'; 'LinkedMasterAccount' = 'string'; 'DisplayName' = 'string'; 'RoleGroups' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-Administrator {
  <#
  .SYNOPSIS
  Lists who may sign in to the admin centre.
  .PARAMETER Identity
  Name of the account.
  .EXAMPLE
  Get-Administrator
  All accounts of the admin centre.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.Administrator'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-Administrator {
  <#
  .SYNOPSIS
  Changes an account of the admin centre: its role groups, whether it may sign in.
  .PARAMETER Identity
  Name of the account.
  .PARAMETER DisplayName
  For whoever reads the list.
  .PARAMETER RoleGroups
  What the account may do; Organization Management: everything.
  .PARAMETER LinkedMasterAccount
  Who the account is at the OpenID provider, or in a directory, in place of a password.
  .PARAMETER Enabled
  Whether it may sign in.
  .EXAMPLE
  Set-Administrator anna -Enabled $false
  Signs anna out, everywhere.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $DisplayName,
    [Parameter()]
    [object] $RoleGroups,
    [Parameter()]
    [string] $LinkedMasterAccount,
    [Parameter()]
    [bool] $Enabled,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'DisplayName' = 'string'; 'RoleGroups' = 'string'; 'LinkedMasterAccount' = 'string'; 'Enabled' = 'boolean' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-AdministratorPassword {
  <#
  .SYNOPSIS
  Gives an account of the admin centre another password, and ends its sessions.
  .PARAMETER Identity
  Name of the account.
  .PARAMETER Password
  A credential, or the text.
  .EXAMPLE
  Set-AdministratorPassword anna -Password (Get-Credential anna)
  Asks for it. Anna is signed out.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Mandatory = $true)]
    [object] $Password,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Password' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Reset-SecondFactor {
  <#
  .SYNOPSIS
  Takes the second factor of an account away, for somebody who has lost it, and ends its sessions.
  .PARAMETER Identity
  Name of the account.
  .EXAMPLE
  Reset-SecondFactor anna
  For somebody who has lost the telephone.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-Administrator {
  <#
  .SYNOPSIS
  Removes an account of the admin centre, with its sessions and tokens.
  .PARAMETER Identity
  Name of the account.
  .EXAMPLE
  Remove-Administrator anna
  Asks; with sessions and tokens.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-AdministratorSession {
  <#
  .SYNOPSIS
  Lists who is signed in to the admin centre; whoever does not manage administrators sees own sessions.
  .EXAMPLE
  Get-AdministratorSession
  Who is signed in, since when and from where.
  #>
  [CmdletBinding()]
  param(

  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.AdministratorSession'; Types = @{  } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-AdministratorSession {
  <#
  .SYNOPSIS
  Ends a session, or all sessions of an account.
  .PARAMETER Identity
  Its id.
  .PARAMETER Administrator
  All sessions of this account.
  .EXAMPLE
  Remove-AdministratorSession -Administrator anna
  Signs anna out, everywhere.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $Administrator,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string'; 'Administrator' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function New-ApiToken {
  <#
  .SYNOPSIS
  Makes a token with which a program signs in to the API (Authorization: Bearer).
  .PARAMETER Description
  What it is for.
  .PARAMETER RoleGroups
  Of those of the account these alone count.
  .PARAMETER ReadOnly
  It changes nothing.
  .PARAMETER Days
  How long it counts.
  .PARAMETER Scope
  What it opens: sending mail by HTTP, and nothing else.
  .PARAMETER Name
  How logs name the application.
  .PARAMETER Senders
  As whom it may write: addresses, and domains. None: the accepted domains.
  .PARAMETER RecipientDomains
  Where its recipients may be; *: anywhere. None: the accepted domains.
  .PARAMETER ReceiveConnector
  Whose limits of size, header and recipients hold.
  .PARAMETER MessageRateLimit
  Messages a minute.
  .EXAMPLE
  New-ApiToken monitoring -ReadOnly
  Its Value is shown once.
  .EXAMPLE
  New-ApiToken -Name billing -Scope send -Senders billing@contoso.com -RecipientDomains *
  An application sends mail as billing@contoso.com, to anybody.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Position = 0)]
    [string] $Description,
    [Parameter()]
    [object] $RoleGroups,
    [Parameter()]
    [switch] $ReadOnly,
    [Parameter()]
    [object] $Days,
    [Parameter()]
    [ArgumentCompleter({ 'send' })]
    [string] $Scope,
    [Parameter()]
    [string] $Name,
    [Parameter()]
    [object] $Senders,
    [Parameter()]
    [object] $RecipientDomains,
    [Parameter()]
    [string] $ReceiveConnector,
    [Parameter()]
    [object] $MessageRateLimit,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Mailyard.ApiToken'; Types = @{ 'Description' = 'string'; 'RoleGroups' = 'string'; 'ReadOnly' = 'switch'; 'Days' = 'integer'; 'Scope' = 'enum'; 'Name' = 'string'; 'Senders' = 'string'; 'RecipientDomains' = 'string'; 'ReceiveConnector' = 'string'; 'MessageRateLimit' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-ApiToken {
  <#
  .SYNOPSIS
  Lists tokens of the API; whoever does not manage administrators sees own tokens.
  .EXAMPLE
  Get-ApiToken
  Your own, and when each was last used.
  #>
  [CmdletBinding()]
  param(

  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.ApiToken'; Types = @{  } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Remove-ApiToken {
  <#
  .SYNOPSIS
  Revokes a token of the API; the next request with it is refused.
  .PARAMETER Identity
  Its id.
  .EXAMPLE
  Get-ApiToken | where Expired | Remove-ApiToken
  Those that count no more.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-MyPassword {
  <#
  .SYNOPSIS
  Changes the password of the own account, and ends its sessions, this one too.
  .PARAMETER CurrentPassword
  A credential, or the text.
  .PARAMETER Password
  A credential, or the text.
  .EXAMPLE
  Set-MyPassword -CurrentPassword (Get-Credential anna) -Password (Get-Credential anna)
  Asks for both. Your sessions end.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true)]
    [object] $CurrentPassword,
    [Parameter(Mandatory = $true)]
    [object] $Password,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'CurrentPassword' = 'credential'; 'Password' = 'credential' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Enable-MySecondFactor {
  <#
  .SYNOPSIS
  Makes a key for an authenticator app (TOTP, RFC 6238); it counts once Confirm-MySecondFactor was given a code.
  .EXAMPLE
  Enable-MySecondFactor
  A key for an authenticator app.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Mailyard.SecondFactorKey'; Types = @{  } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Confirm-MySecondFactor {
  <#
  .SYNOPSIS
  Shows that the authenticator app has the key; from now on signing in needs a code.
  .PARAMETER Code
  Of the authenticator app.
  .EXAMPLE
  Confirm-MySecondFactor 123456
  A code of the app turns it on.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Code,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Mailyard.RecoveryCode'; Types = @{ 'Code' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Disable-MySecondFactor {
  <#
  .SYNOPSIS
  Takes the second factor of the own account away.
  .PARAMETER Code
  Of the authenticator app, or a recovery code.
  .EXAMPLE
  Disable-MySecondFactor 123456
  A code of the app turns it off.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Code,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Code' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Test-SmtpConnectivity {
  <#
  .SYNOPSIS
  Tries every binding of every Receive connector of a server.
  .PARAMETER Identity
  Name of a server; default: this one.
  .EXAMPLE
  Get-TransportService | Test-SmtpConnectivity
  Of all servers.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Monitoring.SmtpConnectivityStatus'; Types = @{ 'Identity' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Test-Mailflow {
  <#
  .SYNOPSIS
  Sends a message to a mailbox by the Front End of a server, and tells how long it took.
  .PARAMETER Identity
  The server that gets it first; default: this one.
  .PARAMETER TargetEmailAddress
  Who gets it; default: the postmaster of the default domain.
  .PARAMETER ErrorLatency
  Later than that is a failure; seconds, or a time span.
  .EXAMPLE
  Test-Mailflow
  To the postmaster, by the Front End of this server.
  .EXAMPLE
  Test-Mailflow MBX01 -TargetEmailAddress alice@contoso.com
  To a mailbox, which really gets the message.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter()]
    [string] $TargetEmailAddress,
    [Parameter()]
    [string] $ErrorLatency
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Microsoft.Exchange.Monitoring.TestMailflowOutcome'; Types = @{ 'Identity' = 'string'; 'TargetEmailAddress' = 'string'; 'ErrorLatency' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Test-ReceiveConnector {
  <#
  .SYNOPSIS
  Tells which Receive connector would serve a connection, why no other does, and what it may do there.
  .PARAMETER RemoteIPAddress
  Of the peer.
  .PARAMETER Port
  Local port, as in Bindings.
  .PARAMETER LocalIPAddress
  Default: one that no binding names.
  .PARAMETER Recipient
  Also tells what it would hear of this recipient.
  .PARAMETER Tls
  It gives STARTTLS first.
  .PARAMETER Certificate
  A host of the certificate that it shows in TLS, of a trusted authority.
  .PARAMETER Login
  It signs in so, with the right password.
  .PARAMETER Sender
  Of MAIL FROM; default: <>.
  .PARAMETER Size
  That MAIL FROM declares.
  .PARAMETER Server
  Default: this one.
  .EXAMPLE
  Test-ReceiveConnector 192.168.5.15 -Recipient somebody@example.net
  Whether a device may relay.
  .EXAMPLE
  Test-ReceiveConnector 203.0.113.7 -Sender kate@fabrikam.com -Tls -Certificate mx.fabrikam.com
  Which Inbound connectors are about this mail, and what they demand.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $RemoteIPAddress,
    [Parameter()]
    [object] $Port,
    [Parameter()]
    [string] $LocalIPAddress,
    [Parameter()]
    [string] $Recipient,
    [Parameter()]
    [switch] $Tls,
    [Parameter()]
    [string] $Certificate,
    [Parameter()]
    [string] $Login,
    [Parameter()]
    [string] $Sender,
    [Parameter()]
    [object] $Size,
    [Parameter()]
    [string] $Server
  )
  process {
    $form = @{ Changes = $false; TypeName = 'ReceiveConnectorTest'; Types = @{ 'RemoteIPAddress' = 'string'; 'Port' = 'integer'; 'LocalIPAddress' = 'string'; 'Recipient' = 'string'; 'Tls' = 'switch'; 'Certificate' = 'string'; 'Login' = 'string'; 'Sender' = 'string'; 'Size' = 'size'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Test-MessageRoute {
  <#
  .SYNOPSIS
  Tells which way a message would take, why, and why by no other connector.
  .PARAMETER Sender
  An address, or <>.
  .PARAMETER Recipient
  An address.
  .PARAMETER Size
  Of header and content.
  .PARAMETER Server
  Default: this one.
  .EXAMPLE
  Test-MessageRoute alice@contoso.com chris@fabrikam.com
  By which connector.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Sender,
    [Parameter(Mandatory = $true, Position = 1)]
    [string] $Recipient,
    [Parameter()]
    [object] $Size,
    [Parameter()]
    [string] $Server
  )
  process {
    $form = @{ Changes = $false; TypeName = 'MessageRouteTest'; Types = @{ 'Sender' = 'string'; 'Recipient' = 'string'; 'Size' = 'size'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Export-EdgeMailFlow {
  <#
  .SYNOPSIS
  Writes what mail between an Edge and its organization depends on at this side; it has no secret in it.
  .PARAMETER FileName
  Where the file is written, on the machine of the shell.
  .EXAMPLE
  Export-EdgeMailFlow edge01.json
  At one side, for Test-EdgeMailFlow at the other.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0)]
    [string] $FileName
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.EdgeMailFlow'; Types = @{ 'FileName' = 'savePath' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Test-EdgeMailFlow {
  <#
  .SYNOPSIS
  Compares this side with what the other has exported, and says what is missing and how to cure it.
  .PARAMETER FileName
  What Export-EdgeMailFlow has written at the other side.
  .EXAMPLE
  Test-EdgeMailFlow edge01.json | where Result -ne Success | Format-List
  What would keep mail from flowing, and what to do about it.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $FileName
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.EdgeMailFlowTest'; Types = @{ 'FileName' = 'file' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Add-RelayDevice {
  <#
  .SYNOPSIS
  Lets a device send mail: makes a Receive connector for its addresses, or adds them to one that is there.
  .PARAMETER Name
  Of the device, and of the connector that is made for it.
  .PARAMETER RemoteIPRanges
  Its addresses.
  .PARAMETER Connector
  One that is there already, and serves such devices: it gets the addresses.
  .PARAMETER RecipientScope
  To whom it may send: to Anybody, or within the Organization.
  .PARAMETER RequireSignIn
  It signs in with the login of a mailbox or Get-SmtpCredential, inside TLS.
  .PARAMETER Login
  The one account that it signs in as, inside TLS: it sends from the addresses of this account alone.
  .PARAMETER Comment
  Where it stands, whose it is.
  .PARAMETER Server
  Default: this one.
  .EXAMPLE
  Add-RelayDevice "Printer 3rd floor" 192.168.5.30
  Makes a connector for it. It may send to anybody, without a login.
  .EXAMPLE
  Add-RelayDevice "ERP" 10.1.0.7,10.1.0.8 -RequireSignIn
  From these addresses, and only with a login.
  .EXAMPLE
  Add-RelayDevice "Scanner" 192.168.5.32 -Login scanner@contoso.com
  It signs in as this account, and nobody else does there.
  .EXAMPLE
  Add-RelayDevice -Connector "Printers" -IPAddress 192.168.5.31
  One more device of a connector.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Position = 0)]
    [string] $Name,
    [Parameter(Mandatory = $true, Position = 1)]
    [Alias('IPAddress')]
    [object] $RemoteIPRanges,
    [Parameter()]
    [string] $Connector,
    [Parameter()]
    [ArgumentCompleter({ 'Anybody', 'Organization' })]
    [string] $RecipientScope,
    [Parameter()]
    [switch] $RequireSignIn,
    [Parameter()]
    [string] $Login,
    [Parameter()]
    [string] $Comment,
    [Parameter()]
    [string] $Server,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'RelayDevice'; Types = @{ 'Name' = 'string'; 'RemoteIPRanges' = 'string'; 'Connector' = 'string'; 'RecipientScope' = 'enum'; 'RequireSignIn' = 'switch'; 'Login' = 'string'; 'Comment' = 'string'; 'Server' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-RelayClient {
  <#
  .SYNOPSIS
  Shows who sends mail to other organizations through this one, and by which connector.
  .PARAMETER Client
  An address, a range or a network; default: all.
  .PARAMETER Start
  Not before; default: 7 days ago.
  .PARAMETER End
  Not after.
  .EXAMPLE
  Get-RelayClient
  Who has relayed in the last seven days.
  .EXAMPLE
  Get-RelayClient 192.168.5.0/24 -Start (Get-Date).AddDays(-30) | Format-List
  Devices of a network, with their senders.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Position = 0)]
    [string] $Client,
    [Parameter()]
    [object] $Start,
    [Parameter()]
    [object] $End
  )
  process {
    $form = @{ Changes = $false; TypeName = 'RelayClient'; Types = @{ 'Client' = 'string'; 'Start' = 'datetime'; 'End' = 'datetime' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Set-RelayClient {
  <#
  .SYNOPSIS
  Notes who answers for a host or a login that relays.
  .PARAMETER Identity
  An address, or a login.
  .PARAMETER Owner
  Who answers for it; default: nobody any more.
  .EXAMPLE
  Set-RelayClient 192.168.5.30 "Facility management, ext. 4711"
  Whom to ask before the printer may no longer.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
    [object] $Identity,
    [Parameter(Position = 1)]
    [string] $Owner,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'RelayClient'; Types = @{ 'Identity' = 'string'; 'Owner' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Import-ExchangeConfiguration {
  <#
  .SYNOPSIS
  Carries over what Get- cmdlets of Exchange, or of another Mailyard, exported: all in one step.
  .PARAMETER Path
  Files of Export-Clixml or Export-Csv.
  .PARAMETER ServerMap
  Their servers, and which of ours each one becomes: @{EX01="MBX01"}.
  .PARAMETER AddressMap
  Local addresses of bindings there, and here.
  .PARAMETER PrincipalMap
  Users, groups and SIDs there, and whom they are here.
  .PARAMETER Credential
  Send connectors, and what each signs in with: @{"To provider"=(Get-Credential relay)}. Password alone: the user of the export.
  .PARAMETER LeaveOut
  Identities of objects that stay out.
  .EXAMPLE
  Import-ExchangeConfiguration ReceiveConnectors.xml,Permissions.xml -ServerMap @{EX01="MBX01"} -WhatIf
  What would be made, what differs, and what cannot be carried over.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string[]] $Path,
    [Parameter()]
    [object] $ServerMap,
    [Parameter()]
    [object] $AddressMap,
    [Parameter()]
    [object] $PrincipalMap,
    [Parameter()]
    [object] $Credential,
    [Parameter()]
    [object] $LeaveOut,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = 'Mailyard.ImportedObject'; Types = @{ 'Path' = 'files'; 'ServerMap' = 'object'; 'AddressMap' = 'object'; 'PrincipalMap' = 'object'; 'Credential' = 'object'; 'LeaveOut' = 'string' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Get-OrganizationHistory {
  <#
  .SYNOPSIS
  Shows the changes of the organization, the newest first.
  .PARAMETER ResultSize
  How many at most; 100 are kept.
  .EXAMPLE
  Get-OrganizationHistory -ResultSize 20
  The last changes, newest first.
  #>
  [CmdletBinding()]
  param(
    [Parameter()]
    [object] $ResultSize
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.OrganizationRevision'; Types = @{ 'ResultSize' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Compare-OrganizationRevision {
  <#
  .SYNOPSIS
  Shows what has become of the organization from one revision to another.
  .PARAMETER From
  The older one.
  .PARAMETER To
  Default: now.
  .EXAMPLE
  Compare-OrganizationRevision 41
  What has changed since that revision.
  .EXAMPLE
  Compare-OrganizationRevision 41 43
  What has changed between the two.
  #>
  [CmdletBinding()]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [object] $From,
    [Parameter(Position = 1)]
    [object] $To
  )
  process {
    $form = @{ Changes = $false; TypeName = 'Mailyard.OrganizationDifference'; Types = @{ 'From' = 'integer'; 'To' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

function Restore-OrganizationRevision {
  <#
  .SYNOPSIS
  Takes the organization back to what it was at a revision; passwords stay as they are.
  .PARAMETER Revision
  As Get-OrganizationHistory shows it.
  .EXAMPLE
  Restore-OrganizationRevision 41 -WhatIf
  What that would change.
  #>
  [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
  param(
    [Parameter(Mandatory = $true, Position = 0)]
    [object] $Revision,
    [Parameter()]
    [switch] $Force
  )
  process {
    $form = @{ Changes = $true; TypeName = ''; Types = @{ 'Revision' = 'integer' } }
    Invoke-MailyardCmdlet $PSCmdlet $form $PSBoundParameters
  }
}

Export-ModuleMember -Function @(
    'Connect-Mailyard',
    'Disconnect-Mailyard',
    'AssembleMessage',
    'Get-ReceiveConnector',
    'New-ReceiveConnector',
    'Set-ReceiveConnector',
    'Remove-ReceiveConnector',
    'Get-SendConnector',
    'New-SendConnector',
    'Set-SendConnector',
    'Remove-SendConnector',
    'Get-DeliveryAgentConnector',
    'New-DeliveryAgentConnector',
    'Set-DeliveryAgentConnector',
    'Remove-DeliveryAgentConnector',
    'Get-ForeignConnector',
    'New-ForeignConnector',
    'Set-ForeignConnector',
    'Remove-ForeignConnector',
    'Get-InboundConnector',
    'New-InboundConnector',
    'Set-InboundConnector',
    'Remove-InboundConnector',
    'Get-OutboundConnector',
    'New-OutboundConnector',
    'Set-OutboundConnector',
    'Remove-OutboundConnector',
    'Add-ADPermission',
    'Get-ADPermission',
    'Remove-ADPermission',
    'Get-AcceptedDomain',
    'New-AcceptedDomain',
    'Set-AcceptedDomain',
    'Remove-AcceptedDomain',
    'Get-RemoteDomain',
    'New-RemoteDomain',
    'Set-RemoteDomain',
    'Remove-RemoteDomain',
    'Get-Mailbox',
    'New-Mailbox',
    'Set-Mailbox',
    'Remove-Mailbox',
    'Disable-Mailbox',
    'Enable-Mailbox',
    'Get-MailboxStatistics',
    'Set-Password',
    'Get-MailUser',
    'New-MailUser',
    'Set-MailUser',
    'Remove-MailUser',
    'Get-MailContact',
    'New-MailContact',
    'Set-MailContact',
    'Remove-MailContact',
    'Get-DistributionGroup',
    'New-DistributionGroup',
    'Set-DistributionGroup',
    'Remove-DistributionGroup',
    'Get-DistributionGroupMember',
    'Get-DynamicDistributionGroupMember',
    'Show-DynamicDistributionGroupMember',
    'Add-DistributionGroupMember',
    'Remove-DistributionGroupMember',
    'Update-DistributionGroupMember',
    'Get-DynamicDistributionGroup',
    'New-DynamicDistributionGroup',
    'Set-DynamicDistributionGroup',
    'Remove-DynamicDistributionGroup',
    'Get-Recipient',
    'Get-User',
    'Get-SmtpCredential',
    'New-SmtpCredential',
    'Set-SmtpCredential',
    'Remove-SmtpCredential',
    'Get-MailboxDatabase',
    'New-MailboxDatabase',
    'Set-MailboxDatabase',
    'Remove-MailboxDatabase',
    'Get-DirectorySource',
    'New-DirectorySource',
    'Set-DirectorySource',
    'Remove-DirectorySource',
    'Test-DirectorySource',
    'Start-DirectorySynchronization',
    'Get-DirectorySynchronization',
    'New-EdgeSubscription',
    'Get-EdgeSubscription',
    'Remove-EdgeSubscription',
    'Start-EdgeSynchronization',
    'Test-EdgeSynchronization',
    'Export-EdgeBundle',
    'Import-EdgeBundle',
    'Get-EdgeSyncServiceConfig',
    'Set-EdgeSyncServiceConfig',
    'Export-EdgeConfig',
    'New-EdgeConfigAnswer',
    'Import-EdgeConfig',
    'Get-ExchangeServer',
    'Test-ServiceHealth',
    'Get-TransportService',
    'Set-TransportService',
    'Get-FrontendTransportService',
    'Set-FrontendTransportService',
    'Get-MailboxTransportService',
    'Set-MailboxTransportService',
    'Get-TransportConfig',
    'Set-TransportConfig',
    'Get-OrganizationConfig',
    'Set-OrganizationConfig',
    'Get-SystemMessage',
    'New-SystemMessage',
    'Set-SystemMessage',
    'Remove-SystemMessage',
    'Get-ExchangeCertificate',
    'New-ExchangeCertificate',
    'Import-ExchangeCertificate',
    'Export-ExchangeCertificate',
    'Enable-ExchangeCertificate',
    'Remove-ExchangeCertificate',
    'Get-TransportRule',
    'New-TransportRule',
    'Set-TransportRule',
    'Remove-TransportRule',
    'Enable-TransportRule',
    'Disable-TransportRule',
    'Get-TransportRulePredicate',
    'Get-TransportRuleAction',
    'Test-Message',
    'Get-TransportRuleHit',
    'Get-JournalRule',
    'New-JournalRule',
    'Set-JournalRule',
    'Remove-JournalRule',
    'Get-TransportAgent',
    'Install-TransportAgent',
    'Set-TransportAgent',
    'Enable-TransportAgent',
    'Disable-TransportAgent',
    'Uninstall-TransportAgent',
    'Get-TransportPipeline',
    'Get-Queue',
    'Suspend-Queue',
    'Resume-Queue',
    'Retry-Queue',
    'Get-QueueDigest',
    'Get-Message',
    'Suspend-Message',
    'Resume-Message',
    'Remove-Message',
    'Redirect-Message',
    'Export-Message',
    'Get-MessageTrackingLog',
    'Search-MessageTrackingReport',
    'Get-MessageTrackingReport',
    'Add-ResubmitRequest',
    'Get-ResubmitRequest',
    'Set-ResubmitRequest',
    'Remove-ResubmitRequest',
    'Get-ServerComponentState',
    'Set-ServerComponentState',
    'Get-ServerHealth',
    'Get-HealthReport',
    'Get-RoleGroup',
    'New-RoleGroup',
    'Set-RoleGroup',
    'Remove-RoleGroup',
    'Get-RoleGroupMember',
    'Add-RoleGroupMember',
    'Remove-RoleGroupMember',
    'Update-RoleGroupMember',
    'Get-ManagementRole',
    'Get-ManagementRoleAssignment',
    'New-ManagementRoleAssignment',
    'Set-ManagementRoleAssignment',
    'Remove-ManagementRoleAssignment',
    'Get-ManagementScope',
    'New-ManagementScope',
    'Set-ManagementScope',
    'Remove-ManagementScope',
    'Search-AdminAuditLog',
    'New-Administrator',
    'Get-Administrator',
    'Set-Administrator',
    'Set-AdministratorPassword',
    'Reset-SecondFactor',
    'Remove-Administrator',
    'Get-AdministratorSession',
    'Remove-AdministratorSession',
    'New-ApiToken',
    'Get-ApiToken',
    'Remove-ApiToken',
    'Set-MyPassword',
    'Enable-MySecondFactor',
    'Confirm-MySecondFactor',
    'Disable-MySecondFactor',
    'Test-SmtpConnectivity',
    'Test-Mailflow',
    'Test-ReceiveConnector',
    'Test-MessageRoute',
    'Export-EdgeMailFlow',
    'Test-EdgeMailFlow',
    'Add-RelayDevice',
    'Get-RelayClient',
    'Set-RelayClient',
    'Import-ExchangeConfiguration',
    'Get-OrganizationHistory',
    'Compare-OrganizationRevision',
    'Restore-OrganizationRevision'
)
