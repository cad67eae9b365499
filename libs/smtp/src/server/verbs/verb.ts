import type { Answer } from '../../reply/reply.js';
import type { UnderWay } from '../session/reply-queue.js';
import type { ServerSession } from '../session/server-session.js';

/** What a verb says: now, or when the transaction that it has completed comes to its end. */
export type Given = Answer | UnderWay;

/** One SMTP command. */
export interface Verb {
  /** `argument` is what follows the verb and its space. To refuse, throw a ReplyError or return the reply. */
  run(session: ServerSession, argument: string): Promise<Given> | Given;
  /** 503 before EHLO, HELO or LHLO. */
  readonly needsHello?: true;
  /** Allowed between BDAT chunks (RFC 3030 §2). */
  readonly betweenChunks?: true;
  /**
   * Carried out although earlier transactions are still under way. The others change what the session is, or send
   * something themselves: before them every reply has left.
   */
  readonly readAhead?: true;
  /** Octets follow the command line that are no commands. */
  readonly octetsFollow?: true;
}

/** Goes on at once when there is nothing to wait for. */
export function after<V, T>(done: Promise<V> | V, next: (value: V) => Promise<T> | T): Promise<T> | T {
  return done instanceof Promise ? done.then(next) : next(done);
}
