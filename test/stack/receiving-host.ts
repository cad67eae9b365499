import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';

/** What came in one transaction. */
export interface ReceivedMessage {
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly content: string;
  readonly tls: boolean;
  /** Who has signed in. */
  readonly login: string | undefined;
}

/** What a host says to a line in place of OK: what that line asks for is not done. `.` is the end of the content. */
export type Says = (line: string) => string | undefined;

export interface ReceivingHostOptions {
  readonly address?: string;
  /** A free one when nothing is said. */
  readonly port?: number;
  readonly says?: Says;
  /** The reply to content, when it is there: until then the message is in flight. */
  readonly contentAnswer?: () => Promise<string>;
  /** Offers STARTTLS with it. */
  readonly certificate?: { readonly certificate: string; readonly key: string };
  /** Without signing in nothing is taken; AUTH PLAIN inside TLS. */
  readonly account?: { readonly login: string; readonly password: string };
}

const taken = '250 2.0.0 taken';

/** A host of somebody else: takes mail, and remembers it. */
export class ReceivingHost implements AsyncDisposable {
  readonly messages: ReceivedMessage[] = [];
  connections = 0;
  readonly #server: Server;
  readonly #context: SecureContext | undefined;
  readonly #account: ReceivingHostOptions['account'];
  readonly #says: Says;
  readonly #contentAnswer: () => Promise<string>;
  readonly #sockets = new Set<Socket>();

  private constructor({ certificate, account, ...options }: ReceivingHostOptions) {
    const { says = () => undefined, contentAnswer = () => Promise.resolve(taken) } = options;
    this.#contentAnswer = contentAnswer;
    this.#account = account;
    this.#says = says;
    this.#context =
      certificate && createSecureContext({ cert: certificate.certificate, key: certificate.key });
    this.#server = createServer((socket) => {
      this.connections += 1;
      socket.write('220 mail.example ESMTP\r\n');
      this.#serve(socket, false);
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

  #serve(socket: Socket, tls: boolean): void {
    this.#sockets.add(socket.on('error', () => undefined));
    const talk: Talk = { lines: [], socket, tls, login: undefined };
    const { lines } = talk;
    let rest = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const [last = '', ...whole] = `${rest}${chunk}`.split('\r\n').toReversed();
      rest = last;
      for (const line of whole.toReversed()) {
        // Within content, nothing is a command.
        const inContent = lines.includes('DATA');
        const said = !inContent || line === '.' ? this.#refusal(line, lines) : undefined;
        if (said === undefined) this.#take(line, talk);
        else socket.write(said);
        if (said !== undefined && inContent) lines.splice(0);
      }
    });
  }

  #refusal(line: string, lines: readonly string[]): string | undefined {
    const nobody = line === 'DATA' && !lines.some((said) => /^RCPT/i.test(said));
    return this.#says(line) ?? (nobody ? '554 5.5.1 No valid recipients\r\n' : undefined);
  }

  #take(line: string, talk: Talk): void {
    const { lines } = talk;
    if (/^(?:MAIL|RSET)/i.test(line) && !lines.includes('DATA')) lines.splice(0);
    lines.push(line);
    if (lines.includes('DATA')) this.#takeContent(talk);
    else this.#answer(line, talk);
  }

  /** Until the dot; what was said before it is the envelope. */
  #takeContent({ lines, socket, tls, login }: Talk): void {
    const line = lines.at(-1);
    if (line === 'DATA') socket.write('354 go on\r\n');
    if (line !== '.') return;
    const start = lines.indexOf('DATA');
    const paths = (verb: string) =>
      lines.slice(0, start).flatMap((said) => new RegExp(`^${verb}.*?<(.*?)>`).exec(said)?.[1] ?? []);
    const [sender = ''] = paths('MAIL');
    const content = lines.slice(start + 1, -1).join('\r\n');
    const message = { sender, recipients: paths('RCPT'), content, tls, login };
    lines.splice(0);
    void this.#contentAnswer().then((reply) => {
      if (reply.startsWith('2')) this.messages.push(message);
      socket.write(`${reply}\r\n`);
    });
  }

  #answer(line: string, talk: Talk): void {
    const { socket } = talk;
    const context = this.#context;
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      socket.write(`250-mail.example\r\n${this.#offer(talk)}250 PIPELINING\r\n`);
    } else if (verb === 'STAR' && context !== undefined) {
      socket.removeAllListeners('data').write('220 2.0.0 go on\r\n');
      this.#serve(new TLSSocket(socket, { isServer: true, secureContext: context }), true);
    } else if (verb === 'AUTH') {
      talk.login = this.#signedIn(line.slice('AUTH PLAIN '.length));
      socket.write(talk.login === undefined ? '535 5.7.8 no\r\n' : '235 2.7.0 yes\r\n');
    } else if (verb === 'MAIL' && this.#account !== undefined && talk.login === undefined) {
      socket.write('530 5.7.0 sign in first\r\n');
    } else {
      socket.write(verb === 'QUIT' ? '221 2.0.0 bye\r\n' : '250 2.0.0 ok\r\n');
    }
  }

  #offer({ tls }: Talk): string {
    if (!tls) return this.#context === undefined ? '' : '250-STARTTLS\r\n';
    return this.#account === undefined ? '' : '250-AUTH PLAIN\r\n';
  }

  /** RFC 4616 §2, with the initial response. */
  #signedIn(response: string): string | undefined {
    const [, login, password] = Buffer.from(response, 'base64').toString().split('\0');
    const account = this.#account;
    return account?.login === login && account?.password === password ? login : undefined;
  }
}

/** One connection, and the lines of its transaction. */
interface Talk {
  readonly lines: string[];
  readonly socket: Socket;
  readonly tls: boolean;
  login: string | undefined;
}
