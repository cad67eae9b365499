import { connect } from 'node:net';

import { sendConnectorSchema, type SendConnector } from '@mailyard/directory';
import { OutboundConnection } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { limitedAtSetup } from '../../../testing/index.js';
import { ScriptedNextHop } from '../../spec-support/scripted-next-hop.js';
import { KeptConnections } from './kept-connections.js';
import type { OpenedHost } from '../hosts/reached.js';

const connector = sendConnectorSchema.parse({
  Guid: '7f0a3c3e-2b8e-4f57-9f3b-2b6f4bb9a0d1',
  Name: 'To Internet',
  AddressSpaces: ['*'],
  SourceTransportServers: ['MBX01'],
}) as SendConnector;

let peer: ScriptedNextHop;
let kept: KeptConnections;
let front: AbortController;

beforeEach(async () => {
  peer = new ScriptedNextHop('SMTP');
  await peer.comeBack();
  kept = new KeptConnections();
  front = new AbortController();
});
afterEach(async () => {
  kept.close();
  await peer.leave();
});

/** Through a Front End that may leave. */
async function opened(): Promise<OpenedHost> {
  const { address, port } = peer.endpoint;
  const connection = await OutboundConnection.connect({
    remote: peer.endpoint,
    dial: () => Promise.resolve(connect({ host: address, port })),
    helo: 'mbx01.contoso.com',
  });
  return {
    connector,
    connection,
    host: { host: 'mx.example.com' },
    to: limitedAtSetup({ connector, name: 'example.com', by: 'dns', domain: 'example.com' }),
    place: { held: true, release: () => undefined },
    leaving: front.signal,
    messages: 1,
    usedAt: 0,
  };
}

it('an idle connection through a Front End that leaves is closed, so that nobody waits for it', async () => {
  kept.keep('queue', await opened());
  front.abort();
  await eventually(() => peer.connections === 0, { deadlineMs: 5_000 });
});

it('and no message goes over it any more', async () => {
  kept.keep('queue', await opened());
  expect(kept.take('queue', connector)).toBeDefined();
  kept.keep('queue', await opened());
  front.abort();
  expect(kept.take('queue', connector)).toBeUndefined();
});
