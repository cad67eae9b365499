import { connect, type Socket } from 'node:net';

import { message } from '../../mail/message.js';

export interface FloodOptions {
  readonly port: number;
  readonly sessions: number;
  readonly bytes: number;
}

/** A final reply to a message, and when it came. */
export interface Answered {
  readonly id: string;
  readonly code: number;
  readonly at: number;
  /** From the first octet of the transaction on. */
  readonly afterMs: number;
}

/** As many sessions as are asked for, each sending one message after the other, in one piece each, as fast as it gets replies. */
export class Flood {
  readonly answered: Answered[] = [];
  /** Sessions that ended without being asked to. */
  broken = 0;
  #ends = false;
  readonly #sessions: readonly Promise<void>[];

  constructor(private readonly options: FloodOptions) {
    this.#sessions = Array.from({ length: options.sessions }, () => this.#session());
  }

  /** Resolves when what was under way has its replies. */
  async end(): Promise<void> {
    this.#ends = true;
    await Promise.all(this.#sessions);
  }

  async #session(): Promise<void> {
    while (!this.#ends) {
      const socket = connect({ port: this.options.port, host: '127.0.0.1' });
      const replies = finalLines(socket);
      try {
        if ((await next(replies)).startsWith('220')) await this.#converse(socket, replies);
      } catch {
        this.broken += 1;
      } finally {
        socket.destroy();
      }
    }
  }

  async #converse(socket: Socket, replies: AsyncIterator<string>): Promise<void> {
    socket.write('EHLO load.example.net\r\n');
    await next(replies);
    while (!this.#ends) {
      const sent = message({ body: `${'x'.repeat(76)}\r\n`.repeat(Math.ceil(this.options.bytes / 78)) });
      const begun = performance.now();
      socket.write('MAIL FROM:<load@example.net>\r\n');
      let reply = await next(replies);
      if (reply.startsWith('250')) {
        socket.write(`RCPT TO:<alice@contoso.com>\r\nBDAT ${sent.octets.length} LAST\r\n`);
        socket.write(sent.octets);
        await next(replies);
        reply = await next(replies);
      }
      const answered = { id: sent.id, code: Number(reply.slice(0, 3)), at: Date.now() };
      this.answered.push({ ...answered, afterMs: performance.now() - begun });
      if (answered.code === 421) return;
    }
  }
}

/** The last line of each reply. */
async function* finalLines(socket: Socket): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of socket.setEncoding('latin1') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line[3] !== '-');
  }
}

async function next(lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  if (done === true) throw new Error('the connection was closed');
  return value as string;
}
