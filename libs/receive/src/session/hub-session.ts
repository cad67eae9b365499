import type { MessageSource, ProxiedClient } from '@mailyard/message';
import {
  replies,
  ReplyError,
  type AuthAs,
  type ContentSink,
  type Credentials,
  type Envelope,
  type EnvelopeRecipient,
  type Offer,
  type ProtocolEvent,
  type ProxyFrom,
  type Reply,
  type Session,
  type SessionHandler,
  type SessionLimits,
} from '@mailyard/smtp';

import type { Acceptance, ContentLimits } from '../acceptance.js';
import { contentLimits } from '../connector/content-limits.js';
import { holds, type Rights } from '../rights/rights.js';
import { ConnectorSession, type SessionBasis } from './connector-session.js';
import { peerOf, plainAddress } from './peer.js';
import {
  checkRecipientExists,
  checkRelay,
  destinations,
  withDefaultDomain,
} from '../envelope/recipient-check.js';
import { checkRecipientDomain } from '../envelope/recipient-domain-check.js';
import { checkSender } from '../envelope/sender-check.js';

const proxyCommands: Offer['proxyCommands'] = ['XPROXYFROM', 'XPROXY'];

/** In whose name a transaction runs: the peer's own, or that of the client for which Front End speaks. */
interface Submitter {
  readonly rights: Rights;
  readonly authAs: AuthAs;
  readonly login: string | undefined;
  readonly client: ProxyFrom | undefined;
}

/** A session at a connector of the hub: takes transactions from servers of the organization. */
export class HubSession implements SessionHandler {
  readonly limits: SessionLimits;
  readonly #base: ConnectorSession;
  readonly #acceptance: Acceptance;
  readonly #now: () => Date;

  constructor(options: SessionBasis & { readonly acceptance: Acceptance }) {
    this.#base = new ConnectorSession(options);
    this.#acceptance = options.acceptance;
    this.#now = options.host.now;
    this.limits = this.#base.limits;
  }

  connect(session: Session): Reply {
    return this.#base.connect(session);
  }

  /** Users log in at Front End, which then speaks for them: a hub is for servers of the organization. */
  offer(session: Session): Offer {
    return { ...this.#base.offer(session, proxyCommands), auth: [] };
  }

  authenticate(credentials: Credentials, session: Session): Promise<string> {
    return this.#base.authenticate(credentials, session);
  }

  proxy(_command: unknown, session: Session): void {
    const { rights } = this.#base.standing(session);
    if (!holds(rights, 'ms-Exch-SMTP-Accept-XProxyFrom')) throw new ReplyError(replies.unrecognizedCommand);
  }

  mail({ reversePath }: Envelope, session: Session): void {
    this.#base.renew();
    const { rights, client } = this.#submitter(session);
    this.#base.beginTransaction({ rights, reversePath }, session);
    // Front End has checked the sender of the client that it speaks for.
    if (client !== undefined) return;
    checkSender(reversePath, this.#base.standing(session), this.#base.organization);
  }

  rcpt(recipient: EnvelopeRecipient, _envelope: Envelope, session: Session): void {
    const { organization, connector } = this.#base;
    // From a server of the organization the message is ours already: the categorizer answers for unknown recipients.
    const { server } = this.#base.standing(session);
    const { rights } = this.#submitter(session);
    const paths = destinations(recipient);
    for (const path of paths) {
      if (!server) checkRecipientDomain(path, connector);
      checkRelay(path, rights, organization);
    }
    if (!server) checkRecipientExists(paths, organization);
  }

  content(envelope: Envelope, session: Session): Promise<ContentSink> {
    const submitter = this.#submitter(session);
    return this.#acceptance.accept(
      withDefaultDomain(envelope, this.#base.organization),
      this.#source(submitter, session),
      this.#contentLimits(submitter),
    );
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

  #submitter(session: Session): Submitter {
    const { rights, authAs } = this.#base.standing(session);
    const { proxied, user } = session;
    if (proxied === undefined || proxied.verb === 'XPROXYTO') {
      return { rights, authAs, login: user, client: undefined };
    }
    // What Front End allowed its client, but never more than this connector allows Front End itself.
    const granted = rights & proxied.perms;
    return { rights: granted, authAs: proxied.authAs, login: proxied.login, client: proxied };
  }

  #source({ rights, authAs, login, client }: Submitter, session: Session): MessageSource {
    const { Guid, Name, Server, Fqdn } = this.#base.connector;
    return {
      kind: 'SMTP',
      receivedAt: this.#now().getTime(),
      sessionId: session.id,
      connector: { name: `${Server}\\${Name}`, guid: Guid },
      server: { fqdn: Fqdn, ip: plainAddress(session.local.address) },
      peer: peerOf(session),
      ...(client === undefined ? {} : { client: this.#proxiedClient(client) }),
      authAs,
      ...(login === undefined ? {} : { login }),
      ...(client?.authDomain === undefined ? {} : { authDomain: client.authDomain }),
      ...(holds(rights, 'ms-Exch-Bypass-Anti-Spam') ? { bypassAntiSpam: true } : {}),
      headerRights: {
        routing: holds(rights, 'ms-Exch-Accept-Headers-Routing'),
        organization: holds(rights, 'ms-Exch-Accept-Headers-Organization'),
        forest: holds(rights, 'ms-Exch-Accept-Headers-Forest'),
      },
    };
  }

  /** Front End reads no content, so what its connector allows is enforced here, too. */
  #contentLimits(submitter: Submitter): ContentLimits {
    const { rights, client } = submitter;
    const { organization, connector } = this.#base;
    const frontEnd = client && organization.receiveConnector(client.connector);
    const connectors = frontEnd === undefined ? [connector] : [connector, frontEnd];
    const limits = contentLimits(connectors, rights, organization.hostNames);
    return { ...limits, ...this.#senderLimit(submitter) };
  }

  /** Only the hub sees the header: Front End streams past it. */
  #senderLimit({ rights, login }: Submitter): Pick<ContentLimits, 'senderAddresses'> {
    if (login === undefined || holds(rights, 'ms-Exch-SMTP-Accept-Any-Sender')) return {};
    return { senderAddresses: this.#base.organization.mailboxOfLogin(login)?.EmailAddresses ?? [] };
  }

  #proxiedClient({ sid, connector, ip, port, domain, tls }: ProxyFrom): ProxiedClient {
    const fqdn = this.#base.organization.receiveConnector(connector)?.Fqdn;
    return {
      sessionId: sid,
      connectorGuid: connector,
      ...(fqdn === undefined ? {} : { connectorFqdn: fqdn }),
      ip,
      port,
      helo: domain,
      ...(tls === undefined ? {} : { tls }),
    };
  }
}
