import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import {
  HostOpener,
  outboundDestination,
  reachHosts,
  SmtpAgent,
  type Destination,
  type OutboundDestination,
  type RedisOutboundLimits,
} from '@mailyard/delivery';
import { Organization, sendConnectorSchema, type SendConnector } from '@mailyard/directory';
import type { MailHosts } from '@mailyard/dns';
import type { Endpoint } from '@mailyard/smtp';

import type { NextHopNews } from '../delivery-table.js';

/** Takes connections and says nothing, as an address that a firewall swallows. */
export class SilentHost {
  readonly sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', 1_024, resolve));
  }

  get endpoint(): Endpoint {
    return { address: '127.0.0.1', port: (this.#server.address() as AddressInfo).port };
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** With a Send connector for all other domains, and so many connections of the server. */
export function withConnector(
  { revision, objects }: Organization,
  { MaxOutboundConnections, ...parameters }: Readonly<Record<string, unknown>>,
): Organization {
  const connector = sendConnectorSchema.parse({
    Guid: randomUUID(),
    Name: 'To Internet',
    AddressSpaces: ['*'],
    SourceTransportServers: ['MBX01'],
    ...parameters,
  }) as SendConnector;
  const Servers = objects.Servers.map((server) => ({
    ...server,
    ...(typeof MaxOutboundConnections === 'number' && { MaxOutboundConnections }),
  }));
  return new Organization(revision + 1, { ...objects, Servers, SendConnectors: [connector] });
}

export interface StrangersOptions {
  readonly news: NextHopNews;
  readonly limits: RedisOutboundLimits;
  readonly organization: () => Organization;
  /** The one host of a domain. */
  readonly hostOf: (domain: string) => Endpoint;
}

/** The agent of Send connectors; where the hosts of a domain are is said by the test. */
export function agentToStrangers({ news, limits, organization, hostOf }: StrangersOptions): SmtpAgent {
  const limited = (destination: Destination, ...hosts: readonly string[]): OutboundDestination =>
    outboundDestination({
      connector: destination.connector,
      server: organization().server('MBX01'),
      domain: destination.name,
      hosts,
    });
  const opener = new HostOpener({
    dial: ({ name }) => ({ remote: hostOf(name), dial: (signal) => dial(hostOf(name), signal) }),
    tlsAt: () => Promise.resolve({ tls: undefined, clearTextMayFollow: true }),
    logins: { of: () => Promise.resolve(undefined), refused: () => Promise.resolve() },
    fqdn: () => 'mbx01.contoso.com',
    log: () => () => undefined,
    limits,
    limited,
    makeRoom: (shortage) => agent.makeRoom(shortage),
  });
  const agent: SmtpAgent = new SmtpAgent({
    organization,
    limits,
    limited,
    reach: (to) =>
      reachHosts(to, { hosts: ({ name }) => oneHost(name), open: (host, by) => opener.open(host, by) }),
    companions: [limits],
    onConnection: () => undefined,
    onOutcome: () => undefined,
    onReached: (nextHop) => news.answers(nextHop),
  });
  return agent;
}

async function* oneHost(name: string): MailHosts {
  yield await Promise.resolve({ name, source: name, addresses: ['127.0.0.1'], secure: false });
  return { kind: 'tried' };
}

function dial({ address, port }: Endpoint, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, signal });
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}
