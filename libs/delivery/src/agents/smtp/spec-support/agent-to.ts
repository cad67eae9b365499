import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';

import { noObjects, sendConnectorSchema, type SendConnector } from '@mailyard/directory';
import type { MailHost, MailHosts } from '@mailyard/dns';
import { nextHopTo } from '@mailyard/routing';

import type { OutboundLimits } from '../../../limits/outbound-limits.js';
import { limitedAtSetup, unlimited } from '../../../testing/index.js';
import type { ScriptedNextHop } from '../../spec-support/scripted-next-hop.js';
import { HostOpener, type HostDial } from '../hosts/open-host.js';
import { reachHosts } from '../hosts/reach-hosts.js';
import { SmtpAgent } from '../smtp-agent.js';

const guid = randomUUID();
export const nextHop = nextHopTo('DnsConnectorDelivery', 'example.com', guid);

export function connectorWith(parameters: Readonly<Record<string, unknown>> = {}): SendConnector {
  return sendConnectorSchema.parse({
    Guid: guid,
    Name: 'To Internet',
    AddressSpaces: ['*'],
    SourceTransportServers: ['MBX01'],
    ...parameters,
  }) as SendConnector;
}

/** An agent for the next hop: each host is a peer, in the order of preference. */
export function agentTo(
  peers: readonly ScriptedNextHop[],
  {
    connector = () => connectorWith(),
    patienceMs = 5_000,
    limits = unlimited,
  }: {
    readonly limits?: OutboundLimits;
    readonly connector?: () => SendConnector | undefined;
    readonly patienceMs?: number;
  } = {},
): SmtpAgent {
  const opener = new HostOpener({
    dial: (host) => dialOf(peers[Number(host.name)]),
    tlsAt: () => Promise.resolve({ tls: undefined, clearTextMayFollow: true }),
    logins: { of: () => Promise.resolve(undefined), refused: () => Promise.resolve() },
    fqdn: () => 'mbx01.contoso.com',
    log: () => () => undefined,
    limits,
    limited: limitedAtSetup,
    makeRoom: (shortage) => agent.makeRoom(shortage),
    patienceMs,
  });
  const agent: SmtpAgent = new SmtpAgent({
    limits,
    limited: limitedAtSetup,
    organization: () => ({
      sendConnector: connector,
      remoteDomain: () => undefined,
      objects: noObjects,
    }),
    reach: (destination) =>
      reachHosts(destination, {
        hosts: () => hostsNamed(peers.map((_, index) => String(index))),
        open: (host, to) => opener.open(host, to),
      }),
    onConnection: () => undefined,
    onOutcome: () => undefined,
    onReached: () => undefined,
  });
  return agent;
}

async function* hostsNamed(names: readonly string[]): MailHosts {
  for (const name of names) {
    yield await Promise.resolve<MailHost>({
      name,
      source: 'example.com',
      addresses: ['127.0.0.1'],
      secure: false,
    });
  }
  return { kind: 'tried' };
}

function dialOf(peer: ScriptedNextHop | undefined): HostDial {
  const { endpoint } = peer ?? { endpoint: { address: '127.0.0.1', port: 1 } };
  return {
    remote: endpoint,
    dial: (signal) =>
      new Promise((resolve, reject) => {
        const socket = connect({ host: endpoint.address, port: endpoint.port, signal });
        socket.once('connect', () => resolve(socket)).once('error', reject);
      }),
  };
}
