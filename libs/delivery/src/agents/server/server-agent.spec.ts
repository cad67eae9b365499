import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  noObjects,
  Organization,
  sendConnectorSchema,
  serverSchema,
  transportSettingsSchema,
} from '@mailyard/directory';
import { nextHopTo } from '@mailyard/routing';
import type { ServiceInstance } from '@mailyard/service';
import { HopConnection, HopPool, type Endpoint } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { describeDeliveryAgent, type TestOptions } from '../../testing/index.js';
import { faults, ScriptedNextHop } from '../spec-support/scripted-next-hop.js';
import { ServerAgent } from './server-agent.js';
import { ServerHubs } from './server-hubs.js';

const guid = randomUUID();

/** MBX01 and MBX02 are of one site, MBX03 and MBX04 of another; all but MBX04 may send by the connector. */
const organization = new Organization(1, {
  ...noObjects,
  Servers: ['MBX01', 'MBX02', 'MBX03', 'MBX04'].map((Name, index) =>
    serverSchema.parse({
      Guid: randomUUID(),
      Name,
      Fqdn: `${Name}.contoso.com`,
      ADSite: index < 2 ? 'Berlin' : 'Paris',
    }),
  ),
  AcceptedDomains: [
    acceptedDomainSchema.parse({ Guid: randomUUID(), Name: 'c', DomainName: 'contoso.com', Default: true }),
  ],
  SendConnectors: [
    sendConnectorSchema.parse({
      Guid: guid,
      Name: 'To Internet',
      AddressSpaces: ['*'],
      SourceTransportServers: ['MBX01', 'MBX02', 'MBX03'],
    }),
  ],
  TransportSettings: [transportSettingsSchema.parse({ Guid: randomUUID() })],
});

function hubAt(server: string, endpoint: Endpoint, id = server): ServiceInstance {
  return {
    id,
    service: 'hub-transport',
    server,
    host: server,
    pid: 1,
    address: endpoint.address,
    listeners: [{ name: `Default ${server}`, endpoint, state: 'Listening' }],
    state: 'Active',
    startedAt: '',
    version: '',
  };
}

const onFault = (error: unknown): never => {
  throw error;
};
const endpointOf = ({ listeners }: ServiceInstance) => listeners[0]?.endpoint;
const common = { server: 'MBX01', organization: () => organization, endpointOf, onFault };

function poolOf({ maxConnections, patienceMs }: TestOptions): HopPool {
  return new HopPool({
    maxIdleMs: 60_000,
    maxPerHost: maxConnections,
    connect: ({ address, port }) =>
      HopConnection.connect({
        host: address,
        port,
        protocol: 'SMTP',
        helo: 'mbx01.contoso.com',
        connectTimeoutMs: 5_000,
        replyTimeoutMs: patienceMs,
        // As if it were a service of ours.
        limits: { transactions: 32, octets: 1_048_576 },
      }),
  });
}

describeDeliveryAgent('SMTP to the hubs of another server', {
  stages: ['RCPT'],
  faults,
  connects: true,
  start: async (options) => {
    const peer = new ScriptedNextHop('SMTP');
    await peer.comeBack();
    const agent = new ServerAgent({
      ...common,
      pool: poolOf(options),
      live: () => Promise.resolve([hubAt('MBX02', peer.endpoint)]),
      freshMs: 60_000,
      onReturn: () => undefined,
    });
    await agent.start();
    const stop = async (): Promise<void> => {
      agent.stop();
      await peer.leave();
    };
    return { agent, nextHop: nextHopTo('SmtpRelayToMailboxDeliveryGroup', 'MBX02'), peer, stop };
  },
});

describe('the hubs of a next hop', () => {
  const at = (port: number): Endpoint => ({ address: '127.0.0.1', port });
  let live: readonly ServiceInstance[];
  let answers: number;
  let returns: number;
  let hubs: ServerHubs;

  beforeEach(async () => {
    live = [
      hubAt('MBX01', at(1)),
      hubAt('MBX02', at(2)),
      hubAt('MBX02', at(22), 'second'),
      hubAt('MBX03', at(3)),
      hubAt('MBX04', at(4)),
    ];
    [answers, returns] = [0, 0];
    hubs = new ServerHubs({
      ...common,
      live: () => {
        answers += 1;
        return Promise.resolve(live);
      },
      freshMs: 5,
      onReturn: () => (returns += 1),
    });
    await hubs.start();
  });
  afterEach(() => hubs.stop());

  const ports = (...asked: Parameters<typeof nextHopTo>) =>
    hubs.hosts(nextHopTo(...asked)).map(({ port }) => port);

  it('are those of the server that has the database, each first in turn', () => {
    const turns = [1, 2].map(() => ports('SmtpRelayToMailboxDeliveryGroup', 'mbx02'));
    expect(new Set(turns.map((turn) => turn.join()))).toEqual(new Set(['2,22', '22,2']));
  });

  it('are those of the source servers of the connector, of our own site first, and never ourselves', () => {
    const found = ports('SmtpRelayToConnectorSourceServers', 'To Internet', guid);
    expect([...found].sort((a, b) => a - b)).toEqual([2, 3, 22]);
    expect(found.at(-1)).toBe(3);
  });

  it('are none for a connector that is gone, and for a server without hubs', () => {
    expect(ports('SmtpRelayToConnectorSourceServers', 'Gone', randomUUID())).toEqual([]);
    live = [];
    expect(ports('SmtpRelayToMailboxDeliveryGroup', 'MBX09')).toEqual([]);
  });

  it('that come back are told, twice, for attempts that were under way', async () => {
    const passed = async (): Promise<void> => {
      const before = answers;
      await eventually(() => answers >= before + 4);
    };
    await passed();
    expect(returns).toBe(2);
    live = live.slice(0, 2);
    await passed();
    live = [...live, hubAt('MBX02', at(22), 'third')];
    await passed();
    expect(returns).toBe(4);
  });
});
