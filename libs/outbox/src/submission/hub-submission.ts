import { rightsOf, TransactionProxy, type HubLink } from '@mailyard/receive';
import { nextSessionId, type Envelope, type Once, type Reply } from '@mailyard/smtp';

/** This service as a hub sees it. */
export interface SubmittingHost {
  readonly ip: string;
  readonly fqdn: string;
}

/** A message for a hub. */
export interface Submission {
  readonly envelope: Envelope;
  /** Header and content. */
  readonly octets: AsyncIterable<Buffer> | Iterable<Buffer>;
  /** In whose name; absent: the organization's, as a notification. */
  readonly login?: string;
  readonly once: Once;
  /** Asked before the last octet leaves; false: it must not be sent, and the answer is undefined. */
  readonly isWanted?: () => Promise<boolean>;
}

/** What Exchange Users may: header fields that are for servers alone, the hub takes out (header firewall). */
const rightsOfUser = rightsOf(
  'ms-Exch-SMTP-Submit',
  'ms-Exch-SMTP-Accept-Any-Recipient',
  'ms-Exch-Bypass-Anti-Spam',
);
/** A notification says in its header that the organization has written it. */
const rightsOfNotification = rightsOf(
  'ms-Exch-SMTP-Submit',
  'ms-Exch-Bypass-Anti-Spam',
  'ms-Exch-Accept-Headers-Routing',
  'ms-Exch-Accept-Headers-Organization',
  'ms-Exch-Accept-Headers-Forest',
);
/** No Receive connector has taken it in. */
const noConnector = '00000000-0000-0000-0000-000000000000';

/** The way of messages from mailboxes to a hub of this server: 2525, in the name of their owners. */
export class HubSubmission {
  readonly #link: HubLink;
  readonly #host: () => SubmittingHost;

  constructor(link: HubLink, host: () => SubmittingHost) {
    this.#link = link;
    this.#host = host;
  }

  /** The hub's verdict. Rejects with a 4yz ReplyError when none is reached, with UnknownOutcome when none was heard. */
  async send({ envelope, octets, login, once, isWanted }: Submission): Promise<Reply | undefined> {
    const { ip, fqdn } = this.#host();
    const proxy = await TransactionProxy.open(this.#link, {
      envelope,
      client: {
        verb: 'XPROXYFROM',
        sid: nextSessionId(Date.now()),
        ip,
        port: 0,
        domain: fqdn,
        connector: noConnector,
        perms: login === undefined ? rightsOfNotification : rightsOfUser,
        authAs: 'Internal',
        ...(login === undefined ? {} : { login }),
        once,
      },
    });
    try {
      for await (const piece of octets) await proxy.write(piece);
      if (isWanted !== undefined && !(await isWanted())) {
        proxy.abort(new Error('the message was changed while it was read'));
        return undefined;
      }
    } catch (error) {
      proxy.abort(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
    return proxy.end();
  }
}
