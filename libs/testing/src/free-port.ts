import { randomInt } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return (await bindOnce(0)) ?? freePort();
}

/**
 * An offset such that `port + offset` is free for each of the ports. The sums stay below Linux's ephemeral range
 * (from 32768), where an outgoing connection could take one of them before its listener does.
 */
export async function freePortOffset(ports: readonly number[]): Promise<number> {
  const highest = Math.max(...ports);
  for (let attempt = 0; attempt < 200; attempt++) {
    const offset = randomInt(12_000, 32_767 - highest);
    const bound = await Promise.all(ports.map((port) => bindOnce(port + offset)));
    if (bound.every((port) => port !== undefined)) return offset;
  }
  throw new Error(`no offset with free ports for ${ports.join(', ')}`);
}

function bindOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => resolve(taken));
    });
  });
}
