import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import { TestServer, type TestServerOptions } from '../../spec-support/test-server.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const secret = 'Tr0ub4dor&3';

const options: TestServerOptions = {
  decide: {
    authenticate: async ({ user, password, authorization }) => {
      if (authorization === 'root') throw new ReplyError(replies.authUnsuccessful);
      if (user === 'broken') throw new Error('no directory');
      if (password !== secret) throw new ReplyError(replies.authUnsuccessful);
      return `${user}@contoso.com`;
    },
  },
};

describe('AUTH (RFC 4954)', () => {
  it.each([
    ['LOGIN', ['AUTH LOGIN', base64('alice'), base64(secret)]],
    ['LOGIN with an initial response', [`auth login ${base64('alice')}`, base64(secret)]],
    ['PLAIN', ['AUTH PLAIN', base64(`\0alice\0${secret}`)]],
    ['PLAIN with an initial response', [`AUTH PLAIN ${base64(`\0alice\0${secret}`)}`]],
    ['PLAIN with its own identity', [`AUTH PLAIN ${base64(`alice\0alice\0${secret}`)}`]],
  ])('%s', async (_, lines) => {
    await using server = await TestServer.start(options);
    const client = await server.client();
    for (const line of lines.slice(0, -1)) await client.command(line, /^334 /);
    await client.command(lines.at(-1) ?? '', /^235 2\.7\.0 Authentication successful$/);
    expect(server.handler.session?.user).toBe('alice@contoso.com');
    await client.quit();
    // Nothing from which the password can be had is in the log.
    const { transcript } = server.handler;
    expect(transcript).toMatch(/^< AUTH (LOGIN|PLAIN)$/im);
    const responses = lines.map((line) => line.replace(/^auth \w+ ?/i, '')).filter((text) => text !== '');
    for (const text of [secret, ...responses]) expect(transcript).not.toContain(text);
    expect(transcript.match(/^> 334 .*/gm) ?? []).toEqual(
      lines.slice(1).map(() => '> 334 <authentication response>'),
    );
  });

  it('asks as clients expect', async () => {
    await using server = await TestServer.start(options);
    const client = await server.client();
    await client.command('AUTH LOGIN', /^334 VXNlcm5hbWU6$/);
    await client.command(base64('alice'), /^334 UGFzc3dvcmQ6$/);
    await client.command('*', /^501 5\.7\.0 Authentication cancelled$/);
    await client.command('AUTH PLAIN', /^334 $/);
    await client.command('*', /^501 5\.7\.0/);
    await client.command('NOOP', /^250/);
    await client.quit();
    expect(server.handler.credentials).toEqual([]);
  });

  it.each([
    ['AUTH', /^501 5\.5\.4/],
    ['AUTH CRAM-MD5', /^504 5\.7\.4 Unrecognized authentication type$/],
    ['AUTH PLAIN a b', /^501 5\.5\.4/],
    ['AUTH PLAIN !!!!', /^501 5\.5\.2 Cannot decode response$/],
    ['AUTH PLAIN =', /^501 5\.5\.2/],
    [`AUTH PLAIN ${base64('alice')}`, /^501 5\.5\.2/],
    [`AUTH PLAIN ${base64('a\0b\0c\0d')}`, /^501 5\.5\.2/],
    [`AUTH PLAIN ${base64(`root\0alice\0${secret}`)}`, /^535 5\.7\.3/],
    [`AUTH PLAIN ${base64('\0alice\0wrong')}`, /^535 5\.7\.3 Authentication unsuccessful$/],
    [`AUTH PLAIN ${base64('\0broken\0x')}`, /^451 4\.3\.0/],
  ])('%s', async (command, expected) => {
    await using server = await TestServer.start(options);
    const client = await server.client();
    await client.command(command, expected);
    expect(server.handler.session?.user).toBeUndefined();
    await client.quit();
  });

  it('takes a line of 12288 octets and refuses a longer one', async () => {
    await using server = await TestServer.start(options);
    const client = await server.client();
    await client.command('AUTH PLAIN', /^334/);
    await client.command('A'.repeat(12_284), /^501 5\.5\.2 Cannot decode response$/);
    await client.command('AUTH PLAIN', /^334/);
    await client.command('A'.repeat(12_288), /^500 5\.5\.6 Authentication Exchange line is too long$/);
    await client.command('NOOP', /^250/);
    await client.quit();
  });

  it('takes Kerberos tokens of 48000 octets (MaxTokenSize of Windows) where GSSAPI is offered', async () => {
    const sizes: number[] = [];
    const step = (token: Buffer): never => {
      sizes.push(token.length);
      throw new ReplyError(replies.authUnsuccessful);
    };
    const offer = { auth: ['GSSAPI', 'PLAIN'] as const };
    await using server = await TestServer.start({ decide: { negotiate: () => ({ step }) }, offer });
    const client = await server.client();
    const token = Buffer.alloc(48_000, 1).toString('base64');
    await client.command('AUTH GSSAPI', /^334/);
    await client.command(token, /^535/);
    await client.command(`AUTH GSSAPI ${token}`, /^535/);
    await client.command('AUTH GSSAPI', /^334/);
    await client.command('A'.repeat(65_536), /^500 5\.5\.6/);
    await client.command(`NOOP ${'A'.repeat(2048)}`, /^500 5\.5\.2/);
    await client.quit();
    expect(sizes).toEqual([48_000, 48_000]);
  });

  it('happens once, and not within a transaction', async () => {
    await using server = await TestServer.start(options);
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example>', /^250/);
    await client.command('AUTH PLAIN', /^503 5\.5\.1 AUTH is not permitted during a mail transaction$/);
    await client.command('RSET', /^250/);
    await client.command(`AUTH PLAIN ${base64(`\0alice\0${secret}`)}`, /^235/);
    await client.command('AUTH LOGIN', /^503 5\.5\.1 Already authenticated$/);
    await client.quit();
  });

  it('asks for the offer again, since rights have changed', async () => {
    await using server = await TestServer.start({
      ...options,
      offer: (session) => ({
        size: { limitBytes: session.user === undefined ? 1 : 100, advertise: 'value' },
      }),
    });
    const client = await server.client();
    await client.command('MAIL FROM:<a@b.example> SIZE=50', /^552/);
    await client.command(`AUTH PLAIN ${base64(`\0alice\0${secret}`)}`, /^235/);
    await client.command('MAIL FROM:<a@b.example> SIZE=50', /^250/);
    await client.quit();
  });

  it('masks what a client goes on to send after a refused AUTH', async () => {
    await using server = await TestServer.start({ ...options, offer: { auth: [] } });
    const client = await server.client();
    await client.sendRaw(
      `AUTH LOGIN\r\n${base64('alice')}\r\n${base64(secret)}\r\n auth plain ${base64(secret)}\r\n`,
    );
    for (let count = 0; count < 4; count++) await client.expect(/^500/);
    await client.quit();
    expect(server.handler.transcript).not.toContain(base64(secret));
    expect(server.handler.transcript).not.toContain(base64('alice'));
  });

  it.each([
    ['before EHLO', [`AUTH PLAIN ${base64(secret)}`, base64(secret)]],
    ['without a mechanism', [`AUTH ${base64(secret)}`]],
    ['with a mechanism glued to it', [`AUTHPLAIN ${base64(secret)}`]],
    ['with another separator', [`AUTH\tPLAIN ${base64(secret)}`, `AUTH=PLAIN ${base64(secret)}`]],
    ['of IMAP', [`AUTHENTICATE PLAIN ${base64(secret)}`, `a1 LOGIN alice ${secret}`]],
    ['of POP3', ['USER alice', `PASS ${secret}`]],
    ['of Exchange servers', ['X-EXPS GSSAPI', base64(secret)]],
    ['with a control character', [`AUTH PLAIN \0${base64(secret)}`]],
  ])('masks a secret in a command that is none: %s', async (_name, lines) => {
    await using server = await TestServer.start();
    const client = await server.connect();
    await client.sendRaw(lines.map((line) => `${line}\r\n`).join(''));
    for (const _ of lines) await client.expect(/^50\d /);
    await client.quit();
    for (const text of [secret, base64(secret)]) expect(server.handler.transcript).not.toContain(text);
  });

  it('ends the connection after MaxLogonFailures', async () => {
    await using server = await TestServer.start({ ...options, limits: { maxLogonFailures: 2 } });
    const client = await server.client();
    const wrong = `AUTH PLAIN ${base64('\0alice\0wrong')}`;
    await client.command(wrong, /^535/);
    await client.command(wrong, /^535/);
    await client.expect(/^421 4\.7\.0 Too many errors/);
    await client.closed();
  });

  it('a sign-in that is put off is delayed and counted like one that failed', async () => {
    await using server = await TestServer.start({
      ...options,
      decide: {
        authenticate: () => {
          throw new ReplyError(replies.authPostponed);
        },
      },
      limits: { authTarpitMs: 300, maxLogonFailures: 2 },
    });
    const client = await server.client();
    const begin = performance.now();
    const right = `AUTH PLAIN ${base64(`\0alice\0${secret}`)}`;
    await client.command(right, /^454 4\.7\.0 /);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(290);
    await client.command(right, /^454 4\.7\.0 /);
    await client.expect(/^421 4\.7\.0 /);
    await client.closed();
  });

  it('delays the reply to a failure by AuthTarpitInterval', async () => {
    await using server = await TestServer.start({
      ...options,
      limits: { authTarpitMs: 300, tarpitMs: 60_000 },
    });
    const client = await server.client();
    const begin = performance.now();
    await client.command(`AUTH PLAIN ${base64('\0alice\0wrong')}`, /^535/);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(290);
    await client.quit();
    expect(server.handler.transcript).toContain("* Tarpit for '0.00:00:00' due to '535 5.7.3");
  });
});
