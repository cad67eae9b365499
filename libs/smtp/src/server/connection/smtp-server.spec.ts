import { createRequire } from 'node:module';
import { connect, type Socket } from 'node:net';

import { eventually } from '@mailyard/testing';
import { SMTPServer } from 'smtp-server';
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js';
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js';

import { Acceptor, type ServerConnection } from './smtp-server.js';

interface Accepting extends AsyncDisposable {
  readonly port: number;
  readonly connections: ServerConnection[];
  readonly failures: Error[];
  readonly acceptor: Acceptor;
}

async function accepting(): Promise<Accepting> {
  const connections: ServerConnection[] = [];
  const failures: Error[] = [];
  const acceptor = new Acceptor({
    lmtp: false,
    accepted: (connection) => {
      connections.push(connection);
      connection.init();
    },
    failed: (error) => failures.push(error),
  });
  const port = await new Promise<number>((resolve) => {
    acceptor.listen({ host: '127.0.0.1', port: 0 }, () => {
      resolve((acceptor.server.address() as { port: number }).port);
    });
  });
  const dispose = async () => {
    const closed = new Promise((resolve) => acceptor.server.close(resolve));
    connections.forEach((connection) => connection.destroy());
    await closed;
  };
  return { port, connections, failures, acceptor, [Symbol.asyncDispose]: dispose };
}

async function connected(server: Accepting): Promise<{ client: Socket; connection: ServerConnection }> {
  const client = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  client.on('error', () => undefined);
  const connection = await eventually(() => server.connections[0] ?? false);
  return { client, connection };
}

// A new version of smtp-server is taken only when these still hold: we replace methods that it does not document.
describe('what is relied on in smtp-server', () => {
  it('is the version that was read', () => {
    const { version } = createRequire(import.meta.url)('smtp-server/package.json') as { version: string };
    expect(version).toBe('3.21.6');
  });

  it('has the methods that are replaced or called', () => {
    const own = (type: { prototype: object }) => Object.getOwnPropertyNames(type.prototype);
    expect(own(SMTPServer)).toEqual(expect.arrayContaining(['connect', '_onError', '_handleProxy']));
    expect(own(SMTPConnection)).toEqual(
      expect.arrayContaining([
        'init',
        'close',
        'upgrade',
        '_createParser',
        '_setListeners',
        '_armTimeout',
        '_onError',
        '_onClose',
      ]),
    );
    expect(own(SMTPStream)).toEqual(expect.arrayContaining(['_write', '_flushData']));
  });

  it('says nothing by itself, neither a greeting nor an answer to a command', async () => {
    await using server = await accepting();
    const { client, connection } = await connected(server);
    let received = '';
    client.on('data', (chunk) => (received += String(chunk)));
    client.write('EHLO x\r\nBOGUS\r\n');
    await eventually(() => connection.input.takeLine() === 'BOGUS');
    connection.reply('only this');
    connection.end();
    client.end();
    await eventually(() => client.closed);
    expect(received).toBe('only this');
  });

  it('holds back the peer until its chunk is used up', async () => {
    await using server = await accepting();
    const { client, connection } = await connected(server);
    client.write(Buffer.alloc(4_000_000, 'x'));
    await eventually(() => connection.input.pending);
    await eventually(() => connection._socket.isPaused());
    expect(connection._socket.bytesRead).toBeLessThan(1_000_000);
    let taken = 0;
    while (taken < 4_000_000) {
      taken += connection.input.takeOctets()?.length ?? 0;
      if (taken < 4_000_000) await connection.input.more();
    }
    expect(taken).toBe(4_000_000);
  });

  it('tells the end of input and leaves our side open', async () => {
    await using server = await accepting();
    const { client, connection } = await connected(server);
    let received = '';
    client.on('data', (chunk) => (received += String(chunk)));
    client.end('last words');
    expect(await connection.input.more()).toBe(true);
    expect(connection.input.takeOctets()?.toString()).toBe('last words');
    expect(await connection.input.more()).toBe(false);
    connection.reply('answer');
    connection.end();
    await connection.closed;
    await eventually(() => received === 'answer');
  });

  it('tells a reset, once, and forgets the connection', async () => {
    await using server = await accepting();
    const { client, connection } = await connected(server);
    expect(server.acceptor.connections.size).toBe(1);
    client.resetAndDestroy();
    await connection.closed;
    expect(connection.error?.code).toBe('ECONNRESET');
    expect(await connection.input.more()).toBe(false);
    expect(server.acceptor.connections.size).toBe(0);
    expect(server.failures).toEqual([]);
  });

  it('keeps no timer of its own on the socket', async () => {
    await using server = await accepting();
    const { client, connection } = await connected(server);
    expect(connection._socket.timeout ?? 0).toBe(0);
    client.destroy();
  });
});
