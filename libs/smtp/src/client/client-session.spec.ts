import { createSecureContext } from 'node:tls';

import { context } from '../server/spec-support/test-certificate.js';
import { TestServer } from '../server/spec-support/test-server.js';
import { openSession, type ClientOptions, type ClientSession } from './client-session.js';
import type { PresentedChain } from '../tls/presented-chain.js';
import type { ClientTls } from './client-tls.js';
import { sameTimeout, standardTimeouts, type Step } from './replies/reply-timeouts.js';
import { ScriptedPeer } from './spec-support/scripted-peer.js';

function open(peer: ScriptedPeer, changes: Partial<ClientOptions> = {}): Promise<ClientSession> {
  return openSession({ ...peer.options, timeouts: standardTimeouts, ...changes });
}

describe('a server that does not know EHLO (RFC 5321 §3.2)', () => {
  const answers: Readonly<Record<string, string>> = { 'HELO test': '250 old.example\r\n' };
  const start = (ehlo: string) =>
    ScriptedPeer.start((line, socket) => void socket.write(answers[line] ?? ''), { ehlo });

  it('is greeted with HELO, and offers nothing', async () => {
    await using peer = await start('502 5.5.1 what?\r\n');
    const session = await open(peer, { heloFallback: true });
    expect(session.extensions.size).toBe(0);
    expect(peer.received).toBe('EHLO test\r\nHELO test\r\n');
    session.channel.close();
  });

  it('is none for us where we need extensions', async () => {
    await using peer = await start('502 5.5.1 what?\r\n');
    await expect(open(peer)).rejects.toMatchObject({ kind: 'protocol', reply: { code: 502 } });
  });

  it('is not one that cannot answer now', async () => {
    await using peer = await start('451 4.3.0 later\r\n');
    await expect(open(peer, { heloFallback: true })).rejects.toMatchObject({ reply: { code: 451 } });
    expect(peer.received).toBe('EHLO test\r\n');
  });
});

describe('TLS as a step of the session', () => {
  const trusting: ClientTls = {
    command: 'STARTTLS',
    context,
    policy: 'required',
    trust: { host: 'mx.example' },
  };

  let told: string[];
  beforeEach(() => {
    told = [];
  });

  async function secured(tls: ClientTls, offered = true): Promise<ClientSession> {
    await using server = await TestServer.start({
      offer: { startTls: offered ? { context, requestCertificate: false } : undefined },
    });
    const { address: host, port } = server.endpoint;
    const timeouts = sameTimeout(5_000);
    return await openSession({
      host,
      port,
      protocol: 'SMTP',
      helo: 'test',
      connectTimeoutMs: 5_000,
      timeouts,
      tls,
      log: ({ event, data, context = '' }) => told.push(`${event} ${data} ${context}`),
    });
  }

  it('a certificate with the host’s name is good, and EHLO is said again inside (RFC 3207 §4.2)', async () => {
    const { tls, extensions } = await secured(trusting);
    expect(tls).toMatchObject({ command: 'STARTTLS', protocol: 'TLSv1.3', peerAuthorized: true });
    expect(extensions.has('PIPELINING') && !extensions.has('STARTTLS')).toBe(true);
  });

  it.each([
    ['with another host’s name', { ...trusting, trust: { host: 'mx.fabrikam.com' } }],
    ['of an unknown authority', { ...trusting, context: createSecureContext(), trust: 'authority' }],
  ] satisfies [string, ClientTls][])('a certificate %s is not', async (_, tls) => {
    await expect(secured(tls)).rejects.toMatchObject({ name: 'HopError', kind: 'tls' });
    // The protocol log says why there is no session.
    expect(told.slice(-2)).toEqual([expect.stringMatching(/^\* .+ TLS negotiation failed$/), '-  Local']);
  });

  it('the name does not count where the authority is enough', async () => {
    expect((await secured({ ...trusting, trust: 'authority' })).tls).toBeDefined();
  });

  it('any certificate will do against listeners (RFC 7435)', async () => {
    const { tls } = await secured({ ...trusting, context: createSecureContext(), trust: 'anybody' });
    expect(tls).toMatchObject({ peerAuthorized: false });
  });

  it('a judge of our own sees what the peer presents, whatever the authorities say of it', async () => {
    const seen: string[] = [];
    const objection = ([own]: PresentedChain) => void seen.push(own.checkHost('mx.example') ?? '');
    const trust = { host: 'mx.example', objection };
    expect((await secured({ ...trusting, context: createSecureContext(), trust })).tls).toBeDefined();
    expect(seen).toEqual(['mx.example']);
    expect(told).toContainEqual(expect.stringMatching(/^\* .*Received certificate$/));
  });

  it('what it objects to ends the session', async () => {
    const trust = { host: 'mx.example', objection: () => 'no TLSA record matches' };
    const failure = {
      kind: 'tls',
      message: 'the certificate of mx.example is not accepted: no TLSA record matches',
    };
    await expect(secured({ ...trusting, trust })).rejects.toMatchObject(failure);
  });

  it('without an offer there is no session, or one in clear text', async () => {
    await expect(secured(trusting, false)).rejects.toMatchObject({ kind: 'tls' });
    // Who leaves says so, and the log tells that it was us.
    expect(told.slice(-2)).toEqual(['> QUIT ', '-  Local']);
    expect((await secured({ ...trusting, policy: 'opportunistic' }, false)).tls).toBeUndefined();
  });
});

describe('each step has its time-out (RFC 5321 §4.5.3.2)', () => {
  it.each(['command', 'envelope', 'chunk', 'end'] satisfies Step[])('%s', async (step) => {
    await using peer = await ScriptedPeer.start(
      (line, socket) => void (line === 'NOOP' && socket.write('250 ok\r\n')),
    );
    const { channel } = await open(peer, { timeouts: { ...sameTimeout(60_000), [step]: 80 } });
    channel.command('NOOP', 'SILENCE');
    // The reply that comes is one to a step with patience; then it is the turn of the next one.
    const other = step === 'end' ? 'chunk' : 'end';
    const [first, second] = [channel.reply(other), channel.reply(step)];
    await expect(first).resolves.toMatchObject({ code: 250 });
    await expect(second).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('greeting', async () => {
    await using peer = await ScriptedPeer.start(undefined, { greeting: '' });
    const timeouts = { ...sameTimeout(60_000), greeting: 80 };
    await expect(open(peer, { timeouts })).rejects.toMatchObject({ kind: 'timeout' });
  });
});
