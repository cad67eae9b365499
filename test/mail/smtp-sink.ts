import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A host outside that takes everything it is given, one command at a time. */
export class SmtpSink {
  /** Whole messages, with the lines of their envelopes before them. */
  readonly taken: string[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  static async start(): Promise<SmtpSink> {
    const sink = new SmtpSink();
    sink.#server.listen(0, '127.0.0.1');
    await once(sink.#server, 'listening');
    return sink;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    socket.write('220 sink\r\n');
    let input = '';
    let message = '';
    let inContent = false;
    socket.on('data', (chunk: Buffer) => {
      input += chunk.toString('latin1');
      for (let end = input.indexOf('\r\n'); end >= 0; end = input.indexOf('\r\n')) {
        const line = input.slice(0, end);
        input = input.slice(end + 2);
        if (inContent && line === '.') {
          this.taken.push(message);
          message = '';
        } else if (inContent || /^(?:MAIL|RCPT)/i.test(line)) message += `${line}\r\n`;
        if (inContent && line !== '.') continue;
        inContent = /^DATA/i.test(line);
        socket.write(inContent ? '354 go on\r\n' : '250 2.0.0 OK\r\n');
      }
    });
  }
}
