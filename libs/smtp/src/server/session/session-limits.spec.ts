import { eventually } from '@mailyard/testing';

import { replies } from '../../reply/replies.js';
import { Reply, ReplyError } from '../../reply/reply.js';
import { TestServer } from '../spec-support/test-server.js';

describe('limits of a session', () => {
  it.each([
    ['DATA', `DATA\r\nX: ${'x'.repeat(100)}\r\n\r\n.\r\n`],
    ['BDAT', `BDAT 100\r\nX: ${'x'.repeat(97)}`],
  ])('MaxHeaderSize: the refusal after %s closes the connection', async (_, content) => {
    await using server = await TestServer.start({
      hold: () => Promise.reject(new ReplyError(replies.headerTooLarge, { endsSession: true })),
    });
    const client = await server.client();
    await client.sendRaw(`MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\n${content}`);
    for (const expected of [/^250 2\.1\.0/, /^250 2\.1\.5/]) await client.expect(expected);
    if (content.startsWith('DATA')) await client.expect(/^354/);
    await client.expect(/^552 5\.3\.4 Message header size exceeds fixed maximum header size$/);
    await client.closed();
  });

  it('a refusal in the same words, which another host may have chosen, does not', async () => {
    const said = Reply.parse(['552 5.3.4 Message header size exceeds fixed maximum header size']);
    await using server = await TestServer.start({ hold: () => Promise.reject(new ReplyError(said)) });
    const client = await server.client();
    await client.sendRaw(
      'MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nDATA\r\nX: y\r\n.\r\nNOOP\r\n',
    );
    const expectations = [/^250/, /^250/, /^354/, /^552 5\.3\.4/, /^250 2\.0\.0/];
    for (const expected of expectations) await client.expect(expected);
  });

  it('closes after MaxProtocolErrors; refusals of policy do not count', async () => {
    await using server = await TestServer.start({
      limits: { maxProtocolErrors: 3, maxRecipients: 1 },
      decide: { rcpt: () => Promise.reject(new Error('counts as 451')) },
    });
    const client = await server.client();
    await client.command('FOO', /^500 5\.3\.3 Unrecognized command$/);
    await client.command('MAIL FROM:<a@b.example> SIZE=999999', /^552/);
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    for (let count = 0; count < 5; count++) await client.command('RCPT TO:<b@mx.example>', /^451/);
    await client.command('RCPT TO:<>', /^501/);
    await client.sendRaw('FOO\r\nNOOP\r\n');
    await client.expect(/^500/);
    await client.expect(/^421 4\.7\.0 Too many errors on this connection, closing transmission channel$/);
    await client.closed();
    expect(server.handler.events.at(-1)).toEqual({ event: '-', data: '', context: 'Local' });
  });

  it('delays 5yz replies by TarpitInterval until the peer has authenticated', async () => {
    await using server = await TestServer.start({ limits: { tarpitMs: 300 } });
    const client = await server.client();
    const begin = performance.now();
    await client.command('FOO', /^500/);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(290);
    await client.command('AUTH PLAIN AGEAYg==', /^235/);
    const after = performance.now();
    for (let count = 0; count < 5; count++) await client.command('FOO', /^500/);
    // Five tarpits would be 1500.
    expect(performance.now() - after).toBeLessThan(1_400);
    await client.quit();
    expect(server.handler.transcript).toContain(
      "* Tarpit for '0.00:00:00' due to '500 5.3.3 Unrecognized command'\n> 500",
    );
  });

  it('does not hold a session open for the tarpit when its client has left', async () => {
    await using server = await TestServer.start({ limits: { tarpitMs: 60_000 } });
    const client = await server.client();
    client.send('FOO');
    await eventually(() => server.handler.transcript.includes('Tarpit'));
    client.vanish();
    await eventually(() => server.handler.closings === 1);
  });

  it.each([
    ['before any command', ''],
    ['within a line', 'MAIL FR'],
    ['after a transaction has begun', 'EHLO x\r\nMAIL FROM:<a@b.example>\r\n'],
  ])('closes for inactivity %s', async (_, octets) => {
    await using server = await TestServer.start({ limits: { inactivityTimeoutMs: 1_000 } });
    const client = await server.connect();
    await client.sendRaw(octets);
    for (const _line of octets.matchAll(/\r\n/g)) await client.expect(/^250/);
    await client.expect(/^421 4\.4\.1 Connection timed out$/);
    await client.closed();
    expect(server.handler.closings).toBe(1);
  });

  it('closes for inactivity within content, of which nothing stays', async () => {
    await using server = await TestServer.start({ limits: { inactivityTimeoutMs: 1_000 } });
    const client = await server.client();
    await client.sendRaw('MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nDATA\r\nhalf');
    for (const expected of [/^250/, /^250/, /^354/, /^421 4\.4\.1/]) await client.expect(expected);
    await client.closed();
    expect(server.handler.messages[0]).toMatchObject({ ends: 0, aborts: [expect.anything()] });
  });

  it('does not count the time that the sink takes as inactivity', async () => {
    await using server = await TestServer.start({
      limits: { inactivityTimeoutMs: 1_000 },
      final: () => new Promise((resolve) => setTimeout(resolve, 2_000, replies.queued)),
    });
    const client = await server.client();
    await client.sendRaw('MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nBDAT 0 LAST\r\n');
    for (const expected of [/^250/, /^250/, /^250 2\.6\.0/]) await client.expect(expected);
    await client.quit();
  });

  it('ends an active session at ConnectionTimeout, with the answer that is under way', async () => {
    await using server = await TestServer.start({
      limits: { connectionTimeoutMs: 1_000 },
      final: () => new Promise((resolve) => setTimeout(resolve, 2_000, replies.queued)),
    });
    const client = await server.client();
    await client.sendRaw('MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nBDAT 0 LAST\r\n');
    for (const expected of [/^250/, /^250/, /^250 2\.6\.0/, /^421 4\.4\.1/]) await client.expect(expected);
    await client.closed();
  });

  it('ends a session that drips at ConnectionTimeout', async () => {
    await using server = await TestServer.start({
      limits: { inactivityTimeoutMs: 250, connectionTimeoutMs: 500 },
    });
    const client = await server.connect();
    const drip = setInterval(() => void client.sendRaw('x').catch(() => undefined), 50);
    await client.expect(/^421 4\.4\.1/);
    clearInterval(drip);
    client.close();
  });
});
