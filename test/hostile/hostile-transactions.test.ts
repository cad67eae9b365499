import { greeted, openEnvelope } from '../mail/send.js';
import { Services } from '../stack/services.js';
import { expectUnharmed } from './aftermath.js';

const long = 'x'.repeat(100_000);

/** What is sent after EHLO, and each reply that must come, in order. */
const hostileTransactions: readonly (readonly [name: string, octets: string, replies: readonly RegExp[]])[] =
  [
    ['RCPT before MAIL', 'RCPT TO:<alice@contoso.com>\r\n', [/^503 5\.5\.2 /]],
    ['DATA before MAIL', 'DATA\r\n', [/^503 5\.5\.2 /]],
    ['MAIL without brackets and colon', 'MAIL FROM a@b.example\r\n', [/^501 /]],
    ['MAIL with a line feed in the path', 'MAIL FROM:<a\nRCPT TO:<b>\r\n', [/^500 5\.5\.2 /]],
    ['MAIL with NUL in the path', 'MAIL FROM:<a\0b@c.example>\r\n', [/^50[01] /]],
    ['MAIL with an overlong local part', `MAIL FROM:<${'a'.repeat(316)}@b.example>\r\n`, [/^50[01] /]],
    ['MAIL with an overlong command line', `MAIL FROM:<${long}@b.example>\r\n`, [/^500 5\.5\.2 /]],
    ['BDAT before MAIL, its chunk is no command', 'BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n', [/^503 /, /^250 /]],
    [
      'BDAT without a recipient',
      'MAIL FROM:<a@b.example>\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n',
      [/^250 /, /^503 /, /^250 /],
    ],
    ['BDAT without a size', 'BDAT\r\n', [/^501 /]],
    ['BDAT with a negative size', 'BDAT -1 LAST\r\n', [/^501 /]],
    ['BDAT with a size that is no number', 'BDAT 0x10\r\n', [/^501 /]],
  ];

/** After EHLO, MAIL and RCPT. */
const hostileContent: typeof hostileTransactions = [
  [
    'MAIL between BDAT chunks (RFC 3030 §2)',
    'BDAT 2\r\nabMAIL FROM:<a@b.example>\r\nRSET\r\n',
    [/^250 /, /^503 /, /^250 /],
  ],
  ['DATA between BDAT chunks (RFC 3030 §2)', 'BDAT 2\r\nabDATA\r\nRSET\r\n', [/^250 /, /^503 /, /^250 /]],
  ['RSET between BDAT chunks discards them', 'BDAT 2\r\nabRSET\r\nDATA\r\n', [/^250 /, /^250 /, /^503 /]],
  [
    'a BDAT chunk beyond the message size is taken and refused (RFC 3030 §2)',
    `BDAT 37748737 LAST\r\n${'x'.repeat(37_748_737)}NOOP\r\n`,
    [/^552 5\.3\.4 /, /^250 /],
  ],
  ['a BDAT size of 21 digits', 'BDAT 999999999999999999999 LAST\r\nRSET\r\n', [/^501 /, /^250 /]],
  ['STARTTLS inside a transaction', 'STARTTLS now\r\nRSET\r\n', [/^50[13] /, /^250 /]],
];

describe('hostile transactions on port 25', () => {
  let stack: Services;
  let port: number;

  beforeAll(async () => {
    stack = await Services.start();
    port = stack.site.port(25);
  }, 60_000);
  afterEach(() => expectUnharmed(stack), 20_000);
  afterAll(() => stack.stop(), 60_000);

  it.each(hostileTransactions)('after EHLO: %s', async (_name, octets, replies) => {
    const client = await greeted(port);
    await client.sendRaw(Buffer.from(octets, 'latin1'));
    for (const reply of replies) await client.expect(reply);
    await client.quit();
  });

  it.each(hostileContent)('in a transaction: %s', async (_name, octets, replies) => {
    const client = await greeted(port);
    await openEnvelope(client);
    await client.sendRaw(Buffer.from(octets, 'latin1'), { segments: 5 });
    for (const reply of replies) await client.expect(reply);
    await client.quit();
  });
});
