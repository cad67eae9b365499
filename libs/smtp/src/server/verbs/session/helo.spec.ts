import { context } from '../../spec-support/test-certificate.js';
import { TestServer } from '../../spec-support/test-server.js';

describe('EHLO (RFC 5321 §4.1.1.1)', () => {
  it('lists what is offered, in Exchange’s order', async () => {
    const tls = { context, requestCertificate: false };
    await using server = await TestServer.start({
      offer: { startTls: tls, anonymousTls: tls, proxyCommands: ['XPROXYFROM', 'XPROXYTO'] },
    });
    const client = await server.connect();
    const { lines } = await client.command('EHLO client.example', /^250-/);
    expect(lines).toEqual([
      'mx.example Hello [127.0.0.1]',
      'SIZE 100000',
      'PIPELINING',
      'DSN',
      'ENHANCEDSTATUSCODES',
      'STARTTLS',
      'X-ANONYMOUSTLS',
      'AUTH LOGIN PLAIN',
      '8BITMIME',
      'BINARYMIME',
      'CHUNKING',
      'SMTPUTF8',
      'XPROXYFROM',
      'XPROXYTO',
    ]);
    await client.quit();
  });

  it('lists nothing that is switched off', async () => {
    await using server = await TestServer.start({
      offer: {
        size: { limitBytes: 5, advertise: 'keyword' },
        pipelining: false,
        dsn: false,
        enhancedStatusCodes: false,
        eightBitMime: false,
        chunking: false,
        smtpUtf8: false,
        auth: [],
      },
    });
    const client = await server.connect();
    expect((await client.command('EHLO client.example', /^250-/)).lines).toEqual([
      'mx.example Hello [127.0.0.1]',
      'SIZE',
    ]);
    await client.command('NOOP', /^250 OK$/);
    await client.command('AUTH LOGIN', /^500 Unrecognized command$/);
    await client.command('STARTTLS', /^500 Unrecognized command$/);
    await client.command('X-ANONYMOUSTLS', /^500 Unrecognized command$/);
    await client.command('XPROXYFROM SID=1', /^500 Unrecognized command$/);
    await client.quit();
  });

  it('answers HELO with one line', async () => {
    await using server = await TestServer.start();
    const client = await server.connect();
    await client.command('helo client.example', /^250 mx\.example Hello \[127\.0\.0\.1\]$/);
    expect(server.handler.session).toMatchObject({ helo: 'client.example' });
    await client.quit();
  });

  it('refuses a name that breaks log lines', async () => {
    await using server = await TestServer.start();
    const client = await server.connect();
    await client.command('EHLO a b', /^501 5\.5\.4 Invalid domain name$/);
    await client.command('EHLO <a>', /^501 5\.5\.4/);
    await client.command('MAIL FROM:<a@b.example>', /^503 5\.5\.2 Send hello first$/);
    await client.quit();
  });

  it.each([
    'MAIL FROM:<a@b.example>',
    'RCPT TO:<a@b.example>',
    'DATA',
    'BDAT 0 LAST',
    'AUTH LOGIN',
    'STARTTLS',
  ])('must come before %s', async (command) => {
    await using server = await TestServer.start();
    const client = await server.connect();
    await client.command(command, /^503 5\.5\.2 Send hello first$/);
    await client.quit();
  });

  it('drops the transaction (RFC 5321 §4.1.4)', async () => {
    await using server = await TestServer.start();
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.ehlo();
    await client.command('RCPT TO:<a@b.example>', /^503/);
    await client.quit();
  });
});

describe('commands that carry no mail', () => {
  it('answers them', async () => {
    await using server = await TestServer.start();
    const client = await server.connect();
    await client.command('NOOP anything', /^250 2\.0\.0 OK$/);
    await client.command('VRFY alice', /^252 2\.1\.5 Cannot VRFY user$/);
    await client.command('VRFY', /^501/);
    await client.command('HELP', /^214-2\.0\.0 .*\n214 2\.0\.0 /);
    await client.command('RSET now', /^501/);
    await client.command('QUIT now', /^501/);
    await client.command('EXPN staff', /^500 5\.3\.3 Unrecognized command$/);
    await client.command('', /^500/);
    await client.command('quit', /^221 2\.0\.0 Service closing transmission channel$/);
    await client.closed();
  });
});
