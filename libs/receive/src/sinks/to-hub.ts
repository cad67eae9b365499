import { Reply, ReplyError, type ContentSink, type ProxyFrom } from '@mailyard/smtp';

import { withDefaultDomain } from '../checks/rcpt/default-domain.js';
import { peerOf } from '../session/peer.js';
import type { Sink, SinkSession } from '../session/connector-session.js';
import type { HubLink } from './hub/hub-link.js';
import { TransactionProxy } from './hub/transaction-proxy.js';

const LF = 0x0a;
const CR = 0x0d;

/** Takes each transaction to one of the hubs that are alive. */
export function toHub(link: HubLink): Sink {
  return async (session, envelope) => {
    const proxy = await TransactionProxy.open(link, {
      envelope: withDefaultDomain(envelope, session.organization),
      client: clientOf(session),
    });
    const { user } = session;
    if (user !== undefined) {
      const context = `Proxy session was successfully set up. Session for ${user} will now be proxied`;
      session.log({ event: '*', data: '', context });
    }
    return new HeaderLimit(proxy, session.connector.MaxHeaderSize);
  };
}

/** For whom Front End speaks to the hub, and what it has found this client to be allowed. */
function clientOf({ smtp, user, connector, identity }: SinkSession): ProxyFrom {
  const { rights, authAs, secureDomains } = identity;
  const [authDomain] = secureDomains;
  const { ip, port, helo, tls } = peerOf(smtp);
  return {
    verb: user === undefined ? 'XPROXYFROM' : 'XPROXY',
    sid: smtp.id,
    ip,
    port,
    domain: helo,
    connector: connector.Guid,
    perms: rights,
    authAs,
    ...(user === undefined ? {} : { login: user }),
    ...(tls === undefined ? {} : { tls }),
    ...(authDomain === undefined ? {} : { authDomain }),
  };
}

/**
 * MaxHeaderSize at Front End, which reads no content: the hub refuses the message by the smaller limit of both. That the
 * session of this client ends with it, Front End knows from its own count of octets.
 */
class HeaderLimit implements ContentSink {
  readonly #sink: TransactionProxy;
  readonly #maxHeaderBytes: number;
  #headerBytes = 0;
  #headerEnded = false;
  /** So far the line has no octet but perhaps the CR of its end. */
  #lineEmpty = true;

  constructor(sink: TransactionProxy, maxHeaderBytes: number) {
    this.#sink = sink;
    this.#maxHeaderBytes = maxHeaderBytes;
  }

  write(chunk: Buffer): Promise<void> | void {
    if (!this.#headerEnded) this.#count(chunk);
    return this.#sink.write(chunk);
  }

  async end(): Promise<Reply | readonly Reply[]> {
    const reply = await this.#sink.end();
    const tooLarge = this.#headerBytes > Math.min(this.#maxHeaderBytes, this.#sink.maxHeaderBytes);
    if (!tooLarge || !(reply instanceof Reply) || !reply.permanent) return reply;
    throw new ReplyError(reply, { endsSession: true });
  }

  abort(cause: Error): void {
    this.#sink.abort(cause);
  }

  /** RFC 5322 §2.1: the header ends at the first empty line. Past the limit it does not matter where. */
  #count(chunk: Buffer): void {
    let from = 0;
    while (from < chunk.length) {
      const lf = chunk.indexOf(LF, from);
      const end = lf === -1 ? chunk.length : lf;
      const empty = end === from || (end === from + 1 && chunk[from] === CR);
      this.#lineEmpty &&= empty;
      if (lf === -1) break;
      from = lf + 1;
      if (this.#lineEmpty) {
        this.#headerEnded = true;
        break;
      }
      this.#lineEmpty = true;
    }
    this.#headerBytes += this.#headerEnded ? from : chunk.length;
    this.#headerEnded ||= this.#headerBytes > this.#maxHeaderBytes;
  }
}
