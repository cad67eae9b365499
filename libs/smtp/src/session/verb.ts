import type { Reply } from '../reply.js';
import type { Dialogue } from './dialogue/dialogue.js';

/** What a command is answered with; several replies only at the end of content over LMTP (RFC 2033 §4.2). */
export type Answer = Reply | readonly Reply[];

/** One SMTP command. */
export interface Verb {
  /** `argument` is what follows the verb and its space. To refuse, throw a ReplyError or return the reply. */
  run(dialogue: Dialogue, argument: string): Promise<Answer> | Answer;
  /** 503 before EHLO, HELO or LHLO. */
  readonly needsHello?: true;
  /** Allowed between BDAT chunks (RFC 3030 §2). */
  readonly betweenChunks?: true;
  /** Octets follow the command line that are no commands. */
  readonly octetsFollow?: true;
}
