import type { Mailbox } from '@mailyard/directory';
import { receivedField } from '@mailyard/message';
import {
  deliveredReply,
  formatPath,
  replies,
  ReplyError,
  type ContentSink,
  type Envelope,
  type EnvelopeRecipient,
  type Offer,
  type Path,
  type ProtocolEvent,
  type Reply,
  type Session,
  type SessionHandler,
  type SessionLimits,
} from '@mailyard/smtp';

import type { MailboxStorage, StoredMessage } from '../mailbox-storage.js';
import { ConnectorSession, type SessionBasis } from './connector-session.js';
import { peerOf, plainAddress } from './peer.js';

export interface MailboxDeliveryOptions extends SessionBasis {
  readonly storage: MailboxStorage;
  /** Product version, for Received. */
  readonly version: string;
}

const faultReplies = {
  full: replies.insufficientStorage,
  missing: replies.mailboxDatabaseMissing,
  unavailable: replies.mailboxUnavailable,
} as const;

/** A session at the implicit connector of Mailbox Delivery: LMTP from servers of the organization, from nobody else. */
export class MailboxDeliverySession implements SessionHandler {
  readonly limits: SessionLimits;
  readonly #options: MailboxDeliveryOptions;
  readonly #base: ConnectorSession;

  constructor(options: MailboxDeliveryOptions) {
    this.#options = options;
    this.#base = new ConnectorSession(options);
    this.limits = this.#base.limits;
  }

  connect(session: Session): Reply {
    return this.#base.connect(session);
  }

  /** The hub finds the alternate recipient when a mailbox fails. */
  offer(session: Session): Offer {
    return { ...this.#base.offer(session), orar: false };
  }

  authenticate(): Promise<string> {
    throw new ReplyError(replies.unrecognizedCommand);
  }

  proxy(): void {
    throw new ReplyError(replies.unrecognizedCommand);
  }

  mail({ reversePath }: Envelope, session: Session): void {
    this.#base.renew();
    const { server, rights } = this.#base.standing(session);
    if (!server) throw new ReplyError(replies.exchangeAuthRequired);
    this.#base.beginTransaction({ rights, reversePath }, session);
  }

  rcpt({ path }: EnvelopeRecipient): void {
    this.#mailbox(path);
  }

  content(envelope: Envelope, session: Session): Promise<ContentSink> {
    const { host, storage } = this.#options;
    const message = storage.begin({
      mailboxes: envelope.recipients.map(({ path }) => {
        const { Database, Alias } = this.#mailbox(path);
        return { database: Database, name: Alias };
      }),
      reversePath: formatPath(envelope.reversePath),
      received: this.#received(session),
      // The hub judged the header before its 250 and then added to it: a limit here would fail what was accepted.
      maxHeaderBytes: Infinity,
    });
    return Promise.resolve({
      write: (chunk) => message.write(chunk),
      end: () => this.#end(message, session),
      abort: () => {
        message.abort().catch((error: unknown) => host.fault(error, session));
      },
    });
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

  #mailbox(path: Path): Mailbox {
    const recipient = this.#base.organization.recipient(path);
    if (recipient?.kind !== 'Mailbox') throw new ReplyError(replies.noSuchMailbox);
    return recipient;
  }

  #received(session: Session) {
    const { connector, host, version } = this.#options;
    const { tls, ...from } = peerOf(session);
    return receivedField({
      from,
      by: { fqdn: connector.Fqdn, ip: plainAddress(session.local.address) },
      ...(tls === undefined ? {} : { tls }),
      via: 'Mailbox Transport',
      version,
      at: host.now(),
    });
  }

  async #end(message: StoredMessage, session: Session): Promise<readonly Reply[]> {
    const outcomes = await message.end();
    const delivered = deliveredReply({
      messageId: message.messageId ?? '<>',
      hostname: this.#options.connector.Fqdn,
    });
    return outcomes.map((outcome) => {
      if (outcome.kind === 'stored') return delivered;
      this.#options.host.fault(outcome.cause, session);
      return faultReplies[outcome.kind];
    });
  }
}
