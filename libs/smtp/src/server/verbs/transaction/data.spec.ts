import type { TestClient } from '@mailyard/testing';

import { replies } from '../../../reply/replies.js';
import { ReplyError, UnknownOutcome } from '../../../reply/reply.js';
import { TestServer } from '../../spec-support/test-server.js';

async function toData(client: TestClient): Promise<void> {
  await client.command('MAIL FROM:<a@client.example>', /^250 2\.1\.0 Sender OK$/);
  await client.command('RCPT TO:<b@mx.example>', /^250 2\.1\.5 Recipient OK$/);
  await client.command('DATA', /^354 Start mail input; end with <CRLF>\.<CRLF>$/);
}

describe('DATA (RFC 5321 §4.1.1.4)', () => {
  it('hands over the content and gives the sink’s reply', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await toData(client);
    await client.sendRaw('Subject: x\r\n\r\n..\0\xff\r\n.\r\n');
    await client.expect(/^250 2\.6\.0 message 1$/);
    await client.quit();
    expect(server.handler.accepted).toEqual([
      Buffer.from('Subject: x\r\n\r\n.\0\xff\r\n').toString('latin1'),
    ]);
    expect(server.handler.messages[0]?.aborts).toEqual([]);
  });

  const smuggled = 'MAIL FROM:<evil@client.example>\r\nRCPT TO:<b@mx.example>\r\nDATA\r\nevil';

  it.each(['\n.\n', '\n.\r\n', '\r.\r', '\r.\r\n', '\r\n.\n', '\r\n.\r', '\n.\r', '\r.\n', '\r\n\0.\r\n'])(
    'does not end at %j (SMTP smuggling), octet by octet',
    async (ending) => {
      await using server = await TestServer.start();
      const client = await server.client();
      await toData(client);
      const content = `good${ending}${smuggled}`;
      await client.sendRaw(`${content}\r\n.\r\n`, { segments: content.length + 5 });
      await client.expect(/^250 2\.6\.0 message 1$/);
      await client.command('NOOP', /^250 2\.0\.0 OK$/);
      await client.quit();
      expect(server.handler.accepted).toEqual([`${content.replace(/^good\r\n\./, 'good\r\n')}\r\n`]);
    },
  );

  it('takes an empty message and what was pipelined behind it', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await toData(client);
    await client.sendRaw('.\r\nNOOP\r\n');
    await client.expect(/^250 2\.6\.0/);
    await client.expect(/^250 2\.0\.0 OK/);
    await client.quit();
    expect(server.handler.accepted).toEqual(['']);
  });

  it('keeps the order of commands', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.command('DATA', /^503 5\.5\.2 Need mail command$/);
    await client.command('RCPT TO:<b@mx.example>', /^503 5\.5\.2 Need mail command$/);
    await client.command('MAIL FROM:<a@client.example>', /^250/);
    await client.command('MAIL FROM:<a@client.example>', /^503 5\.5\.2 Sender already specified$/);
    await client.command('DATA', /^503 5\.5\.2 Need rcpt command$/);
    await client.command('RCPT TO:<b@mx.example>', /^250/);
    await client.command('DATA now', /^501 5\.5\.4/);
    await client.command('RSET', /^250 2\.0\.0 Resetting$/);
    await client.command('DATA', /^503 5\.5\.2 Need mail command$/);
    await client.quit();
  });

  it('refuses before 354 when the handler refuses, and drops the transaction', async () => {
    const content = () => Promise.reject(new ReplyError(replies.hubUnavailable));
    await using server = await TestServer.start({ decide: { content } });
    const client = await server.client();
    await client.command('MAIL FROM:<a@client.example>', /^250/);
    await client.command('RCPT TO:<b@mx.example>', /^250/);
    await client.command('DATA', /^451 4\.7\.0/);
    await client.command('DATA', /^503/);
    await client.quit();
  });

  it('counts what it receives against SIZE and answers at the end (RFC 1870 §6.3)', async () => {
    await using server = await TestServer.start({
      offer: { size: { limitBytes: 1000, advertise: 'value' } },
    });
    const client = await server.client();
    await client.command('MAIL FROM:<a@client.example> SIZE=1001', /^552 5\.3\.4/);
    await toData(client);
    await client.sendRaw(`${'x'.repeat(998)}\r\n.\r\n`);
    await client.expect(/^250/);
    await toData(client);
    await client.sendRaw(`${'x'.repeat(999)}\r\n.\r\n`, { segments: 10 });
    await client.expect(/^552 5\.3\.4 Message size exceeds fixed maximum message size$/);
    await client.command('NOOP', /^250/);
    await client.quit();
    const { messages } = server.handler;
    expect(messages.map(({ ends, aborts }) => [ends, aborts.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('answers 451 and tells the fault when the sink breaks, after the content', async () => {
    const broken = new Error('disk on fire');
    await using server = await TestServer.start({ hold: () => Promise.reject(broken) });
    const client = await server.client();
    await toData(client);
    await client.sendRaw('a\r\n');
    await client.sendRaw('b\r\n.\r\n');
    await client.expect(/^451 4\.3\.0 Local error in processing, try again later$/);
    await client.quit();
    const { messages, faults } = server.handler;
    expect(messages[0]).toMatchObject({ ends: 0, aborts: [broken] });
    expect(faults).toEqual([broken]);
  });

  it('ends the session without a reply when nobody knows what became of the message', async () => {
    const unknown = new UnknownOutcome({ cause: new Error('no answer') });
    await using server = await TestServer.start({ final: () => Promise.reject(unknown) });
    const client = await server.client();
    await toData(client);
    await client.sendRaw('a\r\n.\r\nNOOP\r\n');
    await client.closed();
    expect(server.handler.faults).toEqual([unknown]);
  });

  it('does not read on while the sink is busy', async () => {
    const released = Promise.withResolvers<void>();
    await using server = await TestServer.start({
      offer: { size: { limitBytes: 0, advertise: 'keyword' } },
      hold: () => released.promise,
    });
    const client = await server.client({ deadlineMs: 60_000 });
    await toData(client);
    const line = `${'x'.repeat(998)}\r\n`;
    const sent = client.sendRaw(`${line.repeat(30_000)}.\r\n`, { segments: 500 });
    let done = false;
    void sent.then(() => (done = true));
    const before = process.memoryUsage().arrayBuffers;
    // The kernel takes a few megabytes; then nothing moves until the sink does.
    const settled = await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, 500, 'stuck'))]);
    expect(settled).toBe('stuck');
    expect(done).toBe(false);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
    released.resolve();
    await sent;
    await client.expect(/^250/);
    await client.quit();
    expect(server.handler.messages[0]?.content.reduce((sum, chunk) => sum + chunk.length, 0)).toBe(
      30_000_000,
    );
  });
});
