export { Reply, ReplyError, UnknownOutcome, type EnhancedStatusCode } from './reply/reply.js';
export { deliveredReply, malformedField, queuedReply, replies } from './reply/replies.js';
export {
  addressKey,
  domainKey,
  exchangeRecipient,
  formatPath,
  isSystemAddress,
  type Path,
  type ReversePath,
} from './address/path.js';
export type { BodyType, Envelope, EnvelopeRecipient, Notify } from './commands/envelope.js';
export {
  formatProxyCommand,
  parseProxyCommand,
  type AuthAs,
  type ProxyCommand,
  type ProxyFrom,
  type ProxyTo,
} from './commands/proxy-command.js';
export { decodeXtext, encodeXtext } from './commands/xtext.js';
export type {
  AuthMechanism,
  ContentSink,
  Credentials,
  Endpoint,
  Negotiation,
  NegotiationStep,
  Offer,
  ProtocolEvent,
  Session,
  SessionHandler,
  SessionLimits,
  TlsCommand,
  TlsOffer,
  TlsState,
} from './server/session-handler.js';
export { HopError, type HopErrorKind } from './client/hop-error.js';
export type { HopLog, HopOptions, HopSession } from './hop/hop-handshake.js';
export { outcomes, type EnvelopeReplies, type TransactionReplies } from './hop/hop-transaction.js';
export { HopConnection } from './hop/hop-connection.js';
export { HopPool, type HopPoolOptions } from './hop/hop-pool.js';
export type { Accepted, Ends, TrustedPeers } from './server/connection-sessions.js';
export { SmtpListener, type SmtpListenerOptions } from './server/smtp-listener.js';
export type { Protocol } from './server/session/server-session.js';
export { parseMailbox, parsePath, type PathOptions } from './address/parse-path.js';
export { tlsVersion } from './protocol-log/tls-log.js';
