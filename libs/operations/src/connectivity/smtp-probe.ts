import type { Socket } from 'node:net';

import {
  connectTo,
  HopError,
  OutboundConnection,
  sameTimeout,
  type Endpoint,
  type Path,
  type Reply,
} from '@mailyard/smtp';

/** What a listener says to somebody who comes. */
export interface Greeting {
  /** Of the greeting; undefined: there was none. */
  readonly code: number | undefined;
  readonly text: string;
}

const connectMs = 3_000;
const greetingMs = 10_000;
const greetingMax = 4_096;

/** Comes, hears the greeting, and takes leave (RFC 5321 §3.8). */
export async function greetingAt(address: string, port: number): Promise<Greeting> {
  try {
    const { socket } = await connectTo([address], port, { timeoutMs: connectMs });
    return await greetingOf(socket);
  } catch (error) {
    return { code: undefined, text: error instanceof Error ? error.message : String(error) };
  }
}

async function greetingOf(socket: Socket): Promise<Greeting> {
  socket.setTimeout(greetingMs, () => socket.destroy(new Error('no greeting in time')));
  try {
    const text = await untilComplete(socket);
    socket.end('QUIT\r\n');
    const lines = text.trimEnd().split(/\r?\n/);
    return { code: Number(/^\d{3}/.exec(text)?.[0]) || undefined, text: lines.at(-1) ?? '' };
  } finally {
    socket.destroySoon();
  }
}

/** A reply ends with a line whose code no hyphen follows (RFC 5321 §4.2.1). */
async function untilComplete(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (/^\d{3}(?: .*)?\r?\n/m.test(text) || text.length > greetingMax) break;
  }
  return text;
}

interface ProbeMessage {
  readonly helo: string;
  readonly path: Path;
  readonly header: Buffer;
}

interface Answer {
  /** What was said at last. */
  readonly text: string;
  /** Why the message was not taken. */
  readonly refusal?: string;
}

/** Brings a message with the null reverse-path to a listener. */
export async function answerTo(remote: Endpoint, { helo, path, header }: ProbeMessage): Promise<Answer> {
  try {
    const dial = async () =>
      (await connectTo([remote.address], remote.port, { timeoutMs: connectMs })).socket;
    const timeouts = sameTimeout(greetingMs);
    const connection = await OutboundConnection.connect({
      remote,
      dial,
      helo,
      timeouts,
      connectTimeoutMs: greetingMs,
    });
    try {
      const envelope = { reversePath: null, recipients: [{ path }], body: '7BIT', smtpUtf8: false } as const;
      const { mail, recipients, replies } = await connection.transact({ envelope, header, content: [] });
      const said = [mail, ...recipients, ...replies].filter((reply): reply is Reply => reply !== undefined);
      const refusal = said.find(({ positive }) => !positive);
      const text = String(refusal ?? said.at(-1) ?? '');
      return refusal === undefined ? { text } : { text, refusal: text };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!(error instanceof HopError)) throw error;
    return { text: error.message, refusal: error.message };
  }
}
