import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

import type { OrganizationCertificates } from '@mailyard/certificates';
import { parseProxyCommand, tunnelReply, type ProxyTo, type Reply } from '@mailyard/smtp';

/** Front End at 717 as far as a hub sees it: joins a hub to one port of this machine, or says what the test wants. */
export class ScriptedFrontEnd implements AsyncDisposable {
  readonly asked: ProxyTo[] = [];
  /** In place of a tunnel; `silence`: nothing at all. */
  refusal: Reply | 'silence' | undefined;
  readonly #sockets: Socket[] = [];

  private constructor(
    private readonly server: Server,
    private readonly certificates: OrganizationCertificates,
    private readonly destination: number,
  ) {}

  static async start(certificates: OrganizationCertificates, destination = 0): Promise<ScriptedFrontEnd> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const frontEnd = new ScriptedFrontEnd(server, certificates, destination);
    server.on('connection', (socket) => frontEnd.#greet(socket));
    return frontEnd;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  #greet(socket: Socket): void {
    this.#sockets.push(socket);
    socket.on('error', () => undefined).write('220 front\r\n');
    this.#answer(socket, '250-front\r\n250 X-ANONYMOUSTLS\r\n', (line) => {
      if (line === 'X-ANONYMOUSTLS') this.#secure(socket);
    });
  }

  #secure(socket: Socket): void {
    const { context } = this.certificates.internalServer;
    socket.removeAllListeners('data').write('220 go\r\n');
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext: context,
      requestCert: true,
      rejectUnauthorized: false,
    });
    secured.on('error', () => undefined);
    this.#answer(secured, '250 front\r\n', (line) => {
      const command = parseProxyCommand(line);
      if (command?.verb === 'XPROXYTO') this.#join(secured, command);
    });
  }

  #join(near: Socket, command: ProxyTo): void {
    this.asked.push(command);
    if (this.refusal === 'silence') return;
    if (this.refusal !== undefined) return void near.write(this.refusal.toWire());
    const far = connect({ port: this.destination, host: '127.0.0.1' });
    this.#sockets.push(far);
    near.removeAllListeners('data').pause();
    far.on('error', () => near.destroy());
    far.once('connect', () => {
      const remote = { address: '127.0.0.1', port: this.destination };
      const local = { address: '127.0.0.1', port: far.localPort ?? 0 };
      near.write(tunnelReply({ host: command.domain, remote, local }).toWire());
      near.pipe(far).pipe(near);
    });
  }

  #answer(socket: Socket, hello: string, react: (line: string) => void): void {
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('latin1').split('\r\n').slice(0, -1)) {
        if (line.startsWith('EHLO ')) socket.write(hello);
        else react(line);
      }
    });
  }
}
