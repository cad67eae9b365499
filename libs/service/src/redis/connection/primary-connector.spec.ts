import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { eventually, freePort, startRedis } from '@mailyard/testing';

import { openRedis } from './redis-connection.js';

/** RESP3: `*` an array, `>` what was not asked for. */
const words = (kind: '*' | '>', ...all: readonly string[]): string =>
  `${kind}${all.length}\r\n${all.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/** A Sentinel that announces the failover just when it is asked for the primary. */
class AnnouncingSentinel {
  primary = 0;
  announces = false;
  readonly #listeners = new Set<Socket>();
  readonly server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const command of data.toString().split(/(?=\*\d+\r\n)/)) {
        this.#answer(socket, command.toLowerCase());
      }
    });
  });

  get isListenedTo(): boolean {
    return this.#listeners.size > 0;
  }

  #answer(socket: Socket, asked: string): void {
    if (asked.includes('hello')) socket.write('%1\r\n$5\r\nproto\r\n:3\r\n');
    else if (asked.includes('subscribe')) {
      this.#listeners.add(socket);
      socket.once('close', () => this.#listeners.delete(socket));
      socket.write('>3\r\n$9\r\nsubscribe\r\n$14\r\n+switch-master\r\n:1\r\n');
    } else if (asked.includes('get-master-addr-by-name')) {
      void this.#heard().then(() => socket.write(words('*', '127.0.0.1', String(this.primary))));
    } else if (asked.includes('sentinels')) socket.write('*0\r\n');
    else socket.write('+OK\r\n');
  }

  /** Whoever hears of the failover hangs up. */
  async #heard(): Promise<void> {
    const listeners = this.announces ? [...this.#listeners] : [];
    const gone = listeners.map((listener) => once(listener, 'close'));
    for (const listener of listeners) listener.write(words('>', 'message', '+switch-master', 'mail'));
    await Promise.all(gone);
  }
}

it('a client that hears of the failover while it asks Sentinel for the primary goes to the new one', async () => {
  const [one, other] = [await freePort(), await freePort()];
  const redises = await Promise.all(
    [one, other].map((port) => startRedis({ config: { port: String(port), bind: '127.0.0.1' } })),
  );
  const sentinel = new AnnouncingSentinel();
  sentinel.primary = one;
  sentinel.server.listen(0, '127.0.0.1');
  await once(sentinel.server, 'listening');
  const { port } = sentinel.server.address() as AddressInfo;
  const redis = openRedis(`redis-sentinel://127.0.0.1:${port}#mail`, { retryStrategy: () => 10 });
  redis.on('error', () => undefined);
  try {
    await eventually(() => redis.status === 'ready' && sentinel.isListenedTo);
    sentinel.announces = true;
    sentinel.primary = other;
    await redises[0]?.kill();
    await eventually(() => redis.status === 'ready');
    expect(await redis.config('GET', 'port')).toEqual(['port', String(other)]);
  } finally {
    redis.disconnect();
    sentinel.server.close();
    await Promise.all(redises.map((server) => server.stop()));
  }
}, 60_000);
