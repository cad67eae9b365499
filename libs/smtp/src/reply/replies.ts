import { Reply } from './reply.js';

/**
 * Every reply that Mailyard gives, once. Texts are Exchange's where Exchange has one.
 * A 421 always ends the connection.
 */
export const replies = {
  // Success.
  heloOk: new Reply(250, undefined, 'Hello'),
  startTls: new Reply(220, '2.0.0', 'SMTP server ready'),
  authenticated: new Reply(235, '2.7.0', 'Authentication successful'),
  senderOk: new Reply(250, '2.1.0', 'Sender OK'),
  recipientOk: new Reply(250, '2.1.5', 'Recipient OK'),
  startMailInput: new Reply(354, undefined, 'Start mail input; end with <CRLF>.<CRLF>'),
  chunkReceived: new Reply(250, '2.6.0', 'Chunk received OK'), // followed by its size, RFC 3030 §2
  queued: new Reply(250, '2.6.0', 'Queued mail for delivery'), // text comes from queuedReply()
  delivered: new Reply(250, '2.0.0', 'OK'),
  resetOk: new Reply(250, '2.0.0', 'Resetting'),
  noopOk: new Reply(250, '2.0.0', 'OK'),
  proxyOk: new Reply(250, '2.0.0', 'XProxy accepted'),
  cannotVerify: new Reply(252, '2.1.5', 'Cannot VRFY user'),
  help: new Reply(
    214,
    '2.0.0',
    'This server supports the following commands:\nHELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH BDAT NOOP VRFY',
  ),
  closing: new Reply(221, '2.0.0', 'Service closing transmission channel'),

  // Service and session.
  notAvailable: new Reply(421, '4.3.2', 'Service not available, closing transmission channel'),
  proxyHeaderExpected: new Reply(421, '4.3.2', 'A PROXY protocol header is expected from this address'),
  notActive: new Reply(421, '4.3.2', 'Service not active'),
  tooManyConnections: new Reply(
    421,
    '4.3.2',
    'The maximum number of concurrent connections has exceeded a limit, closing transmission channel',
  ),
  connectionRateExceeded: new Reply(
    421,
    '4.3.2',
    'The rate of connections has exceeded a limit, closing transmission channel',
  ),
  messageRateExceeded: new Reply(
    421,
    '4.4.2',
    'Message submission rate for this client has exceeded the configured limit',
  ),
  connectionTimedOut: new Reply(421, '4.4.1', 'Connection timed out'),
  tooManyErrors: new Reply(421, '4.7.0', 'Too many errors on this connection, closing transmission channel'),
  tooManyCommands: new Reply(
    421,
    '4.7.0',
    'Too many commands without mail on this connection, closing transmission channel',
  ),
  localError: new Reply(451, '4.3.0', 'Local error in processing, try again later'),
  insufficientResources: new Reply(452, '4.3.1', 'Insufficient system resources'),
  // Shadow redundancy, with RejectMessageOnShadowFailure.
  notRedundant: new Reply(451, '4.4.0', 'Message failed to be made redundant'),
  // RFC 3463 §3.4: X.3.5, the system is not configured so that it could accept this message.
  storageNotDurable: new Reply(452, '4.3.5', 'Storage would not keep the message; try again later'),
  // 451 and not 5yz: a hub that meets an older Front End keeps its mail queued.
  outboundProxyOnly: new Reply(451, '4.3.2', 'This port serves the outbound proxy only; XPROXYTO is needed'),
  // XPROXYTO. All of them may pass: the hub's directory or its DNS may be a moment ahead of Front End's, or behind.
  tunnelRefused: new Reply(451, '4.7.1', 'XPROXYTO refused'), // and why
  tunnelNoAnswer: new Reply(451, '4.4.1', 'No host has answered'), // and what each has done
  tunnelDnsFailed: new Reply(451, '4.4.3', 'DNS cannot tell'), // and why
  tunnelLimitReached: new Reply(
    451,
    '4.4.5',
    'Front End has as many connections as MaxOutboundConnections allows',
  ),
  hubUnavailable: new Reply(451, '4.7.0', 'Temporary server error. Please try again later. PRX5'),
  hubTlsFailed: new Reply(451, '4.7.0', 'Temporary server error. Please try again later. PRX4'),

  // Syntax and order (RFC 5321 §4.3, §4.5).
  unrecognizedCommand: new Reply(500, '5.3.3', 'Unrecognized command'),
  lineTooLong: new Reply(500, '5.5.2', 'Line too long'), // RFC 5321 §4.5.3.1.4
  bareLineEnding: new Reply(500, '5.5.2', 'Lines must end with CRLF'), // RFC 5321 §2.3.8
  invalidCharacter: new Reply(500, '5.5.2', 'Command contains a character that is not allowed'), // RFC 5321 §4.1.2
  xclientRefused: new Reply(550, '5.7.0', 'Insufficient authorization for XCLIENT'),
  proxyRefused: new Reply(503, '5.5.1', 'The proxy command for this transaction was refused'),
  pipeliningViolation: new Reply(503, '5.5.1', 'Improper use of SMTP command pipelining'), // RFC 2920 §3.1
  invalidDomain: new Reply(501, '5.5.4', 'Invalid domain name'),
  invalidArguments: new Reply(501, '5.5.4', 'Invalid arguments'),
  unsupportedParameter: new Reply(555, '5.5.4', 'Unsupported parameter'), // RFC 5321 §4.1.1.11
  helloDomainRequired: new Reply(501, '5.0.0', 'HELO/EHLO requires domain address'),
  sendHelloFirst: new Reply(503, '5.5.2', 'Send hello first'),
  needMail: new Reply(503, '5.5.2', 'Need mail command'),
  needRcpt: new Reply(503, '5.5.2', 'Need rcpt command'),
  nestedMail: new Reply(503, '5.5.2', 'Sender already specified'),
  bdatInProgress: new Reply(503, '5.5.1', 'Only BDAT, NOOP, RSET and QUIT are allowed between BDAT chunks'), // RFC 3030 §2
  dataForBinaryMime: new Reply(503, '5.5.1', 'BINARYMIME content needs BDAT'), // RFC 3030 §3
  bdatTransactionFailed: new Reply(503, '5.5.1', 'BDAT without a valid transaction'),
  proxiedRecipientRefused: new Reply(451, '4.5.0', 'A recipient was refused, so nobody gets the message'),
  bareLineFeed: new Reply(
    550,
    '5.6.11',
    'SMTPSEND.BareLinefeedsAreIllegal; message contains bare line feeds, which cannot be sent via DATA',
  ),

  // TLS and authentication (RFC 3207, RFC 4954).
  tlsAlreadyActive: new Reply(503, '5.5.1', 'TLS is already active'),
  tlsRequired: new Reply(451, '5.7.3', 'STARTTLS is required to send mail'),
  tlsCertificateMissing: new Reply(
    454,
    '4.7.5',
    'The certificate specified in TlsCertificateName of the SendConnector could not be found',
  ),
  mutualTlsRequired: new Reply(451, '4.7.5', 'Mutual TLS is required to send mail from this domain'),
  exchangeAuthRequired: new Reply(451, '5.7.3', 'Cannot achieve Exchange Server authentication'),
  unrecognizedAuthType: new Reply(504, '5.7.4', 'Unrecognized authentication type'),
  authUnsuccessful: new Reply(535, '5.7.3', 'Authentication unsuccessful'),
  authPostponed: new Reply(454, '4.7.0', 'Temporary authentication failure'), // RFC 4954 §6
  authCancelled: new Reply(501, '5.7.0', 'Authentication cancelled'),
  authLineTooLong: new Reply(500, '5.5.6', 'Authentication Exchange line is too long'), // RFC 4954 §6
  authInvalid: new Reply(501, '5.5.2', 'Cannot decode response'), // RFC 4954 §4
  alreadyAuthenticated: new Reply(503, '5.5.1', 'Already authenticated'),
  authDuringTransaction: new Reply(503, '5.5.1', 'AUTH is not permitted during a mail transaction'),

  // Sender and recipients.
  notAuthenticated: new Reply(
    530,
    '5.7.57',
    'SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
  ),
  invalidSender: new Reply(501, '5.1.7', 'Invalid address'),
  invalidRecipient: new Reply(501, '5.1.3', 'Invalid address'),
  smtpUtf8Required: new Reply(553, '5.6.7', 'SMTPUTF8 is needed for this address'), // RFC 6531 §3.7.4.2
  smtpUtf8Unsupported: new Reply(550, '5.6.7', 'The next hop does not support SMTPUTF8'), // RFC 6531 §3.5
  spoofedSender: new Reply(
    550,
    '5.7.1',
    'Sender address is in an authoritative domain and the client may not use it',
  ),
  sendAsDenied: new Reply(550, '5.7.60', 'SMTP; Client does not have permissions to send as this sender'),
  // As Exchange Online says it, of the sender's domain too.
  partnerConnectorRestricts: new Reply(
    550,
    '5.7.51',
    "TenantInboundAttribution; There is a partner connector configured that matched the message's recipient domain. " +
      'The connector had either the RestrictDomainsToIPAddresses or RestrictDomainsToCertificate set',
  ),
  // What is said of a message in an Outbox, which has a header alone.
  noDestination: new Reply(554, '5.1.3', 'SUBMISSION; Neither To, Cc nor Bcc names a recipient'),
  malformedSenderField: new Reply(550, '5.6.0', 'SMTP; A sender field cannot be read in one way'), // RFC 5322 §3.6.2
  unknownRecipient: new Reply(
    550,
    '5.1.10',
    'RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
  ),
  // As the recipient filter of an Edge says it.
  userUnknown: new Reply(550, '5.1.1', 'User unknown'),
  senderNotAuthenticated: new Reply(550, '5.7.1', 'RESOLVER.RST.AuthRequired; authentication required'),
  senderNotAllowed: new Reply(550, '5.7.1', 'RESOLVER.RST.NotAuthorized; not authorized'),
  recipientSizeLimit: new Reply(
    550,
    '5.2.3',
    'RESOLVER.RST.RecipSizeLimit; message too large for this recipient',
  ),
  relayDenied: new Reply(550, '5.7.54', 'SMTP; Unable to relay recipient in non-accepted domain'),
  // RFC 3463 §3.4: an Edge that has been subscribed, and has not heard of its organization.
  domainsAwaited: new Reply(451, '4.3.5', 'Accepted domains are not known yet, try again later'),
  reservedTopLevelDomain: new Reply(550, '5.1.4', 'Recipient address reserved by RFC 2606'),
  reservedSecondLevelDomain: new Reply(550, '5.1.5', 'Recipient address reserved by RFC 2606'),
  singleLabelDomain: new Reply(550, '5.1.6', 'Recipient addresses in single label domains not accepted'),
  tooManyRecipients: new Reply(452, '4.5.3', 'Too many recipients'), // RFC 5321 §4.5.3.1.10

  // What the categorizer says of recipients.
  recipientLimitExceeded: new Reply(550, '5.5.3', 'RESOLVER.ADR.RecipLimit; too many recipients'),
  staleRecipient: new Reply(550, '5.1.1', 'RESOLVER.ADR.ExRecipNotFound; not found'),
  tooLargeForSender: new Reply(
    550,
    '5.2.3',
    'RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender',
  ),
  tooLargeForOrganization: new Reply(
    550,
    '5.2.3',
    'RESOLVER.RST.SendSizeLimit.Org; message too large for this organization',
  ),
  forwardingLoop: new Reply(
    550,
    '5.4.6',
    'RESOLVER.FWD.Loop; there is a forwarding loop configured in the directory',
  ),
  tooLargeForRoute: new Reply(
    552,
    '5.3.4',
    'ROUTING.SizeLimit; message size exceeds fixed maximum size for route',
  ),
  noConnectorForAddressType: new Reply(
    550,
    '5.4.4',
    'ROUTING.NoConnectorForAddressType; unable to route for address type',
  ),

  // Content.
  messageTooLarge: new Reply(552, '5.3.4', 'Message size exceeds fixed maximum message size'), // RFC 1870 §6.1
  headerTooLarge: new Reply(552, '5.3.4', 'Message header size exceeds fixed maximum header size'),
  binaryMimeUnsupported: new Reply(554, '5.6.3', 'The next hop does not support BINARYMIME'), // RFC 3030 §3
  eightBitUnsupported: new Reply(554, '5.6.3', 'The next hop does not support 8BITMIME'), // RFC 6152 §3
  bareLineEnds: new Reply(
    550,
    '5.6.11',
    'SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds, which the next hop does not take',
  ),
  requireTlsUnsupported: new Reply(550, '5.7.30', 'REQUIRETLS support required'), // RFC 8689 §5
  hopCountExceeded: new Reply(554, '5.4.6', 'Hop count exceeded - possible mail loop'),

  // What a mail flow rule, or a domain, demands of TLS at hosts; they wait: a host that does not meet it may again (RFC 8461 §5).
  noTlsForMessage: new Reply(451, '4.7.5', 'SMTPSEND.RequireTls; the message may leave within TLS alone'),
  mtaStsFailed: new Reply(451, '4.7.5', 'SMTPSEND.MtaSts; MTA-STS validation failed'), // and whose policy, and why
  daneFailed: new Reply(451, '4.7.323', 'SMTPSEND.Dane; DANE validation failed'), // the same

  // Mailbox Delivery.
  mailboxUnavailable: new Reply(450, '4.2.0', 'Mailbox is temporarily unavailable'),
  // About the database, not a mailbox in it: the hub's queue goes into Retry.
  mailboxDatabaseMissing: new Reply(451, '4.3.2', 'STOREDRV.Deliver; mailbox database is offline'),
  noSuchMailbox: new Reply(550, '5.1.1', 'RESOLVER.ADR.RecipNotFound; no such mailbox'),
  insufficientStorage: new Reply(452, '4.3.1', 'Insufficient system storage'),

  // What a delivery queue says of its next hop; they stand in LastError and in DSNs.
  messageExpired: new Reply(550, '4.4.7', 'QUEUE.Expired; message expired'),
  contentUnavailable: new Reply(451, '4.3.5', 'QUEUE.ContentUnavailable'), // and what is missing
  messageDeleted: new Reply(550, '4.3.2', 'QUEUE.Admin; message deleted by administrative action'),
  rejectedByModerator: new Reply(550, '5.7.1', 'APPROVAL.Rejected; message rejected by a moderator'),
  moderationExpired: new Reply(550, '5.7.1', 'APPROVAL.Expired; no moderator has decided in time'),
  moderatorsUnreached: new Reply(550, '5.7.1', 'APPROVAL.ModeratorsUnreached; no moderator can be reached'),
  disclaimerImpossible: new Reply(
    550,
    '5.7.1',
    'TRANSPORT.RULES.RejectMessage; the message cannot have its disclaimer',
  ),
  // FailurePolicy Refuse.
  agentFailed: new Reply(550, '5.3.0', 'AGENT.Failed; a transport agent that must see it has failed'),
  // FailurePolicy Defer in a session; the others are said in place of a greeting (RFC 5321 §3.1).
  agentUnavailable: new Reply(451, '4.3.0', 'AGENT.Failed; try again later'),
  agentMissesGreeting: new Reply(421, '4.3.2', 'AGENT.Failed; closing transmission channel'),
  agentFailedAtGreeting: new Reply(554, '5.3.0', 'AGENT.Failed; no mail is taken here'),
  messageDelayed: new Reply(450, '4.4.7', 'QUEUE.Delayed; message delayed'),
  nextHopUnreachable: new Reply(451, '4.4.0', 'Primary target IP address responded with'), // and what it responded
  // What DNS says of a destination.
  dnsQueryFailed: new Reply(451, '4.4.0', 'SMTPSEND.DNS.QueryFailed; DNS query failed'), // and why
  nonExistentDomain: new Reply(550, '5.4.4', 'SMTPSEND.DNS.NonExistentDomain; nonexistent domain'),
  nullMx: new Reply(556, '5.1.10', 'SMTPSEND.DNS.NullMX; the domain takes no mail'), // RFC 7505 §4
  routingLoop: new Reply(
    554,
    '5.4.6',
    'SMTPSEND.DNS.MxLoopback; the mail would come back to this organization',
  ),
  addressLiteralRefused: new Reply(
    550,
    '5.1.2',
    'SMTPSEND.DNS.AddressLiteral; no mail is sent to an address in place of a domain',
  ),
  connectionDropped: new Reply(451, '4.4.2', 'SMTPSEND; connection dropped by'), // whom and how
} as const satisfies Record<string, Reply>;
