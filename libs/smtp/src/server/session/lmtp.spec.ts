import { replies } from '../../reply/replies.js';
import { ReplyError } from '../../reply/reply.js';
import { TestServer } from '../spec-support/test-server.js';

const envelope = [
  'MAIL FROM:<a@b.example>',
  'RCPT TO:<alice@mx.example>',
  'RCPT TO:<unknown@mx.example>',
  'RCPT TO:<bob@mx.example>',
];

const decide = {
  rcpt: ({ path }: { readonly path: { readonly localPart: string } }) => {
    if (path.localPart === 'unknown') throw new ReplyError(replies.noSuchMailbox);
  },
};

describe('LMTP (RFC 2033)', () => {
  it('knows LHLO alone (§4.1)', async () => {
    await using server = await TestServer.start({ protocol: 'LMTP' });
    const client = await server.connect();
    await client.command('EHLO x', /^500/);
    await client.command('HELO x', /^500/);
    const { lines } = await client.command('LHLO x', /^250-/);
    expect(lines).toContain('PIPELINING');
    await client.quit();
  });

  it('is the other way round over SMTP', async () => {
    await using server = await TestServer.start();
    const client = await server.connect();
    await client.command('LHLO x', /^500 5\.3\.3/);
    await client.quit();
  });

  it('gives a reply for each accepted recipient after the content (§4.2), pipelined', async () => {
    await using server = await TestServer.start({
      protocol: 'LMTP',
      decide,
      final: () => [replies.delivered, replies.insufficientStorage],
    });
    const client = await server.connect();
    await client.command('LHLO x', /^250/);
    await client.sendRaw(`${envelope.join('\r\n')}\r\nBDAT 5\r\nhelloBDAT 1 LAST\r\n!NOOP\r\n`);
    const expected = [/^250 2\.1\.0/, /^250 2\.1\.5/, /^550 5\.1\.1/, /^250 2\.1\.5/, /^250 2\.6\.0 Chunk/];
    for (const pattern of expected) await client.expect(pattern);
    await client.expect(/^250 2\.0\.0 OK$/);
    await client.expect(/^452 4\.3\.1/);
    await client.expect(/^250 2\.0\.0 OK$/);
    await client.sendRaw(`${envelope.join('\r\n')}\r\nDATA\r\n`);
    for (const pattern of expected.slice(0, 4)) await client.expect(pattern);
    await client.expect(/^354/);
    await client.sendRaw('hello\r\n.\r\nNOOP\r\n');
    for (const pattern of [/^250/, /^452/, /^250 2\.0\.0/]) await client.expect(pattern);
    await client.quit();
  });

  it('repeats a failure of the whole for each recipient', async () => {
    await using server = await TestServer.start({
      protocol: 'LMTP',
      decide,
      final: () => Promise.reject(new ReplyError(replies.mailboxUnavailable)),
    });
    const client = await server.connect();
    await client.command('LHLO x', /^250/);
    await client.sendRaw(`${envelope.join('\r\n')}\r\nBDAT 5 LAST\r\nhelloNOOP\r\n`);
    for (const pattern of [/^250/, /^250/, /^550/, /^250/, /^450 4\.2\.0/, /^450 4\.2\.0/, /^250 2\.0\.0/]) {
      await client.expect(pattern);
    }
    await client.quit();
  });

  it('never calls a recipient delivered about whom the sink said nothing', async () => {
    await using server = await TestServer.start({
      protocol: 'LMTP',
      decide,
      final: () => [replies.delivered],
    });
    const client = await server.connect();
    await client.command('LHLO x', /^250/);
    await client.sendRaw(`${envelope.join('\r\n')}\r\nBDAT 0 LAST\r\n`);
    for (const pattern of [/^250/, /^250/, /^550/, /^250/, /^250 2\.0\.0/, /^451 4\.3\.0/]) {
      await client.expect(pattern);
    }
    await client.quit();
  });

  it('refuses content without a recipient (§4.2)', async () => {
    await using server = await TestServer.start({ protocol: 'LMTP', decide });
    const client = await server.connect();
    await client.command('LHLO x', /^250/);
    await client.command('MAIL FROM:<>', /^250/);
    await client.command('RCPT TO:<unknown@mx.example>', /^550/);
    await client.command('DATA', /^503 5\.5\.2 Need rcpt command$/);
    await client.sendRaw('BDAT 6 LAST\r\nQUIT\r\n');
    await client.expect(/^503 5\.5\.2 Need rcpt command$/);
    await client.quit();
  });
});
