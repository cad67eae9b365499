import { nextHopTo } from '@mailyard/routing';
import type { ServiceInstance } from '@mailyard/service';
import { HopConnection, HopPool, type Endpoint } from '@mailyard/smtp';

import { describeDeliveryAgent, type TestOptions } from '../../testing/index.js';
import { MailboxAgent } from './mailbox-agent.js';
import { faults, ScriptedNextHop, stages } from '../spec-support/scripted-next-hop.js';

function poolOf({ maxConnections, patienceMs }: TestOptions): HopPool {
  return new HopPool({
    maxIdleMs: 60_000,
    maxPerHost: maxConnections,
    connect: ({ address, port }) =>
      HopConnection.connect({
        host: address,
        port,
        protocol: 'LMTP',
        helo: 'hub',
        connectTimeoutMs: 5_000,
        replyTimeoutMs: patienceMs,
        // As if it were a service of ours.
        limits: { transactions: 32, octets: 1_048_576 },
      }),
  });
}

function instanceAt(endpoint: Endpoint): ServiceInstance {
  return {
    id: 'peer',
    service: 'mailbox-delivery',
    server: 'MBX01',
    host: 'peer',
    pid: 1,
    address: endpoint.address,
    listeners: [{ name: 'peer', endpoint, state: 'Listening' }],
    state: 'Active',
    startedAt: '',
    version: '',
  };
}

describeDeliveryAgent('LMTP to Mailbox Delivery', {
  stages,
  faults,
  connects: true,
  start: async (options) => {
    const peer = new ScriptedNextHop('LMTP');
    await peer.comeBack();
    const agent = new MailboxAgent({
      pool: poolOf(options),
      live: () => Promise.resolve([instanceAt(peer.endpoint)]),
      freshMs: 60_000,
      onFault: (error) => {
        throw error;
      },
      onReturn: () => undefined,
    });
    await agent.start();
    const stop = async (): Promise<void> => {
      agent.stop();
      await peer.leave();
    };
    return { agent, nextHop: nextHopTo('SmtpDeliveryToMailbox', 'DB01'), peer, stop };
  },
});
