import type { TestClient } from '@mailyard/testing';

import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import { TestServer } from '../../spec-support/test-server.js';

async function toContent(client: TestClient): Promise<void> {
  await client.command('MAIL FROM:<a@client.example> BODY=BINARYMIME', /^250/);
  await client.command('RCPT TO:<b@mx.example>', /^250/);
}

async function bdat(client: TestClient, command: string, content: string): Promise<void> {
  await client.sendRaw(Buffer.from(`BDAT ${command}\r\n${content}`, 'latin1'));
}

describe('BDAT (RFC 3030 §2)', () => {
  it('joins chunks and passes every octet', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await toContent(client);
    await bdat(client, '5', '\r\n.\r\n');
    await client.expect(/^250 2\.6\.0 Chunk received OK, 5 octets$/);
    await bdat(client, '0', '');
    await client.expect(/^250 2\.6\.0/);
    await bdat(client, '4 last', '\0\xff\n.');
    await client.expect(/^250 2\.6\.0 message 1$/);
    await client.quit();
    expect(server.handler.accepted).toEqual(['\r\n.\r\n\0\xff\n.']);
  });

  it.each(['9007199254740992', '9007199254740993 LAST', '99999999999999999999', '1'.repeat(400)])(
    'a size that cannot be counted exactly ends the session: %s',
    async (size) => {
      await using server = await TestServer.start();
      const client = await server.client();
      await toContent(client);
      await bdat(client, size, 'RSET\r\nMAIL FROM:<evil@b.example>\r\n');
      await client.expect(/^501 5\.5\.4 Invalid arguments$/);
      await client.closed();
      expect(server.handler.envelopes).toHaveLength(1);
      expect(server.handler.accepted).toEqual([]);
    },
  );

  it('ends with BDAT 0 LAST', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await toContent(client);
    await bdat(client, '3', 'abc');
    await client.expect(/^250/);
    await client.command('BDAT 0 LAST', /^250 2\.6\.0 message 1$/);
    await toContent(client);
    await client.command('BDAT 0 LAST', /^250 2\.6\.0 message 2$/);
    await client.quit();
    expect(server.handler.accepted).toEqual(['abc', '']);
  });

  it('takes whole transactions in one segment, one after the other', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    const transaction = (content: string) =>
      `MAIL FROM:<a@client.example>\r\nRCPT TO:<b@mx.example>\r\nRCPT TO:<c@mx.example>\r\nBDAT ${content.length} LAST\r\n${content}`;
    await client.sendRaw(transaction('one\r\n') + transaction('QUIT\r\n') + transaction('') + 'NOOP\r\n');
    for (const index of [1, 2, 3]) {
      await client.expect(/^250 2\.1\.0/);
      await client.expect(/^250 2\.1\.5/);
      await client.expect(/^250 2\.1\.5/);
      await client.expect(new RegExp(`^250 2\\.6\\.0 message ${index}$`));
    }
    await client.expect(/^250 2\.0\.0 OK$/);
    await client.quit();
    expect(server.handler.accepted).toEqual(['one\r\n', 'QUIT\r\n', '']);
  });

  it.each(['', ' x', ' -1', ' 1.5', ' 5 FIRST', ' LAST'])(
    'refuses a malformed command: BDAT%s',
    async (argument) => {
      await using server = await TestServer.start();
      const client = await server.client();
      await toContent(client);
      await client.command(`BDAT${argument}`, /^501 5\.5\.4/);
      await client.quit();
      expect(server.handler.messages).toEqual([]);
    },
  );

  it('takes the octets of a chunk that it refuses: they are never commands', async () => {
    await using server = await TestServer.start();
    const client = await server.connect();
    const smuggled = 'QUIT\r\n';
    await bdat(client, '6 LAST', smuggled);
    await client.expect(/^503 5\.5\.2 Send hello first$/);
    await client.ehlo();
    await bdat(client, '6 LAST', smuggled);
    await client.expect(/^503 5\.5\.2 Need mail command$/);
    await client.command('MAIL FROM:<a@client.example>', /^250/);
    await bdat(client, '6', smuggled);
    await client.expect(/^503 5\.5\.2 Need rcpt command$/);
    await client.command('RCPT TO:<b@mx.example>', /^250/);
    await bdat(client, '1 LAST', 'x');
    await client.expect(/^250 2\.6\.0/);
    await bdat(client, '6 LAST', smuggled);
    await client.expect(/^503 5\.5\.2 Need mail command$/);
    await client.quit();
    expect(server.handler.accepted).toEqual(['x']);
  });

  it('is unknown, octets and all, where CHUNKING is not offered', async () => {
    await using server = await TestServer.start({ offer: { chunking: false } });
    const client = await server.client();
    await client.command('MAIL FROM:<a@client.example>', /^250/);
    await client.command('RCPT TO:<b@mx.example>', /^250/);
    await bdat(client, '6 LAST', 'QUIT\r\n');
    await client.expect(/^500 5\.3\.3 Unrecognized command$/);
    await client.quit();
  });

  it('allows only BDAT, NOOP, RSET and QUIT between chunks', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await toContent(client);
    await bdat(client, '1', 'x');
    await client.expect(/^250/);
    for (const command of [
      'MAIL FROM:<a@client.example>',
      'RCPT TO:<c@mx.example>',
      'DATA',
      'EHLO again',
      'AUTH LOGIN',
    ]) {
      await client.command(command, /^503 5\.5\.1/);
    }
    await client.command('NOOP', /^250/);
    await client.command('RSET', /^250/);
    await client.command('BDAT 0 LAST', /^503 5\.5\.2 Need mail command$/);
    await client.quit();
    expect(server.handler.messages[0]).toMatchObject({ ends: 0, aborts: [expect.anything()] });
  });

  it('needs BDAT for BINARYMIME (RFC 3030 §3)', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await toContent(client);
    await client.command('DATA', /^503 5\.5\.1/);
    await client.command('BDAT 0 LAST', /^250/);
    await client.quit();
  });

  it('tells a refused transaction at its chunk and refuses the rest', async () => {
    const content = () => Promise.reject(new ReplyError(replies.insufficientResources));
    await using server = await TestServer.start({ decide: { content } });
    const client = await server.client();
    await toContent(client);
    await bdat(client, '6', 'QUIT\r\n');
    await client.expect(/^452 4\.3\.1/);
    await bdat(client, '6', 'QUIT\r\n');
    await client.expect(/^503 5\.5\.1 BDAT without a valid transaction$/);
    await bdat(client, '6 LAST', 'QUIT\r\n');
    await client.expect(/^503 5\.5\.1/);
    await toContent(client);
    await bdat(client, '6 LAST', 'QUIT\r\n');
    await client.expect(/^452 4\.3\.1/);
    await client.command('MAIL FROM:<a@client.example>', /^250/);
    await client.quit();
  });

  it('counts the chunks against SIZE', async () => {
    await using server = await TestServer.start({ offer: { size: { limitBytes: 10, advertise: 'value' } } });
    const client = await server.client();
    await toContent(client);
    await bdat(client, '10', '0123456789');
    await client.expect(/^250/);
    await bdat(client, '1', 'x');
    await client.expect(/^552 5\.3\.4/);
    await bdat(client, '1 LAST', 'x');
    await client.expect(/^503 5\.5\.1/);
    await toContent(client);
    await bdat(client, '11 LAST', '0123456789x');
    await client.expect(/^552 5\.3\.4/);
    await client.quit();
    expect(server.handler.messages.map(({ ends, aborts }) => [ends, aborts.length])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('leaves nothing of a chunk whose client left', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await toContent(client);
    await bdat(client, '10', '01234');
    client.endInput();
    await client.closed();
    expect(server.handler.messages[0]).toMatchObject({ ends: 0, aborts: [expect.anything()] });
    expect(server.handler.closings).toBe(1);
  });
});
