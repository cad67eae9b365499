import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

import { OrganizationCertificates } from '@mailyard/certificates';
import { OutboundConnection, replies, Reply } from '@mailyard/smtp';
import { eventually, freePort, tempDir, type TempDir } from '@mailyard/testing';

import type { FrontEnd } from './front-ends.js';
import { ProxiedDial, type ProxiedTarget, type ProxiedWay } from './proxied-dial.js';
import { ScriptedFrontEnd } from './spec-support/scripted-front-end.js';

let folder: TempDir;
let certificates: OrganizationCertificates;
let foreign: OrganizationCertificates;
let destination: Server;
let heard: string;

beforeAll(async () => {
  folder = await tempDir();
  certificates = await OrganizationCertificates.ensure(`${folder.path}/own`, { fqdn: 'mbx01.contoso.com' });
  foreign = await OrganizationCertificates.ensure(`${folder.path}/foreign`, { fqdn: 'mbx01.contoso.com' });
});
afterAll(() => folder.remove());

beforeEach(async () => {
  heard = '';
  destination = createServer((socket) => {
    socket.on('error', () => undefined).write('220 mx.example\r\n');
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      socket.write('250 mx.example\r\n');
    });
  });
  destination.listen(0, '127.0.0.1');
  await once(destination, 'listening');
});
afterEach(async () => {
  destination.close();
  await once(destination, 'close');
});

const destinationPort = (): number => (destination.address() as AddressInfo).port;
const target = (): ProxiedTarget => ({
  connector: { Guid: 'f1b6d8c0-0000-4000-8000-000000000001', Port: destinationPort() },
  domain: 'fabrikam.com',
  host: { name: 'mx.fabrikam.com', addresses: ['192.0.2.1'] },
});

function dialling(ports: readonly number[]) {
  const failed: number[] = [];
  const frontEnds = ports.map((port): FrontEnd => ({
    server: 'MBX01',
    endpoint: { address: '127.0.0.1', port },
    leaving: new AbortController().signal,
  }));
  const dial = new ProxiedDial({
    frontEnds: {
      inOrder: () => frontEnds,
      failed: ({ endpoint }) => void failed.push(endpoint.port),
    },
    context: () => certificates.internalClient,
    helo: () => 'mbx01.contoso.com',
  });
  return { dial, failed };
}

function open(way: ProxiedWay): Promise<OutboundConnection> {
  return OutboundConnection.connect({ dial: way.dial, remote: way.remote, helo: 'mail.contoso.com' });
}

it('a host is spoken to through Front End as if it had been connected to from here', async () => {
  await using frontEnd = await ScriptedFrontEnd.start(certificates, destinationPort());
  const way = dialling([frontEnd.port]).dial.to(target());
  expect(way.remote).toEqual({ address: '192.0.2.1', port: destinationPort() });
  const connection = await open(way);
  expect(connection.greeting.text).toBe('mx.example');
  expect(heard).toBe('EHLO mail.contoso.com\r\n');
  expect(way.remote).toEqual({ address: '127.0.0.1', port: destinationPort() });
  expect(way.frontEnd?.endpoint.port).toBe(frontEnd.port);
  expect(way.leaving).toBe(way.frontEnd?.leaving);
  expect(frontEnd.asked).toEqual([
    {
      verb: 'XPROXYTO',
      sid: expect.stringMatching(/^[\dA-F]{16}$/) as string,
      connector: target().connector.Guid,
      domain: 'fabrikam.com',
      hosts: [`mx.fabrikam.com:${destinationPort()}`],
    },
  ]);
  connection.close();
});

describe('another Front End is asked', () => {
  it('when one is not there', async () => {
    await using second = await ScriptedFrontEnd.start(certificates, destinationPort());
    const dead = await freePort();
    const { dial, failed } = dialling([dead, second.port]);
    (await open(dial.to(target()))).close();
    expect(failed).toEqual([dead]);
  });

  it('when one is of another organization', async () => {
    await using stranger = await ScriptedFrontEnd.start(foreign, destinationPort());
    await using second = await ScriptedFrontEnd.start(certificates, destinationPort());
    const { dial, failed } = dialling([stranger.port, second.port]);
    (await open(dial.to(target()))).close();
    expect(failed).toEqual([stranger.port]);
    expect(stranger.asked).toEqual([]);
  });

  it.each([
    ['stops', replies.notAvailable],
    ['is full', replies.tunnelLimitReached],
    ['knows no tunnels', replies.unrecognizedCommand],
  ])('when one %s', async (_, reply) => {
    await using first = await ScriptedFrontEnd.start(certificates);
    first.refusal = reply;
    await using second = await ScriptedFrontEnd.start(certificates, destinationPort());
    const { dial, failed } = dialling([first.port, second.port]);
    (await open(dial.to(target()))).close();
    expect(failed).toEqual([first.port]);
  });
});

it('that no host answers is told in the words of Front End, and another one is not asked', async () => {
  await using first = await ScriptedFrontEnd.start(certificates);
  first.refusal = new Reply(451, '4.4.1', 'No host has answered\nmx.fabrikam.com:25 ECONNREFUSED');
  await using second = await ScriptedFrontEnd.start(certificates, destinationPort());
  const { dial, failed } = dialling([first.port, second.port]);
  await expect(open(dial.to(target()))).rejects.toMatchObject({
    kind: 'connect',
    reply: { code: 451, status: '4.4.1' },
  });
  expect([failed, second.asked]).toEqual([[], []]);
});

it('no Front End at all is a connection that cannot be made', async () => {
  const { dial } = dialling([]);
  await expect(open(dial.to(target()))).rejects.toMatchObject({
    kind: 'connect',
    message: 'no Front End could be used: none is alive',
  });
});

it('who gives up waits for no Front End', async () => {
  await using frontEnd = await ScriptedFrontEnd.start(certificates);
  frontEnd.refusal = 'silence';
  const given = new AbortController();
  const { dial, failed } = dialling([frontEnd.port]);
  const dialled = dial.to(target()).dial(given.signal);
  const outcome = dialled.catch((error: unknown) => error);
  await eventually(() => expect(frontEnd.asked).toHaveLength(1));
  given.abort();
  expect(await outcome).toMatchObject({ name: 'HopError', kind: 'timeout' });
  expect(failed).toEqual([]);
});
