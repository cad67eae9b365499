export { Reply, ReplyError, UnknownOutcome, type EnhancedStatusCode } from './reply/reply.js';
export { replies } from './reply/replies.js';
export { deliveredReply, malformedField, queuedReply } from './reply/final-replies.js';
export {
  addressKey,
  domainKey,
  approvalAssistant,
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
  type Once,
  type ProxyFrom,
  type ProxyTo,
} from './commands/proxy-command.js';
export { parseTunnelReply, tunnelReply, type TunnelRoute } from './commands/tunnel-reply.js';
export { encodeUtf8Address } from './commands/utf8-address.js';
export { decodeXtext, encodeXtext } from './commands/xtext.js';
export type {
  Accepted,
  AuthMechanism,
  ContentSink,
  Credentials,
  Ends,
  Negotiation,
  NegotiationStep,
  Offer,
  Session,
  SessionCommand,
  SessionHandler,
  SessionLimits,
  TlsOffer,
  TrustedPeers,
  Tunnel,
} from './server/session-handler.js';
export { ehloKeywords } from './server/verbs/session/ehlo-keywords.js';
export { nextSessionId, type ProtocolEvent } from './protocol-log/protocol-event.js';
export { publicContext } from './tls/public-context.js';
export type { TlsCommand, TlsState } from './tls/tls-state.js';
export { issuedBy } from './tls/issued-by.js';
export { canonicalAddress, type Endpoint } from './address/endpoint.js';
export type { Hold } from './client/hold.js';
export { HopError, type HopErrorKind } from './client/hop-error.js';
export type { PresentedChain } from './tls/presented-chain.js';
export type { ClientTls, PeerJudge } from './client/client-tls.js';
export { connectTo, type ConnectedTo, type ConnectToOptions } from './client/connect-to.js';
export type { ClientLog, Dial, LoggedSession } from './client/client-session.js';
export {
  mailCommand,
  outcomes,
  rcptCommand,
  type EnvelopeReplies,
  type TransactionReplies,
} from './client/transaction/envelope-exchange.js';
export { HopConnection, type HopOptions } from './hop/hop-connection.js';
export { HopPool, type HopPoolOptions } from './hop/hop-pool.js';
export { type HopEvent, type TellHop } from './hop/hop-trace.js';
export { openTunnel, type OpenedTunnel, type OpenTunnelOptions } from './hop/open-tunnel.js';
export { carry, type Carried, type CarryOptions } from './tunnel/carry.js';
export {
  connectFirst,
  NoHostAnswered,
  type Connected,
  type ConnectFirstOptions,
  type Destination,
} from './tunnel/connect-first.js';
export {
  OutboundConnection,
  type OutboundOptions,
  type OutboundReplies,
  type TransactOptions,
} from './outbound/outbound-connection.js';
export type { OutboundMessage } from './outbound/outgoing.js';
export type { OutboundLogin } from './client/login/log-in.js';
export { sameTimeout, standardTimeouts, type ReplyTimeouts } from './client/replies/reply-timeouts.js';
export type { Protocol } from './server/session/server-session.js';
export {
  encapsulate,
  type EncapsulatedAddress,
  encapsulatedAddress,
} from './address/encapsulated-address.js';
export { isAscii, parseMailbox, parsePath, type PathOptions } from './address/path.js';
export { tlsVersion } from './tls/tls-log.js';
