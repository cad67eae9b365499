import type { Answer } from '../../reply/reply.js';
import type { ServerSession } from '../session/server-session.js';

/** One SMTP command. */
export interface Verb {
  /** `argument` is what follows the verb and its space. To refuse, throw a ReplyError or return the reply. */
  run(session: ServerSession, argument: string): Promise<Answer> | Answer;
  /** 503 before EHLO, HELO or LHLO. */
  readonly needsHello?: true;
  /** Allowed between BDAT chunks (RFC 3030 §2). */
  readonly betweenChunks?: true;
  /** Octets follow the command line that are no commands. */
  readonly octetsFollow?: true;
}
