export { Reply, ReplyError, type EnhancedStatusCode } from './reply.js';
export { UnknownOutcome } from './unknown-outcome.js';
export { deliveredReply, malformedField, queuedReply, replies } from './replies.js';
export { addressKey, domainKey, formatPath, type Path, type ReversePath } from './path.js';
export type { BodyType, Envelope, EnvelopeRecipient, Notify } from './envelope.js';
export {
  formatProxyCommand,
  parseProxyCommand,
  type AuthAs,
  type ProxyCommand,
  type ProxyFrom,
  type ProxyTo,
} from './proxy-command.js';
export { decodeXtext, encodeXtext } from './xtext.js';
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
} from './session/session-handler.js';
export { HopError, type HopErrorKind } from './client/hop-error.js';
export type { HopLog, HopOptions, HopSession } from './client/hop-handshake.js';
export {
  outcomes,
  type EnvelopeReplies,
  type TransactionReplies,
} from './client/transaction/hop-transaction.js';
export { HopConnection } from './client/hop-connection.js';
export { HopPool, type HopPoolOptions } from './client/hop-pool.js';
export type { Accepted, Ends, TrustedPeers } from './session/conversation.js';
export { SmtpListener, type SmtpListenerOptions } from './session/smtp-listener.js';
export type { Protocol } from './session/dialogue/dialogue.js';
export { parseMailbox, parsePath, type PathOptions } from './syntax/parse-path.js';
export { tlsVersion } from './tls-log.js';
export { exchangeRecipient, isSystemAddress } from './system-address.js';
