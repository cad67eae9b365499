import { createSecureContext } from 'node:tls';

import { eventually } from '@mailyard/testing';

import { certificate, context, key } from '../../spec-support/test-certificate.js';
import { TestServer } from '../../spec-support/test-server.js';

const quiet = { context, requestCertificate: false };
const asking = { context, requestCertificate: true };

describe('STARTTLS (RFC 3207)', () => {
  it('forgets what was said before (§4.2)', async () => {
    await using server = await TestServer.start({ offer: { startTls: quiet, anonymousTls: asking } });
    const client = await server.client();
    await client.command('AUTH PLAIN AGEAYg==', /^235/);
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command('STARTTLS now', /^501/);
    await client.upgradeTls({ command: 'STARTTLS', ca: certificate });
    await client.command('RCPT TO:<a@b.example>', /^503 5\.5\.2 Send hello first$/);
    expect(server.handler.session).toMatchObject({
      helo: undefined,
      user: undefined,
      tls: { command: 'STARTTLS', protocol: 'TLSv1.3', peerAuthorized: false, peerName: undefined },
    });
    const keywords = await client.ehlo();
    expect([keywords.has('STARTTLS'), keywords.has('X-ANONYMOUSTLS'), keywords.has('AUTH')]).toEqual([
      false,
      false,
      true,
    ]);
    await client.command('RCPT TO:<a@b.example>', /^503 5\.5\.2 Need mail command$/);
    await client.command('STARTTLS', /^503 5\.5\.1 TLS is already active$/);
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command('RCPT TO:<a@b.example>', /^250/);
    await client.command('DATA', /^354/);
    await client.sendRaw(`${'x'.repeat(70_000)}\r\n.\r\n`);
    await client.expect(/^250 2\.6\.0/);
    await client.quit();
    expect(server.handler.accepted).toEqual([`${'x'.repeat(70_000)}\r\n`]);
    expect(server.handler.closings).toBe(1);
  });

  it('REQUIRETLS is there with TLS, and without it neither offered nor taken (RFC 8689 §4.1)', async () => {
    await using server = await TestServer.start({ offer: { startTls: quiet } });
    const client = await server.connect();
    expect((await client.ehlo()).has('REQUIRETLS')).toBe(false);
    await client.command('MAIL FROM:<a@b.example> REQUIRETLS', /^555 5\.5\.4/);
    await client.upgradeTls({ command: 'STARTTLS', ca: certificate });
    expect((await client.ehlo()).has('REQUIRETLS')).toBe(true);
    await client.command('MAIL FROM:<a@b.example> REQUIRETLS', /^250/);
    await client.quit();
  });

  it('refuses commands that were sent along in clear text, and executes none (§6)', async () => {
    await using server = await TestServer.start({ offer: { startTls: quiet } });
    const client = await server.client();
    await client.sendRaw('STARTTLS\r\nMAIL FROM:<evil@b.example>\r\nRCPT TO:<b@mx.example>\r\n');
    await client.expect(/^503 5\.5\.1 Improper use of SMTP command pipelining$/);
    await client.command('RCPT TO:<b@mx.example>', /^503 5\.5\.2 Need mail command$/);
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    await client.quit();
    expect(server.handler.envelopes).toEqual([]);
  });

  it('fails on clear text that comes after 220, and executes none of it', async () => {
    await using server = await TestServer.start({ offer: { startTls: quiet } });
    const client = await server.client();
    await client.command('STARTTLS', /^220 2\.0\.0 SMTP server ready$/);
    await client.sendRaw('EHLO evil\r\nMAIL FROM:<evil@b.example>\r\n');
    await client.closed().catch(() => undefined);
    await server.listener.stop(1000);
    expect(server.handler.envelopes).toEqual([]);
    expect(server.handler.transcript).toContain('TLS negotiation failed with error');
    expect(server.handler.closings).toBe(1);
  });

  it('cuts a client that never begins the handshake', async () => {
    await using server = await TestServer.start({
      offer: { startTls: quiet },
      limits: { inactivityTimeoutMs: 1_000 },
    });
    const client = await server.client();
    await client.command('STARTTLS', /^220/);
    await client.closed();
    await eventually(() => server.handler.closings === 1);
  });

  it('lets go of a client that leaves within the handshake', async () => {
    await using server = await TestServer.start({ offer: { startTls: quiet } });
    const client = await server.client();
    await client.command('STARTTLS', /^220 /);
    client.endInput();
    expect(await eventually(() => server.listener.connections === 0)).toBe(true);
    expect(server.handler.closings).toBe(1);
  });

  it('lets go of a client that leaves once the handshake is done', async () => {
    await using server = await TestServer.start({ offer: { startTls: quiet } });
    const client = await server.client();
    await client.upgradeTls({ command: 'STARTTLS' });
    client.endInput();
    expect(await eventually(() => server.listener.connections === 0)).toBe(true);
    expect(server.handler.closings).toBe(1);
  });

  it('does not ask for a certificate', async () => {
    await using server = await TestServer.start({ offer: { startTls: quiet } });
    const client = await server.client();
    await client.upgradeTls({ command: 'STARTTLS', cert: certificate, key });
    await client.ehlo();
    expect(server.handler.session?.tls).toMatchObject({ peerAuthorized: false, peerName: undefined });
    await client.quit();
  });
});

describe('the protocol log of a handshake', () => {
  const shown = [
    '* CN=mx.example|Certificate subject',
    '* CN=mx.example|Certificate issuer name',
    '* 17AB5A7F9FA48144FE12703A4AE1C4D3B4962625|Certificate serial number',
    expect.stringMatching(/^\* [0-9A-F]{40}\|Certificate thumbprint$/),
    '* |Certificate alternate names',
  ];

  it.each([
    [
      'TLSv1.2',
      'TLS1_2',
      /algorithm AES_\d+_GCM with strength \d{3} bits and cipher suite TLS_ECDHE_ECDSA_WITH_AES_/,
    ],
    ['TLSv1.3', 'TLS1_3', /AES_256_GCM with strength 256 bits and cipher suite TLS_AES_256_GCM_SHA384$/],
  ] as const)('%s: both certificates and what was agreed', async (maxVersion, version, suite) => {
    await using server = await TestServer.start({ offer: { startTls: asking } });
    const client = await server.client();
    await client.upgradeTls({ command: 'STARTTLS', cert: certificate, key, ca: certificate, maxVersion });
    await client.ehlo();
    await client.quit();
    const lines = server.handler.events.map(
      ({ event, data, context: why = '' }) => `${event} ${data}|${why}`,
    );
    const begin = lines.indexOf('* |Sending certificate');
    const agreed = lines[begin + 6] ?? '';
    expect(lines.slice(begin, begin + 13)).toEqual([
      '* |Sending certificate',
      ...shown,
      agreed,
      '* |Received certificate',
      ...shown,
    ]);
    expect(agreed).toMatch(`* |TLS protocol SP_PROT_${version}_SERVER negotiation succeeded using`);
    expect(agreed).toMatch(suite);
  });
});

describe('a resumed session', () => {
  const resumable = createSecureContext({ cert: certificate, key, ca: certificate, sessionIdContext: 'a' });
  const versions = ['TLSv1.2', 'TLSv1.3'] as const;

  it.each(
    versions.flatMap((maxVersion) => [
      [maxVersion, 'a certificate', { cert: certificate, key }, true] as const,
      [maxVersion, 'no certificate', {}, false] as const,
    ]),
  )('%s: a peer that showed %s is what it was', async (maxVersion, _what, identity, peerAuthorized) => {
    const offer = { anonymousTls: { context: resumable, requestCertificate: true } };
    await using server = await TestServer.start({ offer });
    const options = { command: 'X-ANONYMOUSTLS', maxVersion, ca: certificate, ...identity } as const;
    const first = await server.client();
    await first.upgradeTls(options);
    await first.ehlo();
    const session = await eventually(() => first.tlsSession ?? false);
    await first.quit();
    const second = await server.client();
    await second.upgradeTls({ ...options, session });
    await second.ehlo();
    expect(second.tlsResumed).toBe(true);
    expect(server.handlers.map((handler) => handler.session?.tls)).toEqual([
      expect.objectContaining({ peerAuthorized }),
      expect.objectContaining({ peerAuthorized }),
    ]);
    await second.quit();
  });
});

describe('X-ANONYMOUSTLS', () => {
  it('knows a peer with a certificate of the organization', async () => {
    await using server = await TestServer.start({ offer: { startTls: quiet, anonymousTls: asking } });
    const client = await server.client();
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', cert: certificate, key, ca: certificate });
    await client.ehlo();
    expect(server.handler.session?.tls).toMatchObject({
      command: 'X-ANONYMOUSTLS',
      peerAuthorized: true,
      peerName: 'mx.example',
    });
    await client.quit();
  });

  it('goes on without a certificate, and says so', async () => {
    await using server = await TestServer.start({ offer: { anonymousTls: asking } });
    const client = await server.client();
    await client.command('STARTTLS', /^500/);
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS' });
    await client.ehlo();
    expect(server.handler.session?.tls).toMatchObject({ peerAuthorized: false, peerName: undefined });
    await client.quit();
  });
});
