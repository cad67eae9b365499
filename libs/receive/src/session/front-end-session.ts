import {
  replies,
  ReplyError,
  type ContentSink,
  type Credentials,
  type Envelope,
  type EnvelopeRecipient,
  type Negotiation,
  type Offer,
  type ProtocolEvent,
  type ProxyFrom,
  type Reply,
  type Session,
  type SessionHandler,
  type SessionLimits,
} from '@mailyard/smtp';

import { isOutboundProxy } from '../connector/outbound-proxy.js';
import { ConnectorSession, type SessionBasis } from './connector-session.js';
import { peerOf } from './peer.js';
import { checkDomainSecure } from '../envelope/domain-secure-check.js';
import { checkRecipient, withDefaultDomain } from '../envelope/recipient-check.js';
import { HeaderLimit } from '../limits/header-limit.js';
import { checkSender } from '../envelope/sender-check.js';

/** Where Front End’s transactions go when their content begins. */
export interface TransactionRoute {
  /** Throws a ReplyError (4yz) when no hub can be had. */
  open(envelope: Envelope, client: ProxyFrom): Promise<ContentSink>;
}

/** A session at a connector of Front End: answers MAIL and RCPT itself, then hands the transaction to a hub. */
export class FrontEndSession implements SessionHandler {
  readonly limits: SessionLimits;
  readonly #base: ConnectorSession;
  readonly #route: TransactionRoute;

  constructor(options: SessionBasis & { readonly route: TransactionRoute }) {
    this.#base = new ConnectorSession(options);
    this.#route = options.route;
    this.limits = this.#base.limits;
  }

  connect(session: Session): Reply {
    return this.#base.connect(session);
  }

  offer(session: Session): Offer {
    const offer = this.#base.offer(session);
    return isOutboundProxy(this.#base.connector) ? { ...offer, auth: [] } : offer;
  }

  authenticate(credentials: Credentials, session: Session): Promise<string> {
    return this.#base.authenticate(credentials, session);
  }

  vouched(login: string, session: Session): string {
    return this.#base.vouched(login, session);
  }

  negotiate(session: Session): Negotiation {
    const negotiation = this.#base.negotiate(session);
    if (negotiation === undefined) throw new ReplyError(replies.unrecognizedAuthType);
    return negotiation;
  }

  /** Not offered here; XPROXYTO will be. */
  proxy(): void {
    throw new ReplyError(replies.unrecognizedCommand);
  }

  mail({ reversePath }: Envelope, session: Session): void {
    this.#base.renew();
    const standing = this.#base.standing(session);
    this.#base.beginTransaction({ rights: standing.rights, reversePath }, session);
    if (isOutboundProxy(this.#base.connector)) throw new ReplyError(replies.outboundProxyOnly);
    const { connector, organization } = this.#base;
    checkDomainSecure(reversePath, standing, { ...connector, transport: organization.transport });
    checkSender(reversePath, standing, organization);
  }

  rcpt(recipient: EnvelopeRecipient, _envelope: Envelope, session: Session): void {
    const { organization, connector } = this.#base;
    checkRecipient(recipient, { connector, organization, rights: this.#base.standing(session).rights });
  }

  async content(envelope: Envelope, session: Session): Promise<ContentSink> {
    const client = this.#client(session);
    const sink = await this.#route.open(withDefaultDomain(envelope, this.#base.organization), client);
    if (session.user !== undefined) {
      const context = `Proxy session was successfully set up. Session for ${session.user} will now be proxied`;
      this.log({ event: '*', data: '', context }, session);
    }
    return new HeaderLimit(sink, this.#base.connector.MaxHeaderSize);
  }

  log(event: ProtocolEvent, session: Session): void {
    this.#base.log(event, session);
  }

  fault(error: unknown, session: Session): void {
    this.#base.fault(error, session);
  }

  closed(): void {
    this.#base.closed();
  }

  /** For whom Front End speaks to the hub, and what it has found this client to be allowed. */
  #client(session: Session): ProxyFrom {
    const { rights, authAs, secureDomains } = this.#base.standing(session);
    const [authDomain] = secureDomains;
    const { ip, port, helo, tls } = peerOf(session);
    return {
      verb: session.user === undefined ? 'XPROXYFROM' : 'XPROXY',
      sid: session.id,
      ip,
      port,
      domain: helo,
      connector: this.#base.connector.Guid,
      perms: rights,
      authAs,
      ...(session.user === undefined ? {} : { login: session.user }),
      ...(tls === undefined ? {} : { tls }),
      ...(authDomain === undefined ? {} : { authDomain }),
    };
  }
}
