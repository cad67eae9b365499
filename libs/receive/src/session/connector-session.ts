import type { Organization, ReceiveConnector } from '@mailyard/directory';
import { plainAddress } from '@mailyard/schema';
import type { Refused } from '@mailyard/service';
import {
  replies,
  type ContentSink,
  type Envelope,
  type ProtocolEvent,
  type ProxyTo,
  type Reply,
  type Session,
  type Tunnel,
} from '@mailyard/smtp';

import type { CheckedSession } from '../checks/check.js';
import { SessionShare, type ExceededLimit } from '../limits/session-share.js';
import { SessionLogin } from '../login/session-login.js';
import type { LimitsBasis } from '../offer/session-limits.js';
import { identityOf, type Identity } from '../rights/identity.js';
import { logNames } from '../rights/rights.js';
import { isServerAccount } from '../rights/session-principals.js';
import { submitterOf, type Submitter } from '../rights/submitter.js';
import type { SessionLog, SessionServices } from './session-services.js';

export interface SessionBasis {
  /** As it was when the client connected; transactions renew it. */
  readonly connector: ReceiveConnector;
  /** The organization at this moment. Connections between services last for hours, recipients come and go meanwhile. */
  readonly organization: () => Organization;
  readonly services: SessionServices;
}

/** What a client hears that finds no room. */
const limitReplies: Readonly<Record<ExceededLimit, Reply>> = {
  MaxInboundConnection: replies.tooManyConnections,
  MaxInboundConnectionPerSource: replies.tooManyConnections,
  MaxInboundConnectionPercentagePerSource: replies.tooManyConnections,
  MaxConnectionRatePerMinute: replies.connectionRateExceeded,
  MessageRateLimit: replies.messageRateExceeded,
};

/** What one session at a Receive connector is and may, whichever service owns the connector. */
export class ConnectorSession implements CheckedSession, LimitsBasis {
  readonly #current: () => Organization;
  #connector: ReceiveConnector;
  /** As the protocol log names it. */
  #connectorId: string;
  #organization: Organization;
  #identity: Identity | undefined;
  /** What the session had shown when its identity was worked out. */
  #shown: Pick<Session, 'tls' | 'user'> = { tls: undefined, user: undefined };
  #submitter: (Submitter & { readonly of: Identity; readonly proxied: Session['proxied'] }) | undefined;
  #login: SessionLogin | undefined;
  #share: SessionShare | undefined;
  #log: SessionLog | undefined;
  /** What MAIL has said. */
  envelope: CheckedSession['envelope'];

  constructor(
    { connector, organization, services }: SessionBasis,
    /** What SMTP knows of it. */
    readonly smtp: Session,
  ) {
    this.#connector = connector;
    this.#connectorId = connectorId(connector);
    this.#current = organization;
    this.#organization = organization();
    this.services = services;
  }

  readonly services: SessionServices;

  /** By whose settings the transaction runs; before the first one, those of the moment in which the client connected. */
  get connector(): ReceiveConnector {
    return this.#connector;
  }

  /** By whose rules the transaction runs. */
  get organization(): Organization {
    return this.#organization;
  }

  /** At this moment. */
  get currentOrganization(): Organization {
    return this.#current();
  }

  get active(): boolean {
    return this.services.active();
  }

  get refused(): Refused {
    return this.services.pressure().refuses;
  }

  /** How long MAIL waits for its answer: back pressure slows strangers down before it refuses them. */
  get tarpitMs(): number {
    return this.submitter.authAs === 'Internal' ? 0 : this.services.pressure().tarpitMs;
  }

  get tls(): Session['tls'] {
    return this.smtp.tls;
  }

  get user(): string | undefined {
    return this.smtp.user;
  }

  get forwarder(): boolean {
    return this.smtp.forwarder;
  }

  get remote(): Session['remote'] {
    return this.smtp.remote;
  }

  /** Worked out anew when TLS or AUTH have changed the session. */
  get identity(): Identity {
    const { tls, user } = this.smtp;
    const known = this.#identity;
    if (known !== undefined && this.#shown.tls === tls && this.#shown.user === user) return known;
    const identity = identityOf(this.smtp, {
      connector: this.#connector,
      organization: this.#organization,
      account: user === undefined ? undefined : this.#login?.account,
    });
    this.#identity = identity;
    this.#shown = { tls, user };
    this.log({ event: '*', data: logNames(identity.rights), context: 'Set Session Permissions' });
    return identity;
  }

  get submitter(): Submitter {
    const { identity } = this;
    const { proxied } = this.smtp;
    if (this.#submitter?.of !== identity || this.#submitter.proxied !== proxied) {
      this.#submitter = { ...submitterOf(identity, this.smtp), of: identity, proxied };
    }
    return this.#submitter;
  }

  get login(): SessionLogin {
    this.#login ??= new SessionLogin({
      smtp: this.smtp,
      source: plainAddress(this.smtp.remote.address),
      connector: () => this.#connector,
      organization: this.#current,
      signIns: this.services.signIns,
      log: (event) => this.log(event),
    });
    return this.#login;
  }

  /** A server of the organization, as far as is known, or what has signed in with a server's account. */
  get trusted(): boolean {
    return this.#identity?.server === true || isServerAccount(this.#login?.account);
  }

  /**
   * A transaction begins: it runs by the organization and the connector as they are now. What EHLO has promised holds
   * until the next EHLO. False: nothing has changed.
   */
  renew(): boolean {
    const organization = this.#current();
    if (organization === this.#organization) return false;
    this.#organization = organization;
    if (this.#login?.renew(organization) === true) this.#identity = undefined;
    const { Guid, TransportRole } = this.#connector;
    const connector = organization.receiveConnector(Guid);
    // Of a connector that is gone the last settings hold, for as long as its sessions may stay.
    const stands = connector?.Enabled === true && connector.TransportRole === TransportRole;
    if (!stands || connector === this.#connector) return true;
    this.#connector = connector;
    this.#connectorId = connectorId(connector);
    this.#identity = undefined;
    return true;
  }

  takePlace(): Reply | undefined {
    return this.#refusal(this.#shareOfLimits().enter());
  }

  chargeSource(): Reply | undefined {
    return this.#refusal(this.#shareOfLimits().charge());
  }

  countMessage(sender: string | undefined): Reply | undefined {
    return this.#refusal(this.#shareOfLimits().submit(sender, this.#connector));
  }

  /** For a sink that is opened later: the session as it is at this moment, whatever becomes of it. */
  asItIs(): SinkSession {
    const { connector, organization, identity, submitter, user, services } = this;
    const { id, local, remote, forwarder, helo, tls, proxied, messages } = this.smtp;
    const smtp: Session = { id, local, remote, forwarder, helo, tls, user, proxied, messages };
    const log = (event: ProtocolEvent): void => this.log(event);
    const fault = (error: unknown): void => this.fault(error);
    return { smtp, connector, organization, identity, submitter, user, services, log, fault };
  }

  /** The session is over: what it took of limits is free again. */
  end(): void {
    this.#share?.leave();
  }

  get logs(): boolean {
    return this.#connector.ProtocolLoggingLevel === 'Verbose';
  }

  log(event: ProtocolEvent): void {
    if (!this.logs) return;
    this.#log ??= this.services.protocolLog(this.smtp);
    this.#log.write(event, this.#connectorId);
  }

  fault(error: unknown): void {
    this.services.fault(error, this.smtp);
  }

  #shareOfLimits(): SessionShare {
    const connector = this.#connector;
    this.#share ??= new SessionShare({
      connector,
      source: plainAddress(this.smtp.remote.address),
      load: this.services.load,
      maxConnectionRate: this.#organization.server(connector.Server)?.MaxConnectionRatePerMinute ?? Infinity,
    });
    return this.#share;
  }

  #refusal(limit: ExceededLimit | undefined): Reply | undefined {
    if (limit === undefined) return undefined;
    this.log({ event: '*', data: `${limit} exceeded` });
    this.services.limitExceeded(limit, this.smtp, this.#connector);
    return limitReplies[limit];
  }
}

/** As logs and metrics name it: `MBX01\Default Frontend MBX01`. */
export function connectorId({ Server, Name }: ReceiveConnector): string {
  return `${Server}\\${Name}`;
}

/** What a sink knows of the session whose transaction it takes. */
export type SinkSession = Pick<
  ConnectorSession,
  'smtp' | 'connector' | 'organization' | 'identity' | 'submitter' | 'user' | 'services' | 'log' | 'fault'
>;

/** Where the content of a role's transactions goes. Fails with a ReplyError to refuse the transaction. */
export type Sink = (session: SinkSession, envelope: Envelope) => Promise<ContentSink> | ContentSink;

/** Connects hubs to hosts outside. Fails with a ReplyError where that is not allowed, or nobody answers. */
export interface Tunnels {
  tunnel(session: ConnectorSession, command: ProxyTo, signal: AbortSignal): Promise<Tunnel>;
}
