import type { Organization, ReceiveConnector } from '@mailyard/directory';
import {
  formatPath,
  replies,
  ReplyError,
  type Credentials,
  type Negotiation,
  type Offer,
  type ProtocolEvent,
  type Reply,
  type ReversePath,
  type Session,
  type SessionLimits,
} from '@mailyard/smtp';

import { holds, logNames, type Rights } from '../rights/rights.js';
import { standingOf, type Standing } from '../rights/standing.js';
import { InboundSession, type ExceededLimit } from '../limits/inbound-session.js';
import { limitReplies } from '../limits/limit-replies.js';
import { banner } from '../connector/banner.js';
import { plainAddress } from './peer.js';
import { checkSubmission } from '../envelope/submission-check.js';
import type { SessionHost } from './session-host.js';
import { SessionLogin } from './login/session-login.js';
import { sessionLimits } from '../connector/session-limits.js';
import { sessionOffer } from '../connector/session-offer.js';

export interface SessionBasis {
  /** As it was when the client connected; transactions renew it. */
  readonly connector: ReceiveConnector;
  /** The organization at this moment. Connections between services last for hours, recipients come and go meanwhile. */
  readonly organization: () => Organization;
  readonly host: SessionHost;
}

/** In whose right MAIL is given, and with which sender. */
export interface TransactionStart {
  readonly rights: Rights;
  readonly reversePath: ReversePath;
}

/** What every session at a Receive connector has in common, whichever service owns the connector. */
export class ConnectorSession {
  readonly limits: SessionLimits;
  #connector: ReceiveConnector;
  readonly #host: SessionHost;
  readonly #current: () => Organization;
  #organization: Organization;
  #inbound: InboundSession | undefined;
  readonly #login: SessionLogin;
  #standing: (Standing & Pick<Session, 'tls' | 'user'>) | undefined;

  constructor({ connector, organization, host }: SessionBasis) {
    this.#connector = connector;
    this.#current = organization;
    this.#organization = organization();
    this.#host = host;
    this.#login = new SessionLogin({
      connector: () => this.#connector,
      organization,
      signIns: host.signIns,
      log: (event, session) => this.log(event, session),
    });
    this.limits = sessionLimits(() => ({
      connector: this.#connector,
      trusted: this.#standing?.server === true,
    }));
  }

  /** By whose settings the transaction runs; before the first one, those of the moment in which the client connected. */
  get connector(): ReceiveConnector {
    return this.#connector;
  }

  /** By whose rules the transaction runs. */
  get organization(): Organization {
    return this.#organization;
  }

  connect(session: Session): Reply {
    this.#host.counts?.opened();
    if (!this.#host.active()) return replies.notActive;
    const inbound = this.#inboundOf(session);
    const exceeded = inbound.enter() ?? (this.#mayBeExempt(session) ? undefined : inbound.charge());
    if (exceeded !== undefined) return this.#refusal(exceeded, session);
    return banner(this.connector, this.#host.now());
  }

  offer(session: Session, proxyCommands: Offer['proxyCommands'] = []): Offer {
    return sessionOffer({
      connector: this.connector,
      certificates: this.#host.certificates,
      session,
      organization: this.#current(),
      standing: this.standing(session),
      kerberos: this.#host.kerberos?.acceptor !== undefined,
      proxyCommands,
    });
  }

  async authenticate(credentials: Credentials, session: Session): Promise<string> {
    this.#charge(session);
    return this.#login.byPassword(credentials, session);
  }

  /** A trusted proxy has checked the password. */
  vouched(login: string, session: Session): string {
    return this.#login.byProxy(login, session);
  }

  /** GSSAPI; undefined without a keytab. */
  negotiate(session: Session): Negotiation | undefined {
    const acceptor = this.#host.kerberos?.acceptor;
    if (acceptor === undefined) return undefined;
    this.#charge(session);
    return this.#login.byTicket(acceptor, session);
  }

  /** Worked out anew when TLS or AUTH have changed the session. */
  standing(session: Session): Standing {
    const { tls, user } = session;
    if (this.#standing !== undefined && this.#standing.tls === tls && this.#standing.user === user) {
      return this.#standing;
    }
    const account = user === undefined ? undefined : this.#login.account;
    const standing = standingOf(session, {
      connector: this.connector,
      organization: this.#organization,
      account,
    });
    this.#standing = { ...standing, tls, user };
    this.log({ event: '*', data: logNames(standing.rights), context: 'Set Session Permissions' }, session);
    return this.#standing;
  }

  /**
   * A transaction is to begin: it runs by the organization and the connector as they are now. What EHLO has promised
   * holds until the next EHLO.
   */
  renew(): void {
    const organization = this.#current();
    if (organization === this.#organization) return;
    this.#organization = organization;
    const { Guid, TransportRole } = this.#connector;
    const connector = organization.objects.ReceiveConnectors.find((each) => each.Guid === Guid);
    // Of a connector that is gone the last settings hold, for as long as its sessions may stay.
    if (connector?.Enabled !== true || connector.TransportRole !== TransportRole) return;
    if (connector === this.#connector) return;
    this.#connector = connector;
    this.#standing = undefined;
  }

  /**
   * What MAIL needs of everybody: the right to submit, TLS where the connector requires it, and room in the rate of
   * messages.
   */
  beginTransaction({ rights, reversePath }: TransactionStart, session: Session): void {
    checkSubmission(this.connector, rights, session);
    this.#charge(session);
    const { server, serverAccount } = this.standing(session);
    // Five messages a minute are for a person.
    if (server || serverAccount) return;
    const sender = reversePath === null ? undefined : formatPath(reversePath);
    const exceeded = this.#inboundOf(session).submit(session.user ?? sender, this.connector);
    if (exceeded !== undefined) throw new ReplyError(this.#refusal(exceeded, session));
  }

  log(event: ProtocolEvent, session: Session): void {
    if (event.event === '>') this.#countRefusal(event.data);
    if (this.connector.ProtocolLoggingLevel === 'Verbose') {
      this.#host.protocolLog(event, session, this.connector);
    }
  }

  /** A reply of several lines is counted once, at its last. */
  #countRefusal(line: string): void {
    if (line[3] === ' ' && (line[0] === '4' || line[0] === '5')) this.#host.counts?.refused(line.slice(0, 3));
  }

  fault(error: unknown, session: Session): void {
    this.#host.fault(error, session);
  }

  closed(): void {
    this.#host.counts?.closed();
    this.#inbound?.leave();
  }

  #inboundOf({ remote }: Session): InboundSession {
    const { connector } = this;
    this.#inbound ??= new InboundSession({
      connector,
      source: plainAddress(remote.address),
      load: this.#host.load,
      maxConnectionRate: this.#organization.server(connector.Server)?.MaxConnectionRatePerMinute ?? Infinity,
    });
    return this.#inbound;
  }

  /**
   * Whether it is too early to count the session among those of its source: a proxy will say for whom it speaks, and
   * where only servers and users may do anything it can be a server of the organization, which has no such limits.
   */
  #mayBeExempt(session: Session): boolean {
    const { rights } = this.standing(session);
    const serverExpected =
      this.connector.AuthMechanism.includes('ExchangeServer') && !holds(rights, 'ms-Exch-SMTP-Submit');
    return serverExpected || session.forwarder;
  }

  /** Counts the session among those of its source, unless that was done before or it is a server's. */
  #charge(session: Session): void {
    if (this.standing(session).server) return;
    const exceeded = this.#inboundOf(session).charge();
    if (exceeded !== undefined) throw new ReplyError(this.#refusal(exceeded, session));
  }

  #refusal(limit: ExceededLimit, session: Session): Reply {
    this.log({ event: '*', data: `${limit} exceeded` }, session);
    this.#host.limitExceeded(limit, session, this.connector);
    return limitReplies[limit];
  }
}
