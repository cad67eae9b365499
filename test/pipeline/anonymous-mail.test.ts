import type { TestClient } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { greeted, openEnvelope, submit, transact } from '../mail/send.js';
import { organizationText } from '../stack/organization.js';
import { Services } from '../stack/services.js';

describe('anonymous mail on port 25', () => {
  let stack: Services;
  let ledger: Ledger;
  let port: number;

  beforeAll(async () => {
    const acceptedDomains = [{ Name: 'Books', DomainName: 'books.example', DomainType: 'InternalRelay' }];
    stack = await Services.start({ organization: organizationText({ acceptedDomains }) });
    port = stack.site.port(25);
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);
  beforeEach(() => {
    ledger = new Ledger();
  });
  afterEach(() => expectBalance(stack, ledger), 20_000);

  it('goes the whole way into the mailbox, and every hop leaves its trace (RFC 5321 §4.4)', async () => {
    const sent = message({ body: 'First line\r\n.dot\r\n..two\r\n' });
    const client = await greeted(port);
    const reply = await transact(client, sent);
    await client.quit();
    ledger.accept(sent.id, ['alice']);
    expect(reply.text).toMatch(
      /^250 2\.6\.0 <[^>]+> \[InternalId=\d+, Hostname=mbx01\.contoso\.com\] Queued mail for delivery$/,
    );
    expect(reply.text).toContain(sent.id);

    const stored = await stack.site.mailbox('alice').message(sent.id);
    expect(stored.body).toEqual(sent.body);
    expect(stored.fieldNames[0]).toBe('Return-Path');
    expect(stored.fields('Return-Path')).toEqual(['<sender@example.net>']);
    const received = stored.fields('Received');
    expect(received).toHaveLength(3);
    expect(received[0]).toMatch(/via Mailbox Transport/);
    expect(received[2]).toMatch(/^from client\.example \(127\.0\.0\.1\).* via Frontend Transport/);
    expect(stored.fields('Date')).toHaveLength(1);
  });

  it('gets a Message-ID and a Date when it has none (RFC 6409 §8.2, §8.3)', async () => {
    const client = await greeted(port);
    await openEnvelope(client, { to: ['bob@contoso.com'] });
    await client.command('DATA', /^354 /);
    const { text } = await client.command('Subject: bare\r\n\r\nx\r\n.', /^250 2\.6\.0 /);
    await client.quit();
    const id = /<[^>]+>/.exec(text)?.[0] ?? '';
    ledger.accept(id, ['bob']);
    const stored = await stack.site.mailbox('bob').message(id);
    expect(stored.fields('Date')[0]).toMatch(/^\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/);
    expect(stored.fields('Subject')).toEqual(['bare']);
  });

  it('to a group reaches each member once', async () => {
    const sent = message();
    await submit(port, sent, { to: ['team@contoso.com', 'bob@contoso.com'] });
    ledger.accept(sent.id, ['alice', 'bob']);
    const [alice, bob] = await Promise.all(
      (['alice', 'bob'] as const).map((name) => stack.site.mailbox(name).message(sent.id)),
    );
    expect(alice?.body).toEqual(bob?.body);
  });

  it('keeps the null reverse-path (RFC 5321 §4.5.5)', async () => {
    const sent = message();
    await submit(port, sent, { from: '' });
    ledger.accept(sent.id, ['alice']);
    expect((await stack.site.mailbox('alice').message(sent.id)).fields('Return-Path')).toEqual(['<>']);
  });

  it('to a system address reaches the postmaster, once (RFC 5321 §4.5.1)', async () => {
    const sent = message();
    const exchangeRecipient = 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.com';
    const to = ['Postmaster', 'postmaster@contoso.com', 'POSTMASTER@books.example', exchangeRecipient];
    await submit(port, sent, { to, from: '' });
    ledger.accept(sent.id, ['postmaster']);
    expect((await stack.site.mailbox('postmaster').message(sent.id)).body).toEqual(sent.body);
  });

  it.each([
    ['a byte order mark', '\uFEFF'],
    ['the first line of a mailbox file (RFC 4155)', 'From sender@example.net Fri Nov 21 07:00:00 2025\r\n'],
    ['both, and another line', '\uFEFFFrom sender Fri Nov 21 07:00:00 2025\r\n>From a b\r\n'],
  ])('loses %s before its header, by DATA and BDAT, however it is cut', async (_name, lead) => {
    for (const segments of [1, 40]) {
      const { id, octets, body } = message();
      const client = await greeted(port);
      await openEnvelope(client, {});
      const sent = Buffer.concat([Buffer.from(lead), octets]);
      if (segments === 1) {
        await client.command('DATA', /^354 /);
        await client.sendRaw(Buffer.concat([sent, Buffer.from('.\r\n')]));
      } else {
        const chunk = Buffer.concat([Buffer.from(`BDAT ${sent.length} LAST\r\n`), sent]);
        await client.sendRaw(chunk, { segments });
      }
      await client.expect(/^250 2\.6\.0 /);
      await client.quit();
      ledger.accept(id, ['alice']);
      const stored = await stack.site.mailbox('alice').message(id);
      expect(stored.body).toEqual(body);
      expect(stored.fields('From')).toEqual(['<sender@example.net>']);
    }
  });

  describe('is refused at RCPT', () => {
    let client: TestClient;
    beforeEach(async () => {
      client = await greeted(port);
      await openEnvelope(client, { to: [] });
    });
    afterEach(() => client.close());

    it.each([
      ['an unknown recipient of an accepted domain', 'nobody@contoso.com', /^550 5\.1\.10 /],
      ['a domain that is not accepted: no relay', 'someone@example.org', /^550 5\.7\.54 /],
      ['relay through a percent sign', 'someone%example.org@contoso.com', /^550 5\.1\.10 /],
      ['relay through a source route', '@contoso.com:someone@example.org', /^550 5\.7\.54 /],
      ['relay through a quoted local part', '"someone@example.org"@contoso.com', /^550 5\.1\.10 /],
      ['relay through a bang path', 'example.org!someone@contoso.com', /^550 5\.1\.10 /],
    ])('%s', async (_name, address, refusal) => {
      await client.command(`RCPT TO:<${address}>`, refusal);
      await client.command('DATA', /^503 5\.5\.2 /);
      await client.quit();
    });

    it('and the other recipients still get the message', async () => {
      const sent = message();
      await client.command('RCPT TO:<nobody@contoso.com>', /^550 5\.1\.10 /);
      await client.command('RCPT TO:<ALICE@Contoso.COM>', /^250 2\.1\.5 /);
      await client.command('DATA', /^354 /);
      await client.sendRaw(Buffer.concat([sent.octets, Buffer.from('.\r\n')]));
      await client.expect(/^250 2\.6\.0 /);
      await client.quit();
      ledger.accept(sent.id, ['alice']);
      await stack.site.mailbox('alice').message(sent.id);
    });
  });
});
