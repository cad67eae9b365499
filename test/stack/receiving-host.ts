import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';

/** What came in one transaction. */
export interface ReceivedMessage {
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly content: string;
  readonly tls: boolean;
}

/** What a host says to a line in place of OK: what that line asks for is not done. `.` is the end of the content. */
export type Says = (line: string) => string | undefined;

export interface ReceivingHostOptions {
  readonly address?: string;
  /** A free one when nothing is said. */
  readonly port?: number;
  readonly says?: Says;
  /** Offers STARTTLS with it. */
  readonly certificate?: { readonly certificate: string; readonly key: string };
}

/** A host of somebody else: takes mail, and remembers it. */
export class ReceivingHost implements AsyncDisposable {
  readonly messages: ReceivedMessage[] = [];
  connections = 0;
  readonly #server: Server;
  readonly #context: SecureContext | undefined;
  readonly #says: Says;
  readonly #sockets = new Set<Socket>();

  private constructor({ certificate, says = () => undefined }: ReceivingHostOptions) {
    this.#says = says;
    this.#context =
      certificate && createSecureContext({ cert: certificate.certificate, key: certificate.key });
    this.#server = createServer((socket) => {
      this.connections += 1;
      socket.write('220 mail.example ESMTP\r\n');
      this.#serve(socket, { tls: false });
    });
  }

  static async start(options: ReceivingHostOptions = {}): Promise<ReceivingHost> {
    const host = new ReceivingHost(options);
    host.#server.listen(options.port ?? 0, options.address ?? '127.0.0.1');
    await once(host.#server, 'listening');
    return host;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(socket: Socket, { tls }: { readonly tls: boolean }): void {
    this.#sockets.add(socket.on('error', () => undefined));
    const lines: string[] = [];
    let rest = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const [last = '', ...whole] = `${rest}${chunk}`.split('\r\n').toReversed();
      rest = last;
      for (const line of whole.toReversed()) {
        // Within content, nothing is a command.
        const inContent = lines.includes('DATA');
        const said = !inContent || line === '.' ? this.#refusal(line, lines) : undefined;
        if (said === undefined) this.#take(line, { lines, socket, tls });
        else socket.write(said);
        if (said !== undefined && inContent) lines.splice(0);
      }
    });
  }

  #refusal(line: string, lines: readonly string[]): string | undefined {
    const nobody = line === 'DATA' && !lines.some((said) => /^RCPT/i.test(said));
    return this.#says(line) ?? (nobody ? '554 5.5.1 No valid recipients\r\n' : undefined);
  }

  #take(line: string, { lines, socket, tls }: Talk): void {
    if (/^(?:MAIL|RSET)/i.test(line) && !lines.includes('DATA')) lines.splice(0);
    lines.push(line);
    if (lines.includes('DATA')) this.#takeContent(lines, socket, tls);
    else this.#answer(line, socket, tls);
  }

  /** Until the dot; what was said before it is the envelope. */
  #takeContent(lines: string[], socket: Socket, tls: boolean): void {
    const line = lines.at(-1);
    if (line === 'DATA') socket.write('354 go on\r\n');
    if (line !== '.') return;
    const start = lines.indexOf('DATA');
    const paths = (verb: string) =>
      lines.slice(0, start).flatMap((said) => new RegExp(`^${verb}.*?<(.*?)>`).exec(said)?.[1] ?? []);
    const [sender = ''] = paths('MAIL');
    const content = lines.slice(start + 1, -1).join('\r\n');
    this.messages.push({ sender, recipients: paths('RCPT'), content, tls });
    lines.splice(0);
    socket.write('250 2.0.0 taken\r\n');
  }

  #answer(line: string, socket: Socket, tls: boolean): void {
    const context = this.#context;
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      const offer = !tls && context !== undefined ? '250-STARTTLS\r\n' : '';
      socket.write(`250-mail.example\r\n${offer}250 PIPELINING\r\n`);
    } else if (verb === 'STAR' && context !== undefined) {
      socket.removeAllListeners('data').write('220 2.0.0 go on\r\n');
      this.#serve(new TLSSocket(socket, { isServer: true, secureContext: context }), { tls: true });
    } else {
      socket.write(verb === 'QUIT' ? '221 2.0.0 bye\r\n' : '250 2.0.0 ok\r\n');
    }
  }
}

/** One connection, and the lines of its transaction. */
interface Talk {
  readonly lines: string[];
  readonly socket: Socket;
  readonly tls: boolean;
}
