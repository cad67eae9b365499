import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { sameTimeout } from '../../client/replies/reply-timeouts.js';
import { OutboundConnection, type OutboundOptions } from '../outbound-connection.js';

/** What a host says instead of what is right; undefined: that. `.` is the end of DATA. */
export type Says = (command: string, socket: Socket) => string | undefined;

/** The answer to each verb. */
export function saying(answers: Readonly<Record<string, string>>): Says {
  return (line) => {
    const verb = Object.keys(answers).find((start) => line.startsWith(start));
    return verb === undefined ? undefined : answers[verb];
  };
}

export interface MailHostOptions {
  /** Keywords of EHLO, each with its arguments. */
  readonly offers?: readonly string[];
  readonly says?: Says;
  readonly greeting?: string;
}

/** A stranger's host that reads SMTP exactly, and answers rightly unless it was told to say something else. */
export class MailHost implements AsyncDisposable {
  readonly sockets: Socket[] = [];
  /** Lines in the order in which they came; `.` is the end of DATA. */
  readonly commands: string[] = [];
  /** What came in one piece, as far as TCP tells. */
  readonly segments: string[] = [];
  /** Content as it was on the wire, dots stuffed with DATA. */
  readonly contents: Buffer[] = [];
  #held: (() => void)[] | undefined;

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly options: MailHostOptions,
  ) {}

  static async start(options: MailHostOptions = {}): Promise<MailHost> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = new MailHost(server, (server.address() as AddressInfo).port, options);
    server.on('connection', (socket) => host.#talk(socket));
    return host;
  }

  /** A session with this host. */
  connect(changes: Partial<OutboundOptions> = {}): Promise<OutboundConnection> {
    return OutboundConnection.connect({
      dial: async () => {
        const socket = connect({ host: '127.0.0.1', port: this.port });
        await once(socket, 'connect');
        return socket;
      },
      remote: { address: '127.0.0.1', port: this.port },
      helo: 'mail.example',
      timeouts: sameTimeout(5_000),
      ...changes,
    });
  }

  /** Says nothing any more until `release`, but reads on. */
  hold(): void {
    this.#held = [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const say of held) say();
  }

  get received(): string {
    return this.segments.join('');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  #talk(socket: Socket): void {
    this.sockets.push(socket);
    socket.on('error', () => undefined);
    socket.write(this.options.greeting ?? '220 mx.example ESMTP\r\n');
    const reader = new HostReader({
      command: (line) => this.#answer(line, socket),
      content: (octets) => void this.contents.push(octets),
    });
    socket.on('data', (chunk) => {
      this.segments.push(chunk.toString('latin1'));
      reader.read(chunk);
    });
  }

  /** Whether content follows. */
  #answer(line: string, socket: Socket): boolean {
    // A host without a certificate says nothing to a handshake, even when a line end is among its random octets.
    if (this.commands.at(-1) === 'STARTTLS') return false;
    this.commands.push(line);
    const reply = this.options.says?.(line, socket) ?? this.#right(line);
    const say = (): void => void (reply !== '' && socket.writable && socket.write(reply));
    if (this.#held === undefined) say();
    else this.#held.push(say);
    return reply.startsWith('354');
  }

  #right(line: string): string {
    if (line.startsWith('EHLO')) {
      return ['mx.example', ...(this.options.offers ?? [])]
        .map((keyword, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${keyword}\r\n`)
        .join('');
    }
    if (line === 'DATA') return '354 go ahead\r\n';
    return line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n';
  }
}

interface ReaderEvents {
  readonly command: (line: string) => boolean;
  readonly content: (octets: Buffer) => void;
}

/** Lines, the octets of BDAT and the lines of DATA. */
class HostReader {
  #rest = Buffer.alloc(0);
  #mode: 'commands' | 'data' | { readonly bdat: string; readonly octets: number } = 'commands';

  constructor(private readonly events: ReaderEvents) {}

  read(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    while (this.#step());
  }

  #step(): boolean {
    if (this.#mode === 'data') return this.#data();
    if (this.#mode !== 'commands') return this.#chunk(this.#mode);
    const end = this.#rest.indexOf('\r\n');
    if (end < 0) return false;
    const line = this.#take(end + 2)
      .toString('utf8')
      .slice(0, -2);
    const size = /^BDAT (\d+)/.exec(line)?.[1];
    if (size !== undefined) this.#mode = { bdat: line, octets: Number(size) };
    else if (this.events.command(line)) this.#mode = 'data';
    return true;
  }

  #chunk({ bdat, octets }: { readonly bdat: string; readonly octets: number }): boolean {
    if (this.#rest.length < octets) return false;
    this.#mode = 'commands';
    this.events.content(this.#take(octets));
    this.events.command(bdat);
    return true;
  }

  #data(): boolean {
    const empty = this.#rest.subarray(0, 3).equals(Buffer.from('.\r\n'));
    const end = empty ? -2 : this.#rest.indexOf('\r\n.\r\n');
    if (end < 0 && !empty) return false;
    this.#mode = 'commands';
    this.events.content(this.#take(end + 2));
    this.#take(3);
    this.events.command('.');
    return true;
  }

  #take(octets: number): Buffer {
    const taken = this.#rest.subarray(0, octets);
    this.#rest = this.#rest.subarray(octets);
    return taken;
  }
}
