import { once } from 'node:events';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';

import { eventually } from '@mailyard/testing';

import { ScriptedPeer } from '../client/spec-support/scripted-peer.js';
import { tunnelReply } from '../commands/tunnel-reply.js';
import type { ProxyTo } from '../commands/proxy-command.js';
import { replies } from '../reply/replies.js';
import { ReplyError } from '../reply/reply.js';
import { certificate, context, key } from '../server/spec-support/test-certificate.js';
import { TestServer, type TestServerOptions } from '../server/spec-support/test-server.js';
import { carry, type Carried } from '../tunnel/carry.js';
import { connectFirst } from '../tunnel/connect-first.js';
import { openTunnel, type OpenedTunnel } from './open-tunnel.js';

const command: ProxyTo = {
  verb: 'XPROXYTO',
  sid: '08DF000000000001',
  connector: 'f1b6d8c0-0000-4000-8000-000000000001',
  domain: 'mx.example',
  hosts: ['mx.example'],
};

/** Front End, as far as SMTP knows it: its tunnels lead to the one destination. */
class Proxy implements AsyncDisposable {
  readonly carried: Promise<Carried>[] = [];
  abandoned = 0;

  private constructor(
    readonly server: TestServer,
    private readonly sockets: Socket[] = [],
  ) {}

  static async to(port: number, options: { silenceMs?: number; before?: Promise<void> } = {}) {
    const tls = { context, requestCertificate: true };
    const decide: TestServerOptions['decide'] = {
      tunnel: async (_command, _session, signal) => {
        await options.before;
        const destination = { host: 'mx.example', addresses: ['127.0.0.1'], port };
        const { socket, ...route } = await connectFirst([destination], { timeoutMs: 5_000, signal });
        proxy.sockets.push(socket);
        return {
          reply: tunnelReply(route),
          carry: async (peer) => {
            const carried = carry({ near: peer, far: socket, silenceMs: options.silenceMs ?? 60_000 });
            proxy.carried.push(carried);
            await carried;
          },
          abandon: () => {
            proxy.abandoned += 1;
            socket.destroy();
          },
        };
      },
    };
    const server = await TestServer.start({
      offer: { anonymousTls: tls, proxyCommands: ['XPROXYTO'] },
      decide,
    });
    const proxy: Proxy = new Proxy(server);
    return proxy;
  }

  open(hosts: readonly string[] = ['mx.example']): Promise<OpenedTunnel> {
    const { address: host, port } = this.server.endpoint;
    return openTunnel({
      host,
      port,
      helo: 'hub.example',
      tls: { context, command: 'X-ANONYMOUSTLS' },
      connectTimeoutMs: 5_000,
      replyTimeoutMs: 5_000,
      tunnelTimeoutMs: 5_000,
      command: { ...command, hosts },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await this.server[Symbol.asyncDispose]();
  }
}

async function said(socket: Socket): Promise<string> {
  socket.resume();
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString();
}

describe('XPROXYTO', () => {
  it('joins the connection to that of the destination, whose greeting comes first', async () => {
    await using peer = await ScriptedPeer.start((line, socket) => void socket.write(`250 ${line}\r\n`));
    await using proxy = await Proxy.to(peer.port);
    const { socket, route } = await proxy.open();
    expect(route).toMatchObject({ host: 'mx.example', remote: { address: '127.0.0.1', port: peer.port } });
    expect(await said(socket)).toBe('220 peer\r\n');
    socket.write('NOOP\r\n');
    expect(await said(socket)).toBe('250 NOOP\r\n');
    socket.end('QUIT\r\n');
    expect(await said(socket)).toBe('250 QUIT\r\n');
    peer.sockets[0]?.end();
    const [carried] = await Promise.all(proxy.carried);
    expect(carried).toEqual({ sent: 12, received: 30, endedBy: 'near' });
    await eventually(() => expect(proxy.server.handler.closings).toBe(1));
  });

  it('leaves TLS to both ends: the proxy knows no key of it (RFC 3207)', async () => {
    await using peer = await ScriptedPeer.start((line, socket) => {
      if (line !== 'STARTTLS') return;
      socket.write('220 go\r\n', () => {
        socket.removeAllListeners('data');
        const secured = new TLSSocket(socket, { isServer: true, cert: certificate, key });
        secured.on('data', (chunk: Buffer) => secured.write(chunk)).on('error', () => undefined);
      });
    });
    await using proxy = await Proxy.to(peer.port);
    const { socket } = await proxy.open();
    await said(socket);
    socket.write('STARTTLS\r\n');
    expect(await said(socket)).toBe('220 go\r\n');
    const inside = connectTls({ socket, ca: certificate, servername: 'mx.example' });
    await once(inside, 'secureConnect');
    expect(inside.authorized).toBe(true);
    const large = Buffer.alloc(3_000_000, 'x');
    let echoed = 0;
    inside.on('data', (chunk: Buffer) => (echoed += chunk.length));
    inside.write(large);
    await eventually(() => expect(echoed).toBe(large.length));
    inside.destroy();
    await Promise.all(proxy.carried);
  });

  it('takes nothing that was sent before its reply', async () => {
    await using peer = await ScriptedPeer.start();
    const { promise: before, resolve: goOn } = Promise.withResolvers<void>();
    await using proxy = await Proxy.to(peer.port, { before });
    const client = await proxy.server.client();
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ca: certificate, cert: certificate, key });
    await client.ehlo();
    await client.sendRaw('XPROXYTO SID=1 CONNECTOR=c DOMAIN=mx.example HOSTS=mx.example\r\nRSET\r\n');
    goOn();
    await client.expect(/^503 5\.5\.1 Improper use of SMTP command pipelining/);
    await eventually(() => expect(proxy.abandoned).toBe(1));
    expect(peer.received).toBe('');
  });

  it('is unknown where it is not offered', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.command('XPROXYTO SID=1 CONNECTOR=c DOMAIN=d HOSTS=h', /^500 5\.3\.3/);
    await client.quit();
  });

  it.each(['XPROXYTO', 'XPROXYTO SID=1 CONNECTOR=c DOMAIN=d', 'XPROXYTO SID=1 CONNECTOR=c DOMAIN=d HOSTS='])(
    'is refused when it is malformed: %s',
    async (line) => {
      await using server = await TestServer.start({ offer: { proxyCommands: ['XPROXYTO'] } });
      const client = await server.client();
      await client.command(line, /^501 5\.5\.4/);
      await client.quit();
    },
  );

  it('tells the refusal in the words of the proxy', async () => {
    await using server = await TestServer.start({
      offer: {
        anonymousTls: { context, requestCertificate: true },
        proxyCommands: ['XPROXYTO'],
      },
      decide: { tunnel: () => Promise.reject(new ReplyError(replies.nextHopUnreachable)) },
    });
    const { address: host, port } = server.endpoint;
    const attempt = openTunnel({
      host,
      port,
      helo: 'hub.example',
      tls: { context, command: 'X-ANONYMOUSTLS' },
      connectTimeoutMs: 5_000,
      replyTimeoutMs: 5_000,
      tunnelTimeoutMs: 5_000,
      command,
    });
    await expect(attempt).rejects.toMatchObject({
      name: 'HopError',
      kind: 'connect',
      reply: { code: 451, status: '4.4.0' },
    });
  });
});

describe('a tunnel', () => {
  it('holds the sender back when the destination does not read', async () => {
    await using peer = await ScriptedPeer.start();
    await using proxy = await Proxy.to(peer.port);
    const { socket } = await proxy.open();
    await said(socket);
    peer.sockets[0]?.pause();
    const piece = Buffer.alloc(65_536);
    let sent = 0;
    while (sent < 200_000_000 && socket.write(piece)) {
      sent += piece.length;
      await new Promise(setImmediate);
    }
    // Buffers of the kernel, of both sockets and of TLS.
    expect(sent).toBeLessThan(50_000_000);
    peer.sockets[0]?.destroy();
    await Promise.all(proxy.carried);
  });

  it('passes on the last words of a destination that breaks off', async () => {
    await using peer = await ScriptedPeer.start((_line, socket) => {
      socket.write('421 4.3.2 going down\r\n');
      socket.destroySoon();
    });
    await using proxy = await Proxy.to(peer.port);
    const { socket } = await proxy.open();
    await said(socket);
    const closed = once(socket, 'close');
    socket.write('NOOP\r\n');
    expect(await said(socket)).toBe('421 4.3.2 going down\r\n');
    await closed;
    expect(await Promise.all(proxy.carried)).toMatchObject([{ endedBy: 'far' }]);
  });

  it('ends when nobody says anything', async () => {
    await using peer = await ScriptedPeer.start();
    await using proxy = await Proxy.to(peer.port, { silenceMs: 100 });
    const { socket } = await proxy.open();
    const closed = once(socket.resume(), 'close');
    expect(await Promise.all(proxy.carried)).toMatchObject([{ endedBy: 'silence' }]);
    await closed;
  });

  it('ends with the service, after the grace', async () => {
    await using peer = await ScriptedPeer.start();
    await using proxy = await Proxy.to(peer.port);
    const { socket } = await proxy.open();
    await said(socket);
    const stopped = proxy.server.listener.stop(200);
    socket.write('NOOP\r\n');
    await eventually(() => expect(peer.received).toBe('NOOP\r\n'));
    expect(socket.destroyed).toBe(false);
    await stopped;
    expect(await Promise.all(proxy.carried)).toMatchObject([{ sent: 6 }]);
  });
});
