import { createServer, type Server, type Socket } from 'node:net';

/** A host that takes every message and keeps none: where relayed mail goes. */
export interface Sink {
  readonly port: number;
  /** Messages so far, by local part of the recipient. */
  readonly taken: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** `delayMs`: every reply is so late, as if the host were far away. */
export async function startSink({ delayMs }: { readonly delayMs: number }): Promise<Sink> {
  const taken = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    const session = new SinkSession(taken, (replies) => {
      if (delayMs === 0) socket.write(replies);
      else setTimeout(() => socket.write(replies), delayMs);
    });
    socket.on('data', (octets) => {
      // Behind the replies that are still on their way.
      if (!session.read(octets)) setTimeout(() => socket.end(), delayMs);
    });
  });
  const port = await listening(server);
  return {
    port,
    taken,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a sink listens on a port');
  return address.port;
}

const endOfData = Buffer.from('\r\n.\r\n');
const ehlo = '250-sink.example\r\n250-PIPELINING\r\n250-SIZE\r\n250-8BITMIME\r\n250 CHUNKING\r\n';

/** Understands no more than a client that keeps the rules needs, so that it costs next to nothing. */
class SinkSession {
  readonly #taken: Map<string, number>;
  readonly #send: (replies: string) => void;
  #pending: Buffer = Buffer.alloc(0);
  #recipients: string[] = [];
  #inData = false;
  /** Of the BDAT chunk that comes. */
  #octetsLeft = 0;
  #lastChunk = false;
  #quit = false;

  constructor(taken: Map<string, number>, send: (replies: string) => void) {
    this.#taken = taken;
    this.#send = send;
    send('220 sink.example\r\n');
  }

  /** False when the client has said QUIT. */
  read(octets: Buffer): boolean {
    this.#pending = this.#pending.length === 0 ? octets : Buffer.concat([this.#pending, octets]);
    let replies = '';
    for (let reply = this.#next(); reply !== undefined; reply = this.#next()) replies += reply;
    if (replies !== '') this.#send(replies);
    return !this.#quit;
  }

  /** Undefined: more octets are needed. */
  #next(): string | undefined {
    if (this.#octetsLeft > 0) return this.#chunk();
    return this.#inData ? this.#data() : this.#command();
  }

  #chunk(): string | undefined {
    const read = Math.min(this.#octetsLeft, this.#pending.length);
    this.#pending = this.#pending.subarray(read);
    this.#octetsLeft -= read;
    if (this.#octetsLeft > 0) return undefined;
    return this.#lastChunk ? this.#message() : '250 chunk\r\n';
  }

  #data(): string | undefined {
    const end = this.#pending.indexOf(endOfData);
    if (end < 0) {
      // What may be the beginning of the end stays.
      if (this.#pending.length > 4) this.#pending = this.#pending.subarray(-4);
      return undefined;
    }
    this.#pending = this.#pending.subarray(end + endOfData.length);
    this.#inData = false;
    return this.#message();
  }

  #command(): string | undefined {
    const end = this.#pending.indexOf('\r\n');
    if (end < 0) return undefined;
    const line = this.#pending.toString('latin1', 0, end);
    this.#pending = this.#pending.subarray(end + 2);
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        return ehlo;
      case 'RCPT':
        this.#recipients.push(/<([^@]*)@/.exec(line)?.[1] ?? '');
        return '250 recipient\r\n';
      case 'DATA':
        this.#inData = true;
        return '354 go on\r\n';
      case 'BDAT':
        return this.#bdat(line);
      case 'QUIT':
        this.#quit = true;
        return '221 bye\r\n';
      default:
        return '250 ok\r\n';
    }
  }

  #bdat(line: string): string | undefined {
    this.#octetsLeft = Number(line.split(' ')[1]);
    this.#lastChunk = line.toUpperCase().endsWith(' LAST');
    return this.#chunk();
  }

  #message(): string {
    for (const name of this.#recipients) this.#taken.set(name, (this.#taken.get(name) ?? 0) + 1);
    this.#recipients = [];
    return '250 taken\r\n';
  }
}
