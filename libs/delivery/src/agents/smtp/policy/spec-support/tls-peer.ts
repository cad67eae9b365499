import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

import type { Issued } from './issued.js';

export interface TlsPeerOptions {
  /** Its own certificate, then what it presents with it. Without any, STARTTLS is not offered, or was stripped on the way. */
  readonly presents?: readonly Issued[];
}

/** A host that says EHLO and STARTTLS and nothing else, and remembers what it was told, and which name it was asked for. */
export async function startTlsPeer({ presents = [] }: TlsPeerOptions) {
  const [own] = presents;
  const context = createSecureContext(
    own === undefined
      ? {}
      : { cert: presents.map(({ certificate }) => certificate.toString()).join('\n'), key: own.key },
  );
  const said: string[] = [];
  const names: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket, how: 'clear' | 'tls'): void => {
    sockets.add(socket.on('error', () => undefined));
    socket.setEncoding('latin1').on('data', (text: string) => {
      for (const line of text.split('\r\n').filter(Boolean)) {
        said.push(`${how} ${line.split(' ', 1)[0] ?? ''}`);
        if (line === 'STARTTLS') return upgrade(socket);
        const offer = how === 'clear' && own !== undefined ? '250-mx\r\n250 STARTTLS\r\n' : '250 mx\r\n';
        socket.write(line.startsWith('EHLO') ? offer : '221 bye\r\n');
      }
    });
  };
  const upgrade = (socket: Socket): void => {
    socket.removeAllListeners('data').write('220 go\r\n');
    const secure = new TLSSocket(socket, {
      isServer: true,
      secureContext: context,
      SNICallback: (name, done) => {
        names.push(name);
        done(null, context);
      },
    });
    serve(secure, 'tls');
  };
  const server = createServer((socket) => {
    socket.write('220 mx\r\n');
    serve(socket, 'clear');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    said,
    names,
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
