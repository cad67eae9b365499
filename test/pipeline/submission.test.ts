import { TestClient } from '@mailyard/testing';
import { createTransport } from 'nodemailer';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { Services } from '../stack/services.js';
import { demoPassword } from '../stack/site.js';

const plain = (user: string, password: string): string =>
  Buffer.from(`\0${user}\0${password}`).toString('base64');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('client submission on port 587 (RFC 6409)', () => {
  let stack: Services;
  let ledger: Ledger;
  let port: number;

  beforeAll(async () => {
    stack = await Services.start();
    port = stack.site.port(587);
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);
  beforeEach(() => {
    ledger = new Ledger();
  });
  afterEach(() => expectBalance(stack, ledger), 20_000);

  async function inTls(): Promise<TestClient> {
    const client = await greeted(port);
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    return client;
  }

  async function loggedIn(user = 'alice@contoso.com'): Promise<TestClient> {
    const client = await inTls();
    await client.command(`AUTH PLAIN ${plain(user, demoPassword)}`, /^235 2\.7\.0 /);
    return client;
  }

  it.each(['PLAIN', 'LOGIN'])('nodemailer with AUTH %s sends from alice to bob', async (method) => {
    const transport = createTransport({
      host: '127.0.0.1',
      port,
      requireTLS: true,
      tls: { rejectUnauthorized: false },
      auth: { user: 'alice@contoso.com', pass: demoPassword },
      authMethod: method,
    });
    const { messageId, response } = await transport.sendMail({
      from: 'alice@contoso.com',
      to: 'bob@contoso.com',
      subject: `AUTH ${method}`,
      text: 'Hello Bob',
      attachments: [{ filename: 'a.bin', content: Buffer.alloc(10_000, 7) }],
    });
    transport.close();
    expect(response).toMatch(/^250 2\.6\.0 /);
    ledger.accept(messageId, ['bob']);
    const stored = await stack.site.mailbox('bob').message(messageId);
    expect(stored.fields('Return-Path')).toEqual(['<alice@contoso.com>']);
    expect(stored.fields('Received')).toHaveLength(3);
  });

  it('offers AUTH only inside TLS, and takes no password before (RFC 4954 §4)', async () => {
    const client = await greeted(port);
    expect((await client.ehlo()).has('AUTH')).toBe(false);
    await client.command(`AUTH PLAIN ${plain('alice@contoso.com', demoPassword)}`, /^5\d\d /);
    await client.upgradeTls({ command: 'STARTTLS' });
    expect((await client.ehlo()).get('AUTH')?.split(' ').toSorted()).toEqual(['LOGIN', 'PLAIN']);
    await client.quit();
  });

  it('takes no mail before AUTH', async () => {
    const client = await greeted(port);
    await client.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    await client.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await client.quit();
  });

  it.each([
    ['a wrong password', 'alice@contoso.com', 'wrong'],
    ['an empty password', 'alice@contoso.com', ''],
    ['an unknown user', 'nobody@contoso.com', demoPassword],
    ['a group', 'team@contoso.com', demoPassword],
  ])('refuses %s, with the same words', async (_name, user, password) => {
    const client = await inTls();
    await client.command(`AUTH PLAIN ${plain(user, password)}`, /^535 5\.7\.3 Authentication unsuccessful$/);
    await client.command('MAIL FROM:<alice@contoso.com>', /^530 5\.7\.57 /);
    await client.quit();
  });

  it('closes the connection after MaxLogonFailures', async () => {
    const client = await inTls();
    for (const _attempt of [1, 2]) {
      await client.command('AUTH LOGIN', /^334 VXNlcm5hbWU6$/);
      await client.command(base64('alice@contoso.com'), /^334 UGFzc3dvcmQ6$/);
      await client.command(base64('wrong'), /^535 5\.7\.3 /);
    }
    await client.command(
      `AUTH PLAIN ${plain('alice@contoso.com', 'wrong')}`,
      /^(?:535 5\.7\.3|421 4\.7\.0) /,
    );
    await expect(client.command('NOOP', /^250/)).rejects.toThrow(/ended|221|421/);
    client.close();
  });

  it('AUTH can be cancelled, and garbage is no credential (RFC 4954 §4)', async () => {
    const client = await inTls();
    await client.command('AUTH LOGIN', /^334 /);
    await client.command('*', /^501 5\.7\.0 /);
    await client.command('AUTH PLAIN', /^334/);
    await client.command('not base64!', /^501 5\.5\.2 /);
    await client.command('AUTH GSSAPI', /^504 5\.7\.4 /);
    await client.quit();
  });

  it('refuses a sender address that is not the user’s', async () => {
    const client = await loggedIn();
    await client.command('MAIL FROM:<bob@contoso.com>', /^550 5\.7\.60 /);
    await client.command('MAIL FROM:<alice@example.org>', /^550 5\.7\.60 /);
    await client.command('MAIL FROM:<Alice@CONTOSO.com>', /^250 2\.1\.0 /);
    await client.quit();
  });

  it('lets a user relay, but not to unknown recipients of our own', async () => {
    const client = await loggedIn();
    await client.command('MAIL FROM:<alice@contoso.com>', /^250 /);
    await client.command('RCPT TO:<nobody@contoso.com>', /^550 5\.1\.10 /);
    await client.command('RCPT TO:<someone@example.org>', /^250 2\.1\.5 /);
    await client.quit();
  });

  it('takes several messages over one connection', async () => {
    const client = await loggedIn('bob@contoso.com');
    for (const _time of [1, 2, 3]) {
      const sent = message({ from: 'bob@contoso.com' });
      expect((await transact(client, sent, { from: 'bob@contoso.com' })).code).toBe(250);
      ledger.accept(sent.id, ['alice']);
    }
    await client.quit();
  });
});
