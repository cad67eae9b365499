import { SmtpDialogue } from '@mailyard/testing';

import { greeted } from '../mail/send.js';
import { Services } from '../stack/services.js';
import { expectUnharmed } from './aftermath.js';

const long = 'x'.repeat(100_000);

/** What is sent after the greeting, and each reply that must come, in order. */
const hostileInput: readonly (readonly [name: string, octets: string, replies: readonly RegExp[]])[] = [
  ['MAIL before EHLO', 'MAIL FROM:<a@b.example>\r\n', [/^503 5\.5\.2 /]],
  ['RCPT before EHLO', 'RCPT TO:<alice@contoso.com>\r\n', [/^503 5\.5\.2 /]],
  ['DATA before EHLO', 'DATA\r\n', [/^503 5\.5\.2 /]],
  ['BDAT before EHLO, its chunk is no command', 'BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n', [/^503 /, /^250 /]],
  ['EHLO with a line of garbage', 'EHLO <script>\r\n', [/^501 5\.5\.4 /]],
  ['an unknown verb', 'WIZ\r\n', [/^500 5\.3\.3 /]],
  ['an empty line', '\r\n', [/^500 /]],
  ['HTTP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', [/^5\d\d /, /^5\d\d /, /^5\d\d /]],
  ['a command ended by LF', 'NOOP\nNOOP\r\n', [/^500 5\.5\.2 /]],
  ['a command with a CR inside', 'NOOP\rNOOP\r\n', [/^500 5\.5\.2 /]],
  ['a command with NUL', 'NOOP \0\r\n', [/^50[01] /]],
  ['a verb with NUL', 'NO\0OP\r\n', [/^50[01] /]],
  ['a verb of 8-bit octets', '\xff\xfe\xfd\r\n', [/^500 /]],
  ['an overlong command is one error', `NOOP ${long}\r\nNOOP\r\n`, [/^500 5\.5\.2 /, /^250 /]],
];

describe.each([25, 587])('hostile commands on port %i', (standardPort) => {
  let stack: Services;
  let port: number;

  beforeAll(async () => {
    stack = await Services.start();
    port = stack.site.port(standardPort);
  }, 60_000);
  afterEach(() => expectUnharmed(stack), 20_000);
  afterAll(() => stack.stop(), 60_000);

  it.each(hostileInput)('%s', async (_name, octets, replies) => {
    const client = await SmtpDialogue.connect(port);
    await client.expect(/^220 /);
    await client.sendRaw(Buffer.from(octets, 'latin1'));
    for (const reply of replies) await client.expect(reply);
    await client.quit();
  });

  it('commands sent behind STARTTLS in plain text are never carried out inside TLS', async () => {
    const client = await greeted(port);
    await client.sendRaw('STARTTLS\r\nRSET\r\nNOOP injected\r\n');
    // Refusing is right as well: then nothing is encrypted, and nobody is deceived.
    const reply = await client.expect(/^(?:220|421|501|503|554) /);
    if (reply.code === 220) {
      await client.startTls();
      await client.command('MAIL FROM:<a@b.example>', /^503 5\.5\.2 /); // RFC 3207 §4.2: all is forgotten.
      await client.ehlo();
      await client.quit();
    }
    client.close();
  });

  it('STARTTLS a second time, or with arguments, is refused (RFC 3207 §4)', async () => {
    const client = await greeted(port);
    await client.command('STARTTLS please', /^501 /);
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    await client.command('STARTTLS', /^50[03] /);
    await client.quit();
  });

  it('too many errors end the session with 421 (MaxProtocolErrors)', async () => {
    const client = await greeted(port);
    let last = '';
    for (let count = 0; count < 20 && !last.startsWith('421'); count++) {
      client.send('WIZ');
      last = (await client.reply()).text;
    }
    expect(last).toMatch(/^421 4\.7\.0 /);
    await client.closed();
  });

  it('a TLS handshake of garbage ends that connection only', async () => {
    const client = await greeted(port);
    await client.command('STARTTLS', /^220 /);
    await client.sendRaw(Buffer.alloc(2000, 'garbage'));
    await client.closed().catch(() => undefined); // A TLS alert may come first.
    client.close();
    await (await greeted(port)).quit();
  });
});
