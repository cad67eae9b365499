import { MailboxAgent, ServerAgent, SmtpAgent, type DeliveryAgent, type OwnLimit } from '@mailyard/delivery';
import { limitedAtSetup, unlimited } from '@mailyard/delivery/testing';
import type { Organization } from '@mailyard/directory';
import type { ServiceInstance } from '@mailyard/service';
import { HopConnection, HopPool, type Endpoint } from '@mailyard/smtp';

import { limitedAgent } from './limited-agent.js';
import type { LmtpSink } from './lmtp-sink.js';

export interface SinkAgentOptions {
  readonly sink: LmtpSink;
  /** To the sink at a time. */
  readonly maxConnections?: number;
  /** Asked before each message. */
  readonly ownLimit?: () => OwnLimit | undefined;
  readonly onFault: (error: unknown) => void;
}

/** The agent of mailbox databases, with the sink for Mailbox Delivery. */
export function sinkAgent({ sink, maxConnections, ownLimit, onFault }: SinkAgentOptions): DeliveryAgent {
  const agent = new MailboxAgent({
    pool: new HopPool({
      maxIdleMs: 5_000,
      ...(maxConnections === undefined ? {} : { maxPerHost: maxConnections }),
      connect: ({ address, port }) =>
        HopConnection.connect({
          host: address,
          port,
          protocol: 'LMTP',
          helo: 'hub',
          connectTimeoutMs: 2_000,
          replyTimeoutMs: 10_000,
        }),
    }),
    live: () => Promise.resolve([instanceAt(sink.endpoint)]),
    freshMs: 1_000,
    onFault,
    onReturn: () => undefined,
  });
  return ownLimit === undefined ? agent : limitedAgent(agent, ownLimit);
}

/** Mailbox Delivery, as the registry of services tells of it. */
function instanceAt(endpoint: Endpoint): ServiceInstance {
  return {
    id: 'sink',
    service: 'mailbox-delivery',
    server: 'MBX01',
    host: 'sink',
    pid: 1,
    address: endpoint.address,
    listeners: [{ name: 'sink', endpoint, state: 'Listening' }],
    state: 'Active',
    startedAt: '',
    version: '',
  };
}

/** The agent of Send connectors in a network without other hosts. */
export function agentToNobody(organization: () => Organization): SmtpAgent {
  return new SmtpAgent({
    organization,
    limits: unlimited,
    limited: limitedAtSetup,
    reach: async function* nobody() {
      // No host is found.
    },
    onConnection: () => undefined,
    onOutcome: () => undefined,
    onReached: () => undefined,
  });
}

/** The agent of other servers, none of which lives. */
export function agentToNoServer(
  organization: () => Organization,
  onFault: (error: unknown) => void,
): ServerAgent {
  return new ServerAgent({
    pool: new HopPool({ maxIdleMs: 5_000, connect: () => Promise.reject(new Error('there is no server')) }),
    server: 'MBX01',
    organization,
    live: () => Promise.resolve([]),
    endpointOf: () => undefined,
    freshMs: 1_000,
    onFault,
    onReturn: () => undefined,
  });
}
