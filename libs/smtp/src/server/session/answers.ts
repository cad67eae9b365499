import { replies } from '../../reply/replies.js';
import { Reply, type Answer } from '../../reply/reply.js';
import type { ServerConnection } from '../connection/smtp-server.js';
import type { SessionHandler } from '../session-handler.js';
import type { Lifetime } from './lifetime.js';
import type { CommandsWithoutMail, Penalties } from './penalties.js';
import type { ProtocolTrace } from './protocol-trace.js';
import { ReplyQueue, UnderWay } from './reply-queue.js';
import type { SessionState } from './session-state.js';

/** The session that answers. */
export interface Answering {
  readonly connection: ServerConnection;
  readonly state: SessionState;
  readonly handler: Pick<SessionHandler, 'refused'>;
  readonly trace: ProtocolTrace;
  readonly penalties: Penalties;
  readonly commandsWithoutMail: CommandsWithoutMail;
  readonly lifetime: Lifetime;
  /** Replies bear enhanced status codes (RFC 2034). */
  readonly enhanced: boolean;
}

/** What a session says: replies in the order of the commands, with the delays and the consequences that errors have. */
export class Answers {
  readonly #session: Answering;
  /** Undefined until a transaction is under way while the session reads on. */
  #queue: ReplyQueue | undefined;

  constructor(session: Answering) {
    this.#session = session;
  }

  /** RFC 5321 §3.8: whoever says 421 closes the connection. */
  send(reply: Reply): void {
    const { connection, trace, handler, state, lifetime, enhanced } = this.#session;
    const wire = reply.toWire({ enhanced });
    connection.reply(wire);
    trace.reply(wire);
    if (reply.code >= 400) handler.refused?.(reply, state);
    if (reply.code === 421) lifetime.end();
  }

  /** Answers a command, behind those before it; undefined unless a tarpit delays it. */
  give(answer: Answer | UnderWay): Promise<void> | undefined {
    if (answer instanceof UnderWay || this.#queue?.empty === false) {
      this.#push(answer);
      this.#countCommand();
      return undefined;
    }
    const worst = worstOf(answer);
    if (worst === undefined) return undefined;
    const { penalties, state } = this.#session;
    const delayMs = penalties.delayMs(worst, state);
    if (delayMs > 0) return this.#giveLate(answer, worst, delayMs);
    this.#say(answer, worst);
    this.#countCommand();
    return undefined;
  }

  /** Undefined unless so much is under way that the peer must wait; then it resolves when that is over. */
  room(): Promise<void> | undefined {
    return this.#queue?.room();
  }

  /** Undefined when every command so far has its reply; else it resolves when they have left, or none will any more. */
  given(): Promise<void> | undefined {
    return this.#queue?.empty === false ? this.#queue.answered() : undefined;
  }

  /**
   * The session is over, with this last word: what has no reply yet gets none. Then there is no last word either, since
   * the peer would take it for the reply to a message that may be taken yet.
   */
  close(farewell: Reply | undefined): void {
    this.#queue?.close();
    if (farewell !== undefined && this.#queue?.cutShort !== true) this.send(farewell);
  }

  /** Resolves when the transactions that were under way have ended. */
  async settled(): Promise<void> {
    await this.#queue?.settled();
  }

  #push(answer: Answer | UnderWay): void {
    const { connection, lifetime } = this.#session;
    this.#queue ??= new ReplyQueue({
      say: (due) => {
        const worst = worstOf(due);
        if (worst !== undefined) this.#say(due, worst);
        connection.flushSoon();
        return !endsWithIt(due);
      },
      ended: (final) => {
        // What would be read now could get no reply.
        if (final === undefined || endsWithIt(final)) lifetime.end();
        if (!lifetime.open) connection.input.end();
      },
      answered: () => lifetime.answered(),
    });
    lifetime.working();
    if (!(answer instanceof UnderWay) && endsWithIt(answer)) lifetime.end();
    this.#queue.push(answer);
  }

  #say(answer: Answer, worst: Reply): void {
    if (answer instanceof Reply) this.send(answer);
    else for (const reply of answer) this.send(reply);
    const { penalties, lifetime } = this.#session;
    if (penalties.exhaustedBy(worst)) lifetime.end(replies.tooManyErrors);
  }

  #countCommand(): void {
    const { commandsWithoutMail, lifetime } = this.#session;
    if (commandsWithoutMail.exhausted()) lifetime.end(replies.tooManyCommands);
  }

  /** Tarpit. A peer that has gone is not waited for. */
  async #giveLate(answer: Answer, worst: Reply, delayMs: number): Promise<void> {
    const { trace, connection } = this.#session;
    trace.tarpit(delayMs, worst);
    let timer: NodeJS.Timeout | undefined;
    const delay = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, delayMs);
    });
    await Promise.race([delay, connection.closed]);
    clearTimeout(timer);
    this.#say(answer, worst);
    this.#countCommand();
  }
}

function worstOf(answer: Answer): Reply | undefined {
  if (answer instanceof Reply) return answer;
  return answer.find((reply) => reply.permanent) ?? answer[0];
}

/** RFC 5321 §3.8: behind 421 nothing is said. */
function endsWithIt(answer: Answer): boolean {
  return answer instanceof Reply ? answer.code === 421 : answer.some(({ code }) => code === 421);
}
