import { nextHopTo } from '@mailyard/routing';
import type { ServiceInstance } from '@mailyard/service';
import { HopConnection, HopPool, type Endpoint } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import type { DeliveryOutcome, DeliverySession } from '../../delivery-agent.js';
import { describeDeliveryAgent, type TestOptions } from '../../testing/index.js';
import { message } from '../../testing/messages.js';
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

async function start(options: TestOptions) {
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
}

describeDeliveryAgent('LMTP to Mailbox Delivery', { stages, faults, connects: true, start });

describe('a connection that served before and is lost behind the end of a message', () => {
  let tested: Awaited<ReturnType<typeof start>>;
  let session: DeliverySession;
  let first: DeliveryOutcome;
  beforeEach(async () => {
    tested = await start({ maxConnections: 10, patienceMs: 60_000 });
    session = tested.agent.open();
    first = await session.deliver(message(['alice@contoso.com']));
  });
  afterEach(() => tested.stop());

  it('the message is sent again at once, and it is told that it may come twice', async () => {
    expect(first).not.toHaveProperty('mayBeTaken');
    const { peer } = tested;
    peer.pause();
    const delivered = session.deliver(message(['bob@contoso.com']));
    await eventually(() => peer.reached);
    peer.dropConnections();
    peer.resume();
    expect(await delivered).toMatchObject({ scope: 'recipients', mayBeTaken: true });
    expect(peer.taken.map(({ recipients }) => recipients)).toEqual([
      ['alice@contoso.com'],
      ['bob@contoso.com'],
    ]);
  });

  it('once', async () => {
    const { peer } = tested;
    peer.fail('lost after the content');
    const outcome = await session.deliver(message(['bob@contoso.com']));
    expect(outcome).toMatchObject({ scope: 'next-hop', mayBeTaken: true });
    expect(peer.accepted).toBe(2);
  });
});
