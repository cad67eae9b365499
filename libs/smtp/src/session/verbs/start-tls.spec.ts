import { eventually } from '@mailyard/testing';

import { certificate, context, key } from '../spec-support/test-certificate.js';
import { TestServer } from '../spec-support/test-server.js';

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
      limits: { inactivityTimeoutMs: 200 },
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
    expect(await eventually(() => server.listener.connections === 0, { deadlineMs: 2000 })).toBe(true);
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
