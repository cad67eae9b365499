import type { RefusedParameters } from './refusal.js';

const transport = 'Set-TransportService';
const frontEnd = 'Set-FrontendTransportService';
const mailbox = 'Set-MailboxTransportService';
const config = 'Set-TransportConfig';
const edgeSync = 'Set-EdgeSyncServiceConfig';
const everywhere = `${transport} ${frontEnd} ${mailbox}`;

/** Of the services of a server, and of the organization. */
export const serviceRefusals: readonly RefusedParameters[] = [
  {
    cmdlets: everywhere,
    names: 'AntispamAgentsEnabled',
    reason: 'agents are enabled one by one (Enable-TransportAgent)',
  },
  {
    cmdlets: everywhere,
    names:
      'ExternalDNSAdapterEnabled ExternalDNSAdapterGuid InternalDNSAdapterEnabled InternalDNSAdapterGuid',
    reason:
      'no network adapter has DNS servers of its own: ExternalDNSServers and InternalDNSServers name them, else they are the system’s',
  },
  {
    cmdlets: everywhere,
    names: 'ExternalDNSProtocolOption InternalDNSProtocolOption',
    reason: 'DNS is asked over UDP, and over TCP where an answer does not fit (RFC 7766)',
  },
  {
    cmdlets: everywhere,
    names: 'ExternalIPAddress',
    reason: 'Received fields tell the addresses of the connection itself',
  },
  {
    cmdlets: everywhere,
    names: 'MaxConcurrentMailboxSubmissions',
    reason: 'nothing is submitted out of mailboxes: mail programs submit to port 587',
  },
  {
    cmdlets: transport,
    names: 'PoisonMessageDetectionEnabled',
    reason: 'it is always on: PoisonThreshold says after how many faults a message is set aside',
  },
  {
    cmdlets: transport,
    names: 'RecipientValidationCacheEnabled',
    reason:
      'nobody has to be asked: services have all recipients in memory, and a subscribed Edge their hashes in its Redis',
  },
  {
    cmdlets: transport,
    names: 'UseDowngradedExchangeServerAuth',
    reason: 'servers of the organization know each other by certificates alone',
  },
  {
    cmdlets: frontEnd,
    names: 'TransientFailureRetryCount TransientFailureRetryInterval',
    reason:
      'Front End queues nothing, so nothing is tried again there: it is the Transport service that has them',
  },
  {
    cmdlets: `${frontEnd} ${mailbox}`,
    names: 'RoutingTableLogMaxAge RoutingTableLogMaxDirectorySize RoutingTableLogPath',
    reason: 'routing tables are those of the Transport service, which writes the log',
  },
  {
    cmdlets: frontEnd,
    names: 'DnsLogEnabled DnsLogMaxAge DnsLogMaxDirectorySize DnsLogMaxFileSize DnsLogPath',
    reason:
      'look-ups that fail are in the connectivity log of the Transport service, and in the last error of their queue',
  },
  {
    cmdlets: mailbox,
    names: `ConnectivityLogEnabled ConnectivityLogMaxAge ConnectivityLogMaxDirectorySize ConnectivityLogMaxFileSize
      ConnectivityLogPath SendProtocolLogMaxAge SendProtocolLogMaxDirectorySize SendProtocolLogMaxFileSize
      SendProtocolLogPath`,
    reason: 'Mailbox Delivery connects to nobody, so it has no such log',
  },
  {
    cmdlets: mailbox,
    names: `MailboxDeliveryAgentLogEnabled MailboxDeliveryAgentLogMaxAge MailboxDeliveryAgentLogMaxDirectorySize
      MailboxDeliveryAgentLogMaxFileSize MailboxDeliveryAgentLogPath MailboxSubmissionAgentLogEnabled
      MailboxSubmissionAgentLogMaxAge MailboxSubmissionAgentLogMaxDirectorySize MailboxSubmissionAgentLogMaxFileSize
      MailboxSubmissionAgentLogPath`,
    reason: 'no agents run in Mailbox Delivery, so it has no log of them',
  },
  {
    cmdlets: mailbox,
    names: `MailboxDeliveryThrottlingLogEnabled MailboxDeliveryThrottlingLogMaxAge
      MailboxDeliveryThrottlingLogMaxDirectorySize MailboxDeliveryThrottlingLogMaxFileSize MailboxDeliveryThrottlingLogPath`,
    reason: 'what MaxConcurrentMailboxDeliveries holds back waits in its queue, and Get-Queue shows it',
  },
  {
    cmdlets: mailbox,
    names: `MailboxDeliveryConnectorMaxInboundConnection MailboxDeliveryConnectorProtocolLoggingLevel
      MailboxDeliveryConnectorSmtpUtf8Enabled`,
    reason: 'the implicit connector serves hubs of the organization alone, and is as setup makes it',
  },
  {
    cmdlets: mailbox,
    names:
      'ContentConversionTracingEnabled PipelineTracingEnabled PipelineTracingPath PipelineTracingSenderAddress',
    reason: 'what happened to a message is in message tracking',
  },
  {
    cmdlets: config,
    names: 'AddressBookPolicyRoutingEnabled',
    reason: 'there are no address book policies',
  },
  {
    cmdlets: config,
    names: `AgentGeneratedMessageLoopDetectionInSubmissionEnabled AgentGeneratedMessageLoopDetectionInSmtpEnabled
      MaxAllowedAgentGeneratedMessageDepth MaxAllowedAgentGeneratedMessageDepthPerAgent`,
    reason: 'agents make no messages; those of rules are counted by MaxHopCount like all others',
  },
  {
    cmdlets: config,
    names: 'ClearCategories HeaderPromotionModeSetting',
    reason: 'a mailbox here has messages as they came, without properties that are made of header fields',
  },
  {
    cmdlets: config,
    names: 'ConvertDisclaimerWrapperToEml Rfc2231EncodingEnabled',
    reason: 'what came by SMTP keeps the names that its parts have',
  },
  {
    cmdlets: config,
    names: 'DiagnosticsAggregationServicePort QueueDiagnosticsAggregationInterval',
    reason: 'queues of all servers are read from Redis when somebody asks, not gathered',
  },
  {
    cmdlets: config,
    names: 'InternalSMTPServers',
    reason: 'nothing judges a message by the servers in its Received fields',
  },
  {
    cmdlets: config,
    names:
      'MaxDumpsterSizePerDatabase MaxDumpsterTime ShadowHeartbeatRetryCount ShadowHeartbeatTimeoutInterval',
    reason: 'Exchange 2010 had it; SafetyNetHoldTime and ShadowReplicas are in its place',
  },
  {
    cmdlets: config,
    names: 'SupervisionTags',
    reason: 'Exchange 2010 had it; mail flow rules are in its place',
  },
  {
    cmdlets: config,
    names: 'TransportRuleAttachmentTextScanLimit',
    reason: 'how much of a message a rule looks at is fixed',
  },
  {
    cmdlets: config,
    names: 'VerifySecureSubmitEnabled VoicemailJournalingEnabled Xexch50Enabled',
    reason: 'there are neither MAPI clients, nor voice mail, nor Exchange 2003 here',
  },
  {
    cmdlets: edgeSync,
    names: 'FailoverDCInterval',
    reason: 'no domain controllers are asked: the directory is at hand',
  },
  {
    cmdlets: edgeSync,
    names: 'OptionDuration',
    reason: 'one lease says who pushes, LockDuration, and nobody has an option on it',
  },
  {
    cmdlets: edgeSync,
    names: 'LogEnabled LogLevel LogMaxAge LogMaxDirectorySize LogMaxFileSize LogPath',
    reason:
      'what was pushed is in the log of the admin centre, and what an Edge has refused in its audit log: there are no files of EdgeSync',
  },
  {
    cmdlets: edgeSync,
    names: 'Name',
    reason: 'there is one for all sites, EdgeSyncService',
  },
];
