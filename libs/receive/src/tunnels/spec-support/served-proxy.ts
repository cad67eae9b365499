import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import type { SendConnector } from '@mailyard/directory';
import { DnsResolvers } from '@mailyard/dns';
import { formatProxyCommand, type Endpoint, type ProtocolEvent } from '@mailyard/smtp';
import { DnsZone, TestClient } from '@mailyard/testing';

import { frontEnd } from '../../roles/front-end.js';
import { defaultConnector, sendConnectorOf, withSendConnectors } from '../../testing/contoso.js';
import { TestOrganization } from '../../testing/test-organization.js';
import { OutboundProxy } from '../outbound-proxy.js';
import { OwnEndpoints } from '../own-endpoints.js';

/** Takes connections, greets, and says everything back. */
class EchoingHost {
  readonly sockets: Socket[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(): Promise<EchoingHost> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = new EchoingHost(server, (server.address() as AddressInfo).port);
    server.on('connection', (socket) => {
      host.sockets.push(socket);
      socket.write('220 sink.example\r\n');
      socket.on('error', () => undefined).pipe(socket);
    });
    return host;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** Longer than a test needs to change the directory. */
const catchUpMs = 500;

/** Of another machine, which listens on 475 everywhere. */
const mailboxDelivery = {
  id: '1',
  service: 'mailbox-delivery',
  server: 'MBX01',
  host: 'elsewhere',
  pid: 1,
  address: '127.0.0.9',
  listeners: [{ name: 'c', endpoint: { address: '0.0.0.0', port: 475 }, state: 'Listening' as const }],
  state: 'Active' as const,
  startedAt: '',
  version: '',
};

export interface Asked {
  readonly connector: SendConnector | string;
  readonly domain?: string;
  readonly hosts: readonly string[];
}

export function xproxyto({ connector, domain = 'fabrikam.com', hosts }: Asked): string {
  const guid = typeof connector === 'string' ? connector : connector.Guid;
  return formatProxyCommand({ verb: 'XPROXYTO', sid: '08D0', connector: guid, domain, hosts });
}

/** A Front End whose DNS a test decides, and one host outside. */
export class ServedProxy {
  readonly log: ProtocolEvent[] = [];
  readonly outcomes: string[] = [];
  redis: Endpoint | undefined;
  maxConnections: number | 'Unlimited' = 'Unlimited';
  readonly proxy: OutboundProxy;
  readonly #own = new OwnEndpoints({
    live: () => Promise.resolve([mailboxDelivery]),
    redis: () => this.redis,
    onFault: (error) => this.test.faults.push(error),
  });

  private constructor(
    readonly test: TestOrganization,
    readonly dns: DnsZone,
    readonly host: EchoingHost,
  ) {
    const resolver = new DnsResolvers().of([`${dns.server.address}:${dns.server.port}`]);
    this.proxy = new OutboundProxy({
      resolver: () => resolver,
      catchUpMs,
      isOurs: (endpoint) => this.#own.has(endpoint),
      server: () => ({ MaxOutboundConnections: this.maxConnections, DnsFaultTolerance: 'Lenient' }),
      counts: {
        asked: (outcome) => this.outcomes.push(outcome),
        ended: () => this.outcomes.push('ended'),
      },
    });
  }

  static async start(): Promise<ServedProxy> {
    const [test, dns, host] = [TestOrganization.start(), DnsZone.start({}), EchoingHost.start()];
    const served = new ServedProxy(await test, await dns, await host);
    await served.#own.start();
    return served;
  }

  async stop(): Promise<void> {
    this.#own.stop();
    await this.test.stop();
    await this.host.stop();
    await this.dns[Symbol.asyncDispose]();
  }

  /** The port of one of the default connectors. */
  serve(connector = 'Outbound Proxy Frontend'): Promise<number> {
    const made = defaultConnector(connector, { ProtocolLoggingLevel: 'Verbose' });
    const target = { pool: undefined, chooser: undefined } as never;
    return this.test.serve(made, { role: frontEnd, target, tunnels: this.proxy, log: this.log });
  }

  /** After EHLO inside TLS with the organization's certificate. */
  async hub(port?: number): Promise<TestClient> {
    const client = await TestClient.connect(port ?? (await this.serve()));
    await client.expect(/^220 /);
    await client.ehlo();
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await this.test.identity('own')) });
    await client.ehlo();
    return client;
  }

  /** To two smart hosts, on the port of the host outside. */
  relay(changes: Readonly<Record<string, unknown>> = {}): SendConnector {
    const SmartHosts = ['[127.0.0.1]', 'relay.example'];
    return this.#made({ Name: 'To Relay', DNSRoutingEnabled: false, SmartHosts, ...changes });
  }

  /** By DNS, to domains of Fabrikam. */
  internet(changes: Readonly<Record<string, unknown>> = {}): SendConnector {
    return this.#made({ AddressSpaces: ['SMTP:*.fabrikam.com;1'], ...changes });
  }

  #made(parameters: Readonly<Record<string, unknown>>): SendConnector {
    const connector = sendConnectorOf({ Port: this.host.port, ...parameters });
    this.test.organization = withSendConnectors(this.test.organization, connector);
    return connector;
  }
}
