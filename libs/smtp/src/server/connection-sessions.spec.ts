import { eventually, TestClient } from '@mailyard/testing';

import { replies } from '../reply/replies.js';
import { Reply, ReplyError } from '../reply/reply.js';
import type { Session } from './session-handler.js';
import { certificate, context, key } from './spec-support/test-certificate.js';
import { TestServer } from './spec-support/test-server.js';

const asking = { context, requestCertificate: true };
const line = 'PROXY TCP4 192.0.2.7 192.0.2.9 56324 25\r\n';

const connect = (server: TestServer, localAddress = '127.0.0.1'): Promise<TestClient> =>
  TestClient.connect(server.endpoint.port, { localAddress });

describe('PROXY protocol, from a load balancer that is trusted', () => {
  it('the session is the client’s, at our own end of the connection', async () => {
    await using server = await TestServer.start({ trusted: 'proxyProtocol' });
    const client = await connect(server);
    await client.sendRaw(line, { segments: line.length });
    await client.expect(/^220 /);
    await client.ehlo();
    expect(server.accepted).toMatchObject([
      { local: server.endpoint, remote: { address: '192.0.2.7', port: 56_324 } },
    ]);
    await client.quit();
  });

  it('TLS begins after it as ever', async () => {
    await using server = await TestServer.start({ trusted: 'proxyProtocol', offer: { startTls: asking } });
    const client = await connect(server);
    await client.sendRaw(`${line}EHLO client.example\r\n`);
    await client.expect(/^220 /);
    await client.expect(/^250-mx\.example Hello \[192\.0\.2\.7\]/);
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    await client.quit();
  });

  it('its own health check (UNKNOWN, LOCAL) is its own session', async () => {
    await using server = await TestServer.start({ trusted: 'proxyProtocol' });
    const client = await connect(server);
    await client.sendRaw('PROXY UNKNOWN\r\n');
    await client.expect(/^220 /);
    expect(server.accepted[0]?.remote.address).toBe('127.0.0.1');
    await client.quit();
  });

  it.each([
    ['no header', 'EHLO client.example\r\n'],
    ['a malformed one', 'PROXY TCP4 192.0.2.7\r\n'],
    ['one that never ends', 'PROXY UNKNOWN '.padEnd(200, 'x')],
    ['a binary one of another version', Buffer.from('0d0a0d0a000d0a515549540a11110000', 'hex')],
  ])('%s: one answer, and the end', async (_, octets) => {
    await using server = await TestServer.start({ trusted: 'proxyProtocol' });
    const client = await connect(server);
    await client.sendRaw(octets);
    await client.expect(/^421 4\.3\.2 A PROXY protocol header is expected from this address$/);
    await client.closed();
    expect([server.handlers, server.faults.length]).toEqual([[], 1]);
  });

  it('a header that stops half-way is given up', async () => {
    await using server = await TestServer.start({ trusted: 'proxyProtocol' });
    const client = await connect(server);
    await client.sendRaw('PROXY TCP4 192.0');
    await client.expect(/^421 4\.3\.2 A PROXY/);
    await client.closed();
  });

  it('a balancer that only tries the port is nobody’s fault', async () => {
    await using server = await TestServer.start({ trusted: 'proxyProtocol' });
    const client = await connect(server);
    await eventually(() => server.listener.connections === 1);
    client.endInput();
    await client.closed();
    await eventually(() => server.listener.connections === 0);
    expect([server.handlers, server.faults]).toEqual([[], []]);
  });

  it('the end of the service does not wait for a header', async () => {
    const server = await TestServer.start({ trusted: 'proxyProtocol' });
    const client = await connect(server);
    await eventually(() => server.listener.connections === 1);
    await server.listener.stop(60_000);
    await client.closed();
  });
});

describe('PROXY protocol, from anybody else', () => {
  it('is a command like any other that is not known', async () => {
    await using server = await TestServer.start({ trusted: 'proxyProtocol' });
    const client = await connect(server, '127.0.0.3');
    await client.sendRaw(line);
    await client.expect(/^220 /);
    await client.expect(/^500 5\.3\.3 Unrecognized command$/);
    await client.command('NOOP', /^250 /);
    expect(server.accepted[0]?.remote.address).toBe('127.0.0.3');
    await client.quit();
  });

  it('version 2 is one refusal a line, and nothing of it is executed', async () => {
    await using server = await TestServer.start({ trusted: 'proxyProtocol' });
    const client = await connect(server, '127.0.0.3');
    const header = Buffer.from('0d0a0d0a000d0a515549540a2111000cc0000207c0000209dc040019', 'hex');
    await client.sendRaw(header);
    await client.expect(/^220 /);
    for (let count = 0; count < 4; count += 1) await client.expect(/^500 5\./);
    await client.sendRaw('\r\nNOOP\r\n');
    await client.expect(/^250 2\.0\.0 OK$/);
    await client.quit();
  });
});

describe('XCLIENT (Postfix XCLIENT_README)', () => {
  const keyword = 'NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT';

  it('is offered to a trusted peer only, and refused to others', async () => {
    await using server = await TestServer.start({ trusted: 'xclient' });
    const trusted = await connect(server);
    await trusted.expect(/^220 /);
    expect((await trusted.ehlo()).get('XCLIENT')).toBe(keyword);
    const stranger = await connect(server, '127.0.0.3');
    await stranger.expect(/^220 /);
    expect((await stranger.ehlo()).has('XCLIENT')).toBe(false);
    await stranger.command('XCLIENT ADDR=192.0.2.7', /^550 5\.7\.0 Insufficient authorization for XCLIENT$/);
    await stranger.command('NOOP', /^250 /);
    expect(server.handlers).toHaveLength(2);
  });

  it('begins the session of the client, from the greeting', async () => {
    await using server = await TestServer.start({ trusted: 'xclient' });
    const client = await server.client();
    await client.command('XCLIENT ADDR=IPV6:2001:db8::7 PORT=4711 NAME=c.example', /^220 mx\.example ready$/);
    await client.command('MAIL FROM:<a@b.example>', /^503 5\.5\.2 Send hello first$/);
    await client.command('EHLO c.example', /^250-mx\.example Hello \[2001:db8::7\]/);
    await client.command('MAIL FROM:<a@b.example>', /^250 /);
    const [own, client2] = server.accepted;
    expect([own?.remote.address, client2]).toMatchObject([
      '127.0.0.1',
      { local: server.endpoint, remote: { address: '2001:db8::7', port: 4711 } },
    ]);
    expect(server.handlers.map(({ closings }) => closings)).toEqual([1, 0]);
    expect(server.handlers.map(({ session }) => session?.forwarder)).toEqual([true, false]);
  });

  it('what several commands say adds up; HELO and LOGIN are the client’s', async () => {
    await using server = await TestServer.start({ trusted: 'xclient' });
    const client = await server.client();
    await client.command('XCLIENT ADDR=192.0.2.7 LOGIN=alice+40contoso.com', /^220 /);
    await client.command('XCLIENT HELO=c.example DESTADDR=192.0.2.9 DESTPORT=587', /^220 /);
    await client.ehlo('proxy.example');
    const { session } = server.handlers[2] ?? {};
    expect(session).toMatchObject({
      local: { address: '192.0.2.9', port: 587 },
      remote: { address: '192.0.2.7', port: 0 },
      helo: 'c.example',
      user: 'alice@contoso.com',
    });
    await client.command('XCLIENT LOGIN=[UNAVAILABLE]', /^220 /);
    expect(server.handlers[3]?.session).toMatchObject({ user: undefined, remote: { address: '192.0.2.7' } });
  });

  it('an unknown address is not that of the proxy', async () => {
    await using server = await TestServer.start({ trusted: 'xclient' });
    const client = await server.client();
    await client.command('XCLIENT ADDR=[UNAVAILABLE]', /^220 /);
    expect(server.accepted[1]?.remote).toEqual({ address: '0.0.0.0', port: 0 });
  });

  it('a login that is not believed ends the connection', async () => {
    const vouched = () => {
      throw new ReplyError(replies.authUnsuccessful);
    };
    await using server = await TestServer.start({ trusted: 'xclient', decide: { vouched } });
    const client = await server.client();
    await client.command('XCLIENT LOGIN=mallory', /^535 5\.7\.3 /);
    await client.closed();
  });

  it('a client that is refused at its connection is refused', async () => {
    const decide = {
      connect: ({ remote }: Session) =>
        remote.address === '192.0.2.7' ? replies.tooManyConnections : new Reply(220, undefined, 'ready'),
    };
    await using server = await TestServer.start({ trusted: 'xclient', decide });
    const client = await server.client();
    await client.command(
      'XCLIENT ADDR=192.0.2.7',
      /^421 4\.3\.2 The maximum number of concurrent connections/,
    );
    await client.closed();
  });

  it('does not stand within a transaction, and malformed changes nothing', async () => {
    await using server = await TestServer.start({ trusted: 'xclient' });
    const client = await server.client();
    await client.command('XCLIENT ADDR=nowhere', /^501 5\.5\.4 /);
    await client.command('XCLIENT', /^501 5\.5\.4 /);
    await client.command('MAIL FROM:<a@b.example>', /^250 /);
    await client.command('XCLIENT ADDR=192.0.2.7', /^503 5\.5\.2 /);
    await client.command('RCPT TO:<b@mx.example>', /^250 /);
    expect(server.handlers).toHaveLength(1);
  });

  it('keeps the TLS of the proxy, but not what its certificate proves', async () => {
    await using server = await TestServer.start({ trusted: 'xclient', offer: { startTls: asking } });
    const client = await server.client();
    await client.upgradeTls({ command: 'STARTTLS', cert: certificate, key });
    await client.ehlo();
    expect(server.handler.session?.tls).toMatchObject({ peerAuthorized: true, peerName: 'mx.example' });
    await client.command('XCLIENT ADDR=192.0.2.7', /^220 /);
    expect((await client.ehlo()).has('STARTTLS')).toBe(false);
    expect(server.handlers[1]?.session?.tls).toMatchObject({
      peerAuthorized: false,
      peerName: undefined,
      peerHosts: [],
    });
  });

  it('the end of the service ends the client’s session', async () => {
    const server = await TestServer.start({ trusted: 'xclient' });
    const client = await server.client();
    await client.command('XCLIENT ADDR=192.0.2.7', /^220 /);
    const stopped = server.listener.stop(60_000);
    await client.expect(/^421 4\.3\.2 Service not available/);
    await client.closed();
    await stopped;
  });
});
