import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';

import type { Endpoint } from '../address/endpoint.js';
import type { Envelope, EnvelopeRecipient } from '../commands/envelope.js';
import type { ProxyCommand, ProxyFrom, ProxyTo } from '../commands/proxy-command.js';
import type { ProtocolEvent } from '../protocol-log/protocol-event.js';
import type { Reply } from '../reply/reply.js';
import type { ChainJudge } from '../tls/presented-chain.js';
import type { TlsState } from '../tls/tls-state.js';

export interface Ends {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

/** A client that has connected, itself or through a peer that may speak for it. */
export interface Accepted extends Ends {
  /** Of the session; see Session.id. */
  readonly id: string;
}

/** Peers that are believed when they say for whom they speak. */
export interface TrustedPeers {
  /** Load balancers: their connections begin with a header of the PROXY protocol. */
  proxyProtocol(ends: Ends): boolean;
  /** Proxies that use XCLIENT. Behind a load balancer it is its client that is asked for. */
  xclient(ends: Ends): boolean;
}

/** What is known of a session at this moment. The library keeps it; handlers only read it. */
export interface Session {
  /** 16 hex digits, the same in every log line and in `SID=` of the hops that follow. */
  readonly id: string;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** The peer may say with XCLIENT for whom it speaks, and has not done so. */
  readonly forwarder: boolean;
  /** Argument of HELO, EHLO or LHLO; undefined before. */
  readonly helo: string | undefined;
  readonly tls: TlsState | undefined;
  /** What `authenticate` resolved with. */
  readonly user: string | undefined;
  /** The original client, when the peer proxies for it (XPROXYFROM, XPROXY): valid for the next transaction. */
  readonly proxied: ProxyFrom | undefined;
  /** How many transactions have begun, the present one included. */
  readonly messages: number;
}

export type AuthMechanism = 'GSSAPI' | 'LOGIN' | 'PLAIN';

export interface Credentials {
  readonly mechanism: 'LOGIN' | 'PLAIN';
  /** As whom the user wants to act (RFC 4616 §2); empty: as nobody else. */
  readonly authorization: string;
  readonly user: string;
  readonly password: string;
}

/** One exchange of tokens (RFC 4422 §3), of a mechanism without a password. */
export interface Negotiation {
  /** Throws a ReplyError when the client has failed. */
  step(token: Buffer): NegotiationStep;
}

export type NegotiationStep =
  | { readonly kind: 'challenge'; readonly token: Buffer }
  /** `user` as `authenticate` resolves with. */
  | { readonly kind: 'authenticated'; readonly user: string };

export interface TlsOffer {
  readonly context: SecureContext;
  /** Ask the peer for its certificate; whether it was good is told in `Session.tls`, the handshake does not fail. */
  readonly requestCertificate: boolean;
  /**
   * Whether the peer's chain is good, in place of OpenSSL, which takes no certificate of a client that is for servers
   * alone, as those of public authorities are.
   */
  readonly authorizes?: ChainJudge | undefined;
}

/**
 * What the server offers to this session right now. EHLO is written from it and the commands obey it, so that what is
 * advertised and what works cannot part. Asked for anew at each HELO/EHLO, after TLS and after AUTH.
 */
export interface Offer {
  /** Name in EHLO's answer. */
  readonly fqdn: string;
  /** Limit in octets; 0 = no limit. `advertise`: `SIZE n`, bare `SIZE`, or nothing (RFC 1870). */
  readonly size: { readonly limitBytes: number; readonly advertise: 'value' | 'keyword' | 'no' };
  readonly pipelining: boolean;
  readonly dsn: boolean;
  readonly enhancedStatusCodes: boolean;
  readonly eightBitMime: boolean;
  readonly binaryMime: boolean;
  readonly chunking: boolean;
  readonly smtpUtf8: boolean;
  /** XORAR: RCPT may name an alternate recipient. */
  readonly orar: boolean;
  /** XLONGADDR: addresses of encapsulated X.400 length, and command lines that hold them. */
  readonly longAddresses: boolean;
  /** Domain of addresses that come without one; undefined: they are refused. */
  readonly defaultDomain: string | undefined;
  /** MAIL and RCPT need the angle brackets around an address. */
  readonly angleBracketsRequired: boolean;
  /** HELO and EHLO need a domain or an address literal; without one the session ends. */
  readonly helloDomainRequired: boolean;
  /** Content of DATA with an LF that no CR precedes is refused. */
  readonly bareLineFeedsRejected: boolean;
  /**
   * The next transaction may begin while the final replies to those before it are still to come; these leave in order.
   * Not advertised: PIPELINING lets any client send so (RFC 2920 §3.1). Only for a peer that is trusted with the memory
   * that they take, and whom no tarpit delays.
   */
  readonly pipelinedTransactions: boolean;
  /** Undefined = not offered. Never shown once TLS is active. */
  readonly startTls: TlsOffer | undefined;
  readonly anonymousTls: TlsOffer | undefined;
  /** Mechanisms offered in this state (after TLS, say); empty = AUTH is unknown here. */
  readonly auth: readonly AuthMechanism[];
  /** Whether XPROXYFROM / XPROXY / XPROXYTO are known here; `proxy()` decides on the right. */
  readonly proxyCommands: readonly ProxyCommand['verb'][];
}

/** What of it says which arguments of MAIL and RCPT are taken. */
export type EnvelopeOffer = Pick<
  Offer,
  | 'size'
  | 'dsn'
  | 'eightBitMime'
  | 'binaryMime'
  | 'chunking'
  | 'smtpUtf8'
  | 'orar'
  | 'longAddresses'
  | 'defaultDomain'
  | 'angleBracketsRequired'
  | 'auth'
>;

/** Limits of a session, all from the connector. Durations in milliseconds. 0 turns any of them off. */
export interface SessionLimits {
  readonly inactivityTimeoutMs: number;
  readonly connectionTimeoutMs: number;
  /** Error replies for syntax and order of commands (500 to 504, 555); refusals for reasons of policy do not count. */
  readonly maxProtocolErrors: number;
  readonly maxLogonFailures: number;
  /** Commands since the last message that brought neither a recipient nor content. */
  readonly maxCommandsWithoutMail: number;
  readonly maxRecipients: number;
  /** Delay before a 5yz reply to a peer that is not authenticated. */
  readonly tarpitMs: number;
  readonly authTarpitMs: number;
}

/**
 * Where content goes. Calls never overlap: the session waits for each promise before it reads on from the peer. Every
 * sink gets exactly one `end` or one `abort`; a `write` that rejects is followed by `abort`.
 */
export interface ContentSink {
  /** Takes content: dots un-stuffed, BDAT chunks joined. The chunk may be kept. */
  write(chunk: Buffer): Promise<void> | void;
  /**
   * End of content. Resolves with the final reply; over LMTP with one for each recipient, in order (RFC 2033 §4.2).
   * Rejects with UnknownOutcome when no reply would be true. Sinks of further transactions may be in use meanwhile, if
   * the offer says `pipelinedTransactions`.
   */
  end(): Promise<Reply | readonly Reply[]>;
  /** The client left, or RSET came between BDAT chunks, or a limit was passed: nothing of this may survive. */
  abort(cause: Error): void;
}

/** A connection to another host, to which the peer's is about to be joined. One of both is called, once. */
export interface Tunnel {
  /** Says where it leads. */
  readonly reply: Reply;
  /** Passes octets both ways; resolves when both connections are closed. */
  carry(peer: Socket): Promise<void>;
  /** The peer has lost its claim. */
  abandon(): void;
}

/** A command that needs no decision, unless somebody wants to have one. */
export type SessionCommand =
  /** `domain`: as whom the peer introduces itself. */
  | { readonly verb: 'HELO' | 'EHLO'; readonly domain: string }
  | { readonly verb: 'STARTTLS' }
  | { readonly verb: 'AUTH'; readonly mechanism: AuthMechanism };

/**
 * The policy of one session; this library owns syntax, order of commands and timeouts, and asks the
 * handler for every decision. To refuse, throw a ReplyError; anything else thrown becomes 451 4.3.0 and is logged.
 */
export interface SessionHandler {
  readonly limits: SessionLimits;
  /** Answer to the connection, before anything is read. 220 goes on; any other reply ends the connection. */
  connect(session: Session): Promise<Reply> | Reply;
  offer(session: Session): Offer;
  /** Asked before the command is carried out; throw to refuse it. Nothing is waited for unless it is a promise. */
  permit?(command: SessionCommand, session: Session): Promise<void> | void;
  /** Resolves with the name of the authenticated user. */
  authenticate(credentials: Credentials, session: Session): Promise<string>;
  /**
   * A trusted peer says with XCLIENT that this user has logged in; returns what `authenticate` would. Without the method
   * nobody is believed.
   */
  vouched?(login: string, session: Session): string;
  /** This user has shown who it is, in whichever way; throw to refuse the login all the same. */
  authenticated?(user: string, session: Session): Promise<void> | void;
  /** Begins GSSAPI (RFC 4752); asked only of handlers that offer it. */
  negotiate?(session: Session): Negotiation;
  /** XPROXYFROM and XPROXY; resolving means that the peer may speak for this client. */
  proxy(command: ProxyFrom, session: Session): Promise<void> | void;
  /**
   * XPROXYTO: connects to one of the hosts, or throws. `signal` is aborted when the peer has gone meanwhile. Without the
   * method there is no such command.
   */
  tunnel?(command: ProxyTo, session: Session, signal: AbortSignal): Promise<Tunnel>;
  /** `envelope` is the same object until the transaction ends; its recipients grow. */
  mail(envelope: Envelope, session: Session): Promise<void> | void;
  /** Resolves when the recipient is accepted; `envelope` holds those accepted before. */
  rcpt(recipient: EnvelopeRecipient, envelope: Envelope, session: Session): Promise<void> | void;
  /** DATA or the first BDAT came; called before 354. Throw to refuse the whole transaction. */
  content(envelope: Envelope, session: Session): Promise<ContentSink> | ContentSink;
  /** RSET was carried out. */
  reset?(session: Session): void;
  /** A reply 4yz or 5yz goes out, whichever command it answers. */
  refused?(reply: Reply, session: Session): void;
  /** Protocol log. Not called for content, nor with passwords. */
  log(event: ProtocolEvent, session: Session): void;
  /** False: what is logged now would go nowhere, and need not be made. Absent: it never does. */
  logs?(session: Session): boolean;
  /** An unexpected fault; the peer got 451 4.3.0 or 421. */
  fault(error: unknown, session: Session): void;
  /** The connection is gone; called once, after everything else. */
  closed(session: Session): void;
}
