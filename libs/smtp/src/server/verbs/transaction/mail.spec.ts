import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import { TestServer } from '../../spec-support/test-server.js';

describe('MAIL and RCPT', () => {
  it('make the envelope', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.command(
      'MAIL FROM:<a@client.example> SIZE=3 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=x+2By',
      /^250 2\.1\.0 Sender OK$/,
    );
    await client.command(
      'RCPT TO:<ü@mx.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;o@x.example',
      /^250 2\.1\.5/,
    );
    await client.command('RCPT TO: <c@mx.example>', /^250/);
    await client.command('BDAT 0 LAST', /^250/);
    await client.command('MAIL FROM:<>', /^250/);
    await client.command('RCPT TO:<postmaster>', /^250/);
    await client.command('BDAT 0 LAST', /^250/);
    await client.quit();
    expect(server.handler.messages.map(({ envelope }) => envelope)).toEqual([
      {
        reversePath: { localPart: 'a', domain: 'client.example' },
        body: '8BITMIME',
        smtpUtf8: true,
        declaredBytes: 3,
        ret: 'HDRS',
        envid: 'x+y',
        recipients: [
          {
            path: { localPart: 'ü', domain: 'mx.example' },
            notify: ['SUCCESS', 'DELAY'],
            orcpt: 'rfc822;o@x.example',
          },
          { path: { localPart: 'c', domain: 'mx.example' } },
        ],
      },
      {
        reversePath: null,
        body: '7BIT',
        smtpUtf8: false,
        recipients: [{ path: { localPart: 'postmaster', domain: '' } }],
      },
    ]);
  });

  it.each([
    ['MAIL', /^501 5\.5\.4/],
    ['MAIL TO:<a@b.example>', /^501 5\.5\.4/],
    ['MAIL FROM:a@b.example', /^501 5\.1\.7 Invalid address$/],
    ['MAIL FROM:<a>', /^501 5\.1\.7/],
    ['MAIL FROM:<ü@b.example>', /^553 5\.6\.7/],
    ['MAIL FROM:<a@ü.example>', /^553 5\.6\.7/],
    ['MAIL FROM:<a@b.example> FOO=1', /^555 5\.5\.4/],
    ['MAIL FROM:<a@b.example> SIZE=1 SIZE=1', /^501 5\.5\.4/],
    ['MAIL FROM:<a@b.example> SIZE=100001', /^552 5\.3\.4/],
    ['MAIL FROM:<a@b.example> SIZE=99999999999999999999', /^552 5\.3\.4/],
  ])('%s', async (command, expected) => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.command(command, expected);
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.quit();
    expect(server.handler.envelopes).toHaveLength(1);
  });

  it.each([
    ['RCPT FROM:<a@b.example>', /^501 5\.5\.4/],
    ['RCPT TO:<>', /^501 5\.1\.3 Invalid address$/],
    ['RCPT TO:<a@b..example>', /^501 5\.1\.3/],
    ['RCPT TO:<ü@b.example>', /^553 5\.6\.7/],
    ['RCPT TO:<a@b.example> NOTIFY=NEVER,DELAY', /^501 5\.5\.4/],
    ['RCPT TO:<a@b.example> SIZE=1', /^555 5\.5\.4/],
  ])('%s', async (command, expected) => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command(command, expected);
    await client.command('DATA', /^503 5\.5\.2 Need rcpt command$/);
    await client.quit();
  });

  it('limits recipients (RFC 5321 §4.5.3.1.10) and goes on with those accepted', async () => {
    await using server = await TestServer.start({ limits: { maxRecipients: 2 } });
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command('RCPT TO:<a@mx.example>', /^250/);
    await client.command('RCPT TO:<b@mx.example>', /^250/);
    await client.command('RCPT TO:<c@mx.example>', /^452 4\.5\.3 Too many recipients$/);
    await client.command('BDAT 0 LAST', /^250/);
    await client.quit();
    expect(server.handler.messages[0]?.envelope.recipients).toHaveLength(2);
  });

  it('give the handler’s refusals, and 451 for its faults', async () => {
    const broken = new TypeError('secret detail');
    await using server = await TestServer.start({
      decide: {
        mail: ({ reversePath }) => {
          if (reversePath?.localPart === 'broken') throw broken;
          const spoofed = reversePath?.localPart === 'spoof';
          if (spoofed) throw new ReplyError(replies.spoofedSender, { cause: broken });
        },
        rcpt: async ({ path }, { recipients }) => {
          if (path.localPart === 'unknown') throw new ReplyError(replies.unknownRecipient);
          if (recipients.length > 0) throw broken;
        },
      },
    });
    const client = await server.client();
    await client.command(
      'MAIL FROM:<broken@b.example>',
      /^451 4\.3\.0 Local error in processing, try again later$/,
    );
    await client.command('MAIL FROM:<spoof@b.example>', /^550 5\.7\.1/);
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command('RCPT TO:<unknown@mx.example>', /^550 5\.1\.10/);
    await client.command('RCPT TO:<a@mx.example>', /^250/);
    await client.command('RCPT TO:<b@mx.example>', /^451 4\.3\.0/);
    await client.quit();
    expect(server.handler.faults).toEqual([broken, broken]);
  });

  it('leave status codes out when ENHANCEDSTATUSCODES is off (RFC 2034)', async () => {
    await using server = await TestServer.start({ offer: { enhancedStatusCodes: false } });
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example>', /^250 Sender OK$/);
    await client.command('RCPT TO:<>', /^501 Invalid address$/);
    await client.quit();
  });
});

describe('PIPELINING (RFC 2920)', () => {
  it('answers a group in order, in one segment', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    const group = [
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<>',
      'RCPT TO:<b@mx.example>',
      'RCPT TO:<c@mx.example>',
      'DATA',
    ];
    await client.sendRaw(group.map((line) => `${line}\r\n`).join(''));
    for (const expected of [/^250 2\.1\.0/, /^501 5\.1\.3/, /^250 2\.1\.5/, /^250 2\.1\.5/, /^354/]) {
      await client.expect(expected);
    }
    await client.sendRaw('x\r\n.\r\nRSET\r\nQUIT\r\nNOOP\r\n');
    await client.expect(/^250 2\.6\.0/);
    await client.expect(/^250 2\.0\.0 Resetting/);
    await client.expect(/^221/);
    await client.closed();
  });

  it('is refused where it is not offered, except for the octets of BDAT', async () => {
    await using server = await TestServer.start({ offer: { pipelining: false } });
    const client = await server.client();
    await client.sendRaw('MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\n');
    await client.expect(/^250/);
    await client.expect(/^503 5\.5\.1 Improper use of SMTP command pipelining$/);
    await client.command('RCPT TO:<b@mx.example>', /^250/);
    await client.sendRaw('BDAT 6 LAST\r\nQUIT\r\n');
    await client.expect(/^250 2\.6\.0/);
    await client.quit();
  });

  it('bounds the memory of a client that does not read its replies', async () => {
    await using server = await TestServer.start({ limits: { inactivityTimeoutMs: 500 } });
    const client = await server.client();
    client.pause();
    const before = process.memoryUsage().rss;
    await Promise.race([
      client.sendRaw('HELP\r\n'.repeat(2_000_000), { segments: 100 }),
      client.closed(),
    ]).catch(() => undefined);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
    client.close();
  });
});

describe('early talkers', () => {
  it('gain nothing: commands run after the greeting, in order', async () => {
    const greeted = Promise.withResolvers<void>();
    await using server = await TestServer.start({
      decide: {
        connect: async () => {
          await greeted.promise;
          return replies.notActive;
        },
      },
    });
    const { TestClient } = await import('@mailyard/testing');
    const client = await TestClient.connect(server.endpoint.port);
    await client.sendRaw('EHLO x\r\nMAIL FROM:<a@b.example>\r\n');
    greeted.resolve();
    await client.expect(/^421 4\.3\.2/);
    await client.closed();
    expect(server.handler.envelopes).toEqual([]);
  });
});
