import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const hello = '250-peer\r\n250-PIPELINING\r\n250-DSN\r\n250 CHUNKING\r\n';

/** A peer that greets well and then says what the test wants, however wrong that is. */
export class ScriptedPeer implements AsyncDisposable {
  readonly sockets: Socket[] = [];
  received = '';

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly react: (line: string, socket: Socket) => void,
  ) {}

  /** `react` gets each line after EHLO. */
  static async start(
    react: (line: string, socket: Socket) => void = () => undefined,
    { greeting = '220 peer\r\n', ehlo = hello }: { readonly greeting?: string; readonly ehlo?: string } = {},
  ): Promise<ScriptedPeer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const peer = new ScriptedPeer(server, (server.address() as AddressInfo).port, react);
    server.on('connection', (socket) => peer.#talk(socket, { greeting, ehlo }));
    return peer;
  }

  /** For clients of either kind. */
  get options() {
    return {
      host: '127.0.0.1',
      port: this.port,
      protocol: 'SMTP',
      helo: 'test',
      connectTimeoutMs: 5_000,
    } as const;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  #talk(socket: Socket, { greeting, ehlo }: { readonly greeting: string; readonly ehlo: string }): void {
    this.sockets.push(socket);
    socket.on('error', () => undefined);
    socket.write(greeting);
    let rest = '';
    socket.on('data', (chunk) => {
      this.received += chunk.toString('latin1');
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (/^(EHLO|LHLO) /.test(line)) socket.write(ehlo);
        else this.react(line, socket);
      }
    });
  }
}
