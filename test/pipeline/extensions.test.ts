import { randomBytes } from 'node:crypto';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { dotStuffed, message } from '../mail/message.js';
import { greeted, openEnvelope, transact } from '../mail/send.js';
import { Services } from '../stack/services.js';

/** What the server advertises must work. */
describe('SMTP extensions on port 25', () => {
  let stack: Services;
  let ledger: Ledger;
  let port: number;

  beforeAll(async () => {
    stack = await Services.start();
    port = stack.site.port(25);
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);
  beforeEach(() => {
    ledger = new Ledger();
  });
  afterEach(() => expectBalance(stack, ledger), 20_000);

  it('are advertised in EHLO, STARTTLS only while it can be used', async () => {
    const client = await greeted(port);
    const plain = await client.ehlo();
    expect([...plain.keys()]).toEqual(
      expect.arrayContaining(
        'SIZE PIPELINING DSN ENHANCEDSTATUSCODES STARTTLS 8BITMIME BINARYMIME CHUNKING SMTPUTF8'.split(' '),
      ),
    );
    expect(plain.get('SIZE')).toBe('37748736');
    expect(plain.has('AUTH')).toBe(false);
    await client.upgradeTls({ command: 'STARTTLS' });
    expect((await client.ehlo()).has('STARTTLS')).toBe(false);
    await client.quit();
  });

  it('CHUNKING: chunks of any octets are joined byte for byte (RFC 3030)', async () => {
    const sent = message({ body: 'one\r\n.\r\n.stuffed?\r\n' });
    const client = await greeted(port);
    await openEnvelope(client, { mailParameters: 'BODY=8BITMIME' });
    const [first, second] = [sent.octets.subarray(0, 77), sent.octets.subarray(77)];
    await client.sendRaw(Buffer.concat([Buffer.from('BDAT 77\r\n'), first]), { segments: 3 });
    await client.expect(/^250 2\.6\.0 /);
    await client.sendRaw(Buffer.concat([Buffer.from(`BDAT ${second.length}\r\n`), second]));
    await client.expect(/^250 2\.6\.0 /);
    await client.command('BDAT 0 LAST', /^250 2\.6\.0 <[^>]+> \[InternalId=/);
    await client.quit();
    ledger.accept(sent.id, ['alice']);
    expect((await stack.site.mailbox('alice').message(sent.id)).body).toEqual(sent.body);
  });

  it('PIPELINING: two whole transactions in one write (RFC 2920)', async () => {
    const sent = [message(), message()];
    const client = await greeted(port);
    const text = sent.map(({ octets }) => [
      'MAIL FROM:<sender@example.net>\r\nRCPT TO:<alice@contoso.com>\r\n',
      `BDAT ${octets.length} LAST\r\n${octets.toString('latin1')}`,
    ]);
    await client.sendRaw(Buffer.from(text.flat().join(''), 'latin1'), { segments: 7 });
    for (const { id } of sent) {
      await client.expect(/^250 2\.1\.0 /);
      await client.expect(/^250 2\.1\.5 /);
      await client.expect(/^250 2\.6\.0 /);
      ledger.accept(id, ['alice']);
    }
    await client.quit();
  });

  it('SIZE: a message that is declared or grows too large is refused (RFC 1870 §6)', async () => {
    const client = await greeted(port);
    await client.command('MAIL FROM:<sender@example.net> SIZE=37748737', /^552 5\.3\.4 /);
    await openEnvelope(client, { mailParameters: 'SIZE=1000' });
    await client.command('RSET', /^250 /);
    await openEnvelope(client);
    await client.command('DATA', /^354 /);
    const line = Buffer.from(`${'x'.repeat(998)}\r\n`);
    const chunk = Buffer.concat(Array.from({ length: 1000 }, () => line));
    await client.sendRaw('Subject: large\r\n\r\n');
    for (let sent = 0; sent <= 37_748_736; sent += chunk.length) await client.sendRaw(chunk);
    await client.sendRaw('.\r\n');
    await client.expect(/^552 5\.3\.4 /);
    await client.command('NOOP', /^250 /);
    await client.quit();
  }, 30_000);

  it('8BITMIME: every octet arrives as it was sent (RFC 6152)', async () => {
    const octets = randomBytes(200_000).map((octet) =>
      octet === 13 || octet === 10 || octet === 0 ? 0xe4 : octet,
    );
    const lines = Array.from({ length: 400 }, (_, index) => octets.subarray(index * 500, index * 500 + 500));
    const body = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\r\n')]));
    const plain = message({ body: '' });
    const sent = { ...plain, octets: Buffer.concat([plain.octets, body]) };
    const client = await greeted(port);
    await openEnvelope(client, { mailParameters: 'BODY=8BITMIME' });
    await client.command('DATA', /^354 /);
    await client.sendRaw(dotStuffed(sent.octets));
    await client.expect(/^250 2\.6\.0 /);
    await client.quit();
    ledger.accept(sent.id, ['alice']);
    expect((await stack.site.mailbox('alice').message(sent.id)).body.equals(body)).toBe(true);
  });

  it('BINARYMIME: any octets arrive as they were sent (RFC 3030 §3)', async () => {
    const body = randomBytes(200_000);
    const plain = message({ body: '' });
    const octets = Buffer.concat([plain.octets, body]);
    const client = await greeted(port);
    await openEnvelope(client, { mailParameters: 'BODY=BINARYMIME' });
    await client.command('DATA', /^503 5\.5\.1 /);
    await client.sendRaw(Buffer.concat([Buffer.from(`BDAT ${octets.length} LAST\r\n`), octets]), {
      segments: 9,
    });
    await client.expect(/^250 2\.6\.0 <[^>]+> \[InternalId=/);
    await client.quit();
    ledger.accept(plain.id, ['alice']);
    expect((await stack.site.mailbox('alice').message(plain.id)).body.equals(body)).toBe(true);
  });

  it('SMTPUTF8: addresses and header fields in UTF-8 (RFC 6531)', async () => {
    const sent = message({ to: 'jörg@contoso.com', subject: 'Grüße' });
    const client = await greeted(port);
    await client.command('MAIL FROM:<sender@example.net>', /^250 /);
    await client.command('RCPT TO:<jörg@contoso.com>', /^553 5\.6\.7 /);
    await client.command('RSET', /^250 /);
    const reply = await transact(client, sent, {
      from: 'zoë@example.net',
      to: ['jörg@contoso.com'],
      mailParameters: 'SMTPUTF8',
    });
    expect(reply.text).toMatch(/^250 2\.6\.0 /);
    await client.quit();
    ledger.accept(sent.id, ['carol']);
    const stored = await stack.site.mailbox('carol').message(sent.id);
    expect(stored.fields('Subject')).toEqual(['Grüße']);
    expect(stored.fields('Return-Path')).toEqual(['<zoë@example.net>']);
  });

  it('ENHANCEDSTATUSCODES: parameters nobody offered are refused (RFC 5321 §4.1.1.11)', async () => {
    const client = await greeted(port);
    await client.command('MAIL FROM:<sender@example.net> FOO=bar', /^555 5\.5\.4 /);
    await client.command('MAIL FROM:<sender@example.net> SIZE=abc', /^501 5\.5\.4 /);
    await client.quit();
  });
});
