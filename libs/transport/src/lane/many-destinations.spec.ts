import { randomUUID } from 'node:crypto';
import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';

import { RedisOutboundLimits, type OutboundDestination } from '@mailyard/delivery';
import { mailboxSchema, Organization } from '@mailyard/directory';
import { connectRedis } from '@mailyard/service';
import { eventually } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { StrangersAgent } from '../spec-support/strangers-agent.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

/** By hand with 10000, see docs/performance.md. */
const destinations = Number(process.env['MAILYARD_TEST_DESTINATIONS'] ?? 1_000);
const dead = Math.ceil(destinations / 20);
const messagesToEach = 2;
/** Fewer than the dead could take if each had as many lanes as a living one. */
const connectionsMax = Math.max(100, 2 * dead);
/** Longer than the test: whoever waits for a dead destination waits in vain. */
const connectTimeoutMs = 300_000;

/** Takes connections and says nothing, as an address that a firewall swallows. */
class SilentHost {
  readonly sockets = new Set<Socket>();
  readonly #server: TcpServer = createServer((socket) => {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
  });

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

let site: TestSite;
let silent: SilentHost;
let silentPort: number;
let connection: Redis;
let limits: RedisOutboundLimits;

beforeAll(async () => {
  site = await TestSite.start();
  silent = new SilentHost();
  silentPort = await silent.start();
  connection = connectRedis({ redisUrl: site.redis.url }, { role: 'request' });
  limits = new RedisOutboundLimits({
    redis: connection,
    server: 'MBX01',
    onShortage: () => undefined,
    onSlowedDown: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  await limits.start();
});
afterAll(async () => {
  await silent.stop();
  await site.stop();
  limits.stop();
  connection.disconnect();
});

const isDead = (domain: string): boolean => Number(domain.slice(1)) < dead;

function destinationOf(key: string): OutboundDestination {
  const server = { connections: { value: connectionsMax, parameter: 'MaxOutboundConnections' } };
  const destination = { connections: { value: 20, parameter: 'MaxPerDomainOutboundConnections' } };
  return { connector: 'c', key, limits: { server, connector: {}, destination } };
}

async function startHub(): Promise<{ readonly hub: TestHub; readonly agent: StrangersAgent }> {
  const agent: StrangersAgent = new StrangersAgent({
    limits,
    destinationOf,
    hostOf: (domain) => (isDead(domain) ? { address: '127.0.0.1', port: silentPort } : site.sink.endpoint),
    connectTimeoutMs,
    onReached: (nextHop) => hub.service.nextHopAnswers(nextHop),
  });
  const hub: TestHub = await site.openHub({
    agent,
    settings: { MaxConcurrentMailboxDeliveries: 20 },
    intervals: { scan: 500 },
    lockMs: 10_000,
  });
  const { objects } = hub.organization;
  const Mailboxes = Array.from({ length: destinations }, (_, number) =>
    mailboxSchema.parse({
      Guid: randomUUID(),
      Name: `u${number}`,
      Database: `D${number}`,
      PrimarySmtpAddress: `u${number}@contoso.com`,
    }),
  );
  hub.changeOrganization(new Organization(2, { ...objects, Mailboxes }));
  await hub.start();
  return { hub, agent };
}

it(`of ${destinations} destinations 5 % are dead, and the others get their mail meanwhile`, async () => {
  const { hub, agent } = await startHub();
  const began = performance.now();
  // The dead come first, and have more mail than they could take with one lane.
  for (let copy = 0; copy < messagesToEach; copy += 1) {
    for (let number = 0; number < destinations; number += 1) {
      expect((await hub.submit([recipient(`u${number}@contoso.com`)])).positive).toBe(true);
    }
  }
  const submitted = performance.now();
  const living = (destinations - dead) * messagesToEach;
  await eventually(() => expect(site.sink.taken.length).toBe(living), { deadlineMs: 200_000 });
  const delivered = performance.now();
  expect(hub.faults).toEqual([]);
  // Each dead one holds one connection, and none has been given up.
  await eventually(() => expect(silent.sockets.size).toBe(dead));
  const queues = await site.catalog.list();
  const waiting = queues.filter(({ messageCount }) => messageCount > 0);
  expect(waiting).toHaveLength(dead);
  for (const queue of waiting) {
    expect(queue).toMatchObject({ messageCount: messagesToEach, activeCount: 1, retryCount: 0 });
  }
  // Lanes that have nothing to do end, and with them their connections and places.
  await eventually(() => expect(limits.connections.get('c')).toBe(dead));
  expect(agent.standing.size).toBe(0);
  if (process.env['MAILYARD_TEST_DESTINATIONS'] !== undefined) {
    const { rss: residentBytes } = process.memoryUsage();
    const ms = (from: number, to: number): number => Math.round(to - from);
    process.stderr.write(
      `submitted in ${ms(began, submitted)} ms, the living served ${ms(submitted, delivered)} ms later, ${Math.round(residentBytes / 2 ** 20)} MB\n`,
    );
  }
}, 400_000);
