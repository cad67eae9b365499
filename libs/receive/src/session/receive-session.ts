import { setTimeout as pause } from 'node:timers/promises';

import type { AgentService, ReceiveConnector } from '@mailyard/directory';
import {
  Reply,
  replies,
  ReplyError,
  type ContentSink,
  type Credentials,
  type Envelope,
  type EnvelopeRecipient,
  type Negotiation,
  type Offer,
  type ProtocolEvent,
  type ProxyCommand,
  type ProxyFrom,
  type ProxyTo,
  type Session,
  type SessionCommand,
  type SessionHandler,
  type SessionLimits,
  type Tunnel,
} from '@mailyard/smtp';

import { demand, refusalBy, type Checks } from '../checks/check.js';
import { connectorBanner } from './connector-banner.js';
import { ConnectorLimits } from '../offer/session-limits.js';
import { sessionOffer, type OfferRules } from '../offer/session-offer.js';
import { holds } from '../rights/rights.js';
import { areAsked, SessionAgents } from './agents/session-agents.js';
import {
  connectorId,
  ConnectorSession,
  type SessionBasis,
  type Sink,
  type Tunnels,
} from './connector-session.js';

/** What a session must know of its role. */
export interface SessionRules extends OfferRules {
  readonly checks: Checks;
  /**
   * Its peers are not servers of the organization alone: they may sign in, balancers and proxies that the server's object
   * names may speak for them, and replicas count sessions, rates and failed logins together.
   */
  readonly servesClients: boolean;
  /** Which agents of others are asked about the sessions at a connector; undefined: none. */
  readonly agents: (connector: ReceiveConnector) => AgentService | undefined;
}

export interface ReceiveSessionOptions extends SessionBasis {
  readonly role: SessionRules;
  readonly sink: Sink;
  /** Undefined: nobody is connected to anybody here. */
  readonly tunnels?: Tunnels | undefined;
}

/** Whoever is refused for want of resources and comes again at once must not use up what is left. */
const shortageMs = 1_000;

/** A session at a Receive connector: its role's checks give the answers, its sink takes what is accepted. */
export class ReceiveSession implements SessionHandler {
  readonly limits: SessionLimits;
  readonly #options: ReceiveSessionOptions;
  /** Under which it is counted from its beginning to its end. */
  readonly #connectorId: string;
  #state: ConnectorSession | undefined;
  /** Undefined for as long as there is nobody to ask. */
  #agents: SessionAgents | undefined;

  constructor(options: ReceiveSessionOptions) {
    this.#options = options;
    this.#connectorId = connectorId(options.connector);
    const { connector } = options;
    const atFirst = { connector, trusted: false };
    this.limits = new ConnectorLimits(() => this.#state ?? atFirst);
  }

  connect(smtp: Session): Promise<Reply> | Reply {
    const { role, services } = this.#options;
    const session = this.#of(smtp);
    services.counts?.opened(this.#connectorId);
    const refusal = refusalBy(role.checks.connect, session, undefined);
    if (refusal !== undefined) return refusal;
    this.#findAgents(session);
    const asked = this.#agents?.connect();
    const greet = (): Reply => new Reply(220, undefined, connectorBanner(session.connector, services.now()));
    return asked === undefined ? greet() : asked.then(greet);
  }

  permit(command: SessionCommand): Promise<void> | void {
    return this.#agents?.permit(command);
  }

  authenticated(user: string): Promise<void> | void {
    return this.#agents?.authenticated(user);
  }

  offer(smtp: Session): Offer {
    const { role, services } = this.#options;
    const { connector, currentOrganization: organization, identity } = this.#of(smtp);
    return sessionOffer({
      connector,
      organization,
      identity,
      role,
      smtp,
      certificates: services.certificates,
      kerberos: services.kerberos?.acceptor !== undefined,
    });
  }

  async authenticate(credentials: Credentials, smtp: Session): Promise<string> {
    const session = this.#of(smtp);
    demand(this.#options.role.checks.login, session, undefined);
    return session.login.byPassword(credentials);
  }

  vouched(login: string, smtp: Session): string {
    if (!this.#options.role.servesClients) throw new ReplyError(replies.authUnsuccessful);
    return this.#of(smtp).login.byProxy(login);
  }

  negotiate(smtp: Session): Negotiation {
    const session = this.#of(smtp);
    const acceptor = this.#options.services.kerberos?.acceptor;
    if (acceptor === undefined) throw new ReplyError(replies.unrecognizedAuthType);
    demand(this.#options.role.checks.login, session, undefined);
    return session.login.byTicket(acceptor);
  }

  proxy(command: ProxyFrom, smtp: Session): void {
    this.#demandProxy(command, smtp);
  }

  async tunnel(command: ProxyTo, smtp: Session, signal: AbortSignal): Promise<Tunnel> {
    const { tunnels } = this.#options;
    const session = this.#demandProxy(command, smtp);
    if (tunnels === undefined) throw new ReplyError(replies.unrecognizedCommand);
    return tunnels.tunnel(session, command, signal);
  }

  mail(envelope: Envelope, smtp: Session): Promise<void> | void {
    const session = this.#of(smtp);
    if (session.renew()) this.#findAgents(session);
    session.envelope = envelope;
    const refusal = refusalBy(this.#options.role.checks.mail, session, envelope);
    const isShort = refusal === replies.insufficientResources;
    if (refusal !== undefined && !isShort) throw new ReplyError(refusal);
    const ms = isShort ? shortageMs : session.tarpitMs;
    if (ms === 0) return this.#agents?.mail(envelope);
    // Between services transactions share a connection, and Front End has slowed its client down.
    const slowed = slowly(smtp.proxied === undefined ? ms : 0, refusal);
    return this.#agents === undefined ? slowed : slowed.then(() => this.#agents?.mail(envelope));
  }

  rcpt(recipient: EnvelopeRecipient, envelope: Envelope, smtp: Session): Promise<void> | void {
    const { role, services } = this.#options;
    const session = this.#of(smtp);
    demand(role.checks.rcpt, session, recipient);
    const asked = services.recipients === undefined ? undefined : lookedUp(session, recipient);
    return asked === undefined
      ? this.#agents?.rcpt(recipient, envelope)
      : asked.then(() => this.#agents?.rcpt(recipient, envelope));
  }

  content(envelope: Envelope, smtp: Session): Promise<ContentSink> | ContentSink {
    const { sink, services } = this.#options;
    services.counts?.brought(this.#connectorId);
    return this.#agents === undefined ? sink(this.#of(smtp), envelope) : this.#agents.content(sink, envelope);
  }

  reset(): void {
    this.#agents?.tell('OnRsetCommand');
  }

  refused(reply: Reply): void {
    this.#options.services.counts?.refused(String(reply.code));
    this.#agents?.rejected(reply);
  }

  log(event: ProtocolEvent, smtp: Session): void {
    this.#of(smtp).log(event);
  }

  logs(smtp: Session): boolean {
    return this.#of(smtp).logs;
  }

  fault(error: unknown, smtp: Session): void {
    this.#of(smtp).fault(error);
  }

  closed(smtp: Session): void {
    this.#options.services.counts?.closed(this.#connectorId);
    this.#agents?.tell('OnDisconnectEvent');
    this.#of(smtp).end();
  }

  #demandProxy(command: ProxyCommand, smtp: Session): ConnectorSession {
    const { proxyCommands, checks } = this.#options.role;
    const session = this.#of(smtp);
    if (!proxyCommands(session.connector).includes(command.verb)) {
      throw new ReplyError(replies.unrecognizedCommand);
    }
    demand(checks.proxy, session, command);
    return session;
  }

  /** Once for a session, and again when the organization has changed. */
  #findAgents(session: ConnectorSession): void {
    const { role, services } = this.#options;
    const service = services.agents && role.agents(session.connector);
    if (services.agents === undefined || service === undefined) return;
    const basis = { host: services.agents, service };
    const asked = areAsked(basis, session.organization);
    this.#agents = asked ? (this.#agents ?? new SessionAgents(basis, session)) : undefined;
  }

  /** SMTP makes the session after its handler, and then names the same one in every call. */
  #of(smtp: Session): ConnectorSession {
    this.#state ??= new ConnectorSession(this.#options, smtp);
    return this.#state;
  }
}

/** Rejects when nobody has the address. Undefined: there is nothing to ask. */
function lookedUp(
  { identity, organization, services }: ConnectorSession,
  { path, orar }: EnvelopeRecipient,
): Promise<void> | undefined {
  // Whom an alternate recipient is for, whoever delivers finds out.
  if (orar !== undefined || identity.server || holds(identity.rights, 'ms-Exch-Bypass-Anti-Spam')) {
    return undefined;
  }
  return services.recipients?.mayExist(path, organization)?.then((exists) => {
    if (!exists) throw new ReplyError(replies.userUnknown);
  });
}

async function slowly(ms: number, refusal: Reply | undefined): Promise<void> {
  if (ms > 0) await pause(ms);
  if (refusal !== undefined) throw new ReplyError(refusal);
}
