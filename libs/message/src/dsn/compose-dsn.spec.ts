import { Reply } from '@mailyard/smtp';

import { HeaderBlock } from '../header/header-block.js';
import { composeDsn } from './compose-dsn.js';
import type { DsnRecipient } from './dsn.js';
import { guid, nobody, octets, readDsn, request } from './spec-support/read-dsn.js';

describe('composeDsn: the message (RFC 3464 §2, RFC 3834)', () => {
  it('goes to the reverse-path, itself with a null one and NOTIFY=NEVER', async () => {
    const { dsn } = await readDsn();
    expect(dsn.envelope).toEqual({
      reversePath: null,
      recipients: [{ path: { localPart: 'alice', domain: 'contoso.com' }, notify: ['NEVER'] }],
      body: '7BIT',
      smtpUtf8: false,
    });
  });

  it('asks for TLS all the way where the message did (RFC 8689 §5)', async () => {
    const envelope = { body: '7BIT', smtpUtf8: false, requireTls: true } as const;
    expect((await readDsn({}, { envelope })).dsn.envelope).toMatchObject({ requireTls: true });
  });

  it('has the header that mail systems and people know a report by', async () => {
    const { mail, dsn } = await readDsn();
    const header = (key: string) => mail.headers.find((field) => field.key === key)?.value;
    expect(mail.from).toEqual({
      name: 'Microsoft Outlook',
      address: 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.com',
    });
    expect(mail.to?.[0]?.address).toBe('alice@contoso.com');
    expect(mail.subject).toBe('Undeliverable: Grüße <b>');
    expect(mail.messageId).toBe(`<${guid}@mbx01.contoso.com>`);
    expect(dsn.messageId).toBe(mail.messageId);
    expect(mail.inReplyTo).toBe('<m1@contoso.com>');
    expect(mail.references).toBe('<m0@contoso.com> <m1@contoso.com>');
    expect(header('content-type')).toMatch(/^multipart\/report; report-type=delivery-status; boundary=/);
    expect(header('auto-submitted')).toBe('auto-replied');
    expect(header('x-ms-exchange-message-is-ndr')).toBe('');
    expect(header('x-ms-exchange-organization-authas')).toBe('Internal');
    expect(header('x-ms-exchange-organization-network-message-id')).toBe(guid);
  });

  it('comes from the postmaster for senders outside', async () => {
    const reporter = {
      ...request.reporter,
      audience: 'external',
      diagnostics: 'without-trace',
    } as const;
    expect((await readDsn({ reporter })).mail.from?.address).toBe('postmaster@contoso.com');
    expect((await readDsn({ reporter })).mail.text).not.toContain('Received: ');
    const postmaster = { ...reporter, postmaster: 'help@contoso.com' };
    expect((await readDsn({ reporter: postmaster })).mail.from?.address).toBe('help@contoso.com');
  });

  it.each([
    ['Subject: hi\r\n\tBcc: victim@example.com\r\n\r\n', 'Undeliverable: hi\tBcc: victim@example.com'],
    [
      'Subject: =?UTF-8?Q?a=0D=0ABcc:_victim@example.com?=\r\n\r\n',
      'Undeliverable: a Bcc: victim@example.com',
    ],
    ['\r\n', 'Undeliverable:'],
    [`Subject: ${'x'.repeat(5000)}\r\n\r\n`, `Undeliverable: ${'x'.repeat(255)}`],
  ])('takes a hostile or missing subject for text only: %#', async (block, subject) => {
    const { mail, dsn } = await readDsn({}, { header: HeaderBlock.parse(Buffer.from(block)) });
    expect(mail.subject?.replaceAll(/\s+/g, ' ')).toBe(subject.replaceAll(/\s+/g, ' '));
    expect(dsn.header.has('Bcc')).toBe(false);
  });

  it('writes our own names in A-labels rather than ask for SMTPUTF8 (RFC 5890)', async () => {
    const reporter = {
      ...request.reporter,
      fqdn: 'mbx.münchen.example',
      defaultDomain: 'münchen.example',
      audience: 'external',
    } as const;
    const { dsn, mail, statusText } = await readDsn({ reporter });
    expect(mail.from?.address).toBe('postmaster@xn--mnchen-3ya.example');
    expect(statusText).toContain('Reporting-MTA: dns;mbx.xn--mnchen-3ya.example\n');
    expect(dsn.messageId).toBe(`<${guid}@mbx.xn--mnchen-3ya.example>`);
    expect(dsn.envelope.smtpUtf8).toBe(false);
  });

  it('refuses to report on nobody', () => {
    expect(() => composeDsn({ ...request, recipients: [] })).toThrow(RangeError);
  });

  it('has CRLF line ends and short lines throughout', async () => {
    const { dsn } = await readDsn();
    const text = octets(dsn).toString('latin1');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.split('\r\n').filter((line) => line.length > 998)).toEqual([]);
  });
});

describe('composeDsn: the part for people (RFC 3462 §1)', () => {
  it('says in Exchange’s words who did not get the message and why', async () => {
    const { mail } = await readDsn();
    const text = mail.text ?? '';
    expect(text).toMatch(/^Delivery has failed to these recipients or groups:\s+nobody@contoso\.com\s/);
    expect(text).toContain("The email address you entered couldn't be found.");
    expect(text).toContain('Diagnostic information for administrators:');
    expect(text).toContain('Generating server: mbx01.contoso.com');
    expect(text).toContain(
      "Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'",
    );
    expect(text).toContain('From: Alice <alice@contoso.com>');
    expect(text).toContain('Received: from inside (10.1.2.3)');
    expect(text).not.toContain('X-MS-Exchange-Organization');
  });

  it('quotes what another host said, word for word, and names the host', async () => {
    const reply = new Reply(550, '5.7.1', 'Go\naway <script>');
    const remote = { host: 'mx.example.net', ip: '192.0.2.9' };
    const { mail } = await readDsn({ recipients: [{ ...nobody, reply, remote, displayName: 'No <Body>' }] });
    expect(mail.text).toContain('No <Body> (nobody@contoso.com)');
    expect(mail.text).toContain('mx.example.net gave this error:');
    expect(mail.text).toContain("Remote Server returned '550 5.7.1 Go away <script>'");
    expect(mail.html).toContain('Go away &lt;script&gt;');
    expect(mail.html).not.toContain('<script>');
  });

  it.each([
    ['delayed', 'Delivery delayed: ', 'Delivery is delayed to these recipients or groups:'],
    ['delivered', 'Delivered: ', 'Your message has been delivered to the following recipients:'],
    ['relayed', 'Relayed: ', 'no delivery notification was sent by the destination server:'],
    ['expanded', 'Expanded: ', 'Your message has been delivered to the following groups:'],
  ] as const)('has its own words for %s', async (kind, prefix, opening) => {
    const { mail, statusText, dsn } = await readDsn({ kind });
    expect(mail.subject).toBe(`${prefix}Grüße <b>`);
    expect(mail.text).toContain(opening);
    expect(mail.text).toContain('Subject: Grüße <b>');
    expect(statusText).toContain(`Action: ${kind}\n`);
    expect(dsn.header.has('X-MS-Exchange-Message-Is-Ndr')).toBe(false);
  });

  it('says how long a delayed message will be tried', async () => {
    const retryUntil = new Date(request.now.getTime() + ((24 + 19) * 60 + 54) * 60_000);
    const { mail, statusText } = await readDsn({ kind: 'delayed', retryUntil });
    expect(mail.text).toContain('for the next 1 days, 19 hours and 54 minutes.');
    expect(statusText).toContain('Will-Retry-Until: Thu, 6 Aug 2026 04:59:00 +0000\n');
    const waited = { kind: 'queue-suspended' } as const;
    const kept = (await readDsn({ kind: 'delayed', retryUntil, recipients: [{ ...nobody, waited }] })).mail
      .text;
    expect(kept).toContain('The server will keep this message for the next 1 days, 19 hours and 54 minutes.');
    expect(kept).not.toMatch(/attempt|trying/);
  });
});

describe('composeDsn: message/delivery-status (RFC 3464 §2)', () => {
  it('has the message’s fields, then a group for each recipient', async () => {
    const other: DsnRecipient = {
      path: { localPart: 'bob', domain: 'example.net' },
      orcpt: 'rfc822;team@contoso.com',
      reply: new Reply(554, undefined, 'No'),
      remote: { host: 'mx.example.net' },
    };
    const envelope = { body: '7BIT', smtpUtf8: false, envid: 'QQ314159' } as const;
    const { status, statusText } = await readDsn({ recipients: [nobody, other] }, { envelope });
    expect(status?.mimeType).toBe('message/delivery-status');
    expect(statusText.replaceAll(/\n (?=\S)/g, ' ').trimEnd()).toBe(
      [
        'Original-Envelope-Id: QQ314159',
        'Reporting-MTA: dns;mbx01.contoso.com',
        'Arrival-Date: Tue, 4 Aug 2026 09:00:00 +0000',
        '',
        'Final-Recipient: rfc822;nobody@contoso.com',
        'Action: failed',
        'Status: 5.1.10',
        'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
        'X-Supplementary-Info: < #5.1.10 smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup>',
        '',
        'Original-Recipient: rfc822;team@contoso.com',
        'Final-Recipient: rfc822;bob@example.net',
        'Action: failed',
        'Status: 5.0.0',
        'Remote-MTA: dns;mx.example.net',
        'Diagnostic-Code: smtp;554 No',
        'Last-Attempt-Date: Tue, 4 Aug 2026 09:05:00 +0000',
        'X-Supplementary-Info: <mx.example.net #5.0.0 smtp;554 No>',
      ].join('\n'),
    );
  });

  it('lets no reply of a stranger add fields', async () => {
    const reply = new Reply(550, '5.0.0', 'No\r\n\r\nFinal-Recipient: rfc822;ceo@contoso.com');
    const { statusText } = await readDsn({ recipients: [{ ...nobody, reply }] });
    expect(statusText.match(/^Final-Recipient:/gm)).toHaveLength(1);
  });
});

describe('composeDsn: the original message (RFC 3462 §1, §2)', () => {
  it('is the header alone when no content is given', async () => {
    const { enclosed, enclosedText } = await readDsn();
    expect(enclosed?.mimeType).toBe('text/rfc822-headers');
    expect(enclosedText).toContain('Message-ID: <m1@contoso.com>');
  });

  it('is the whole message otherwise, content octet for octet', async () => {
    const content = ['line one\r\n.\r\n', '--boundary\r\nno end of line'].map((text) => Buffer.from(text));
    const { dsn, enclosed, enclosedText } = await readDsn({}, { content });
    expect(enclosed?.mimeType).toBe('message/rfc822');
    expect(enclosedText.split('\n\n')[1]?.startsWith('line one')).toBe(true);
    expect(octets(dsn).includes(Buffer.concat([Buffer.from('\r\n\r\n'), ...content]))).toBe(true);
    expect(content.every((chunk) => dsn.content.includes(chunk))).toBe(true);
  });

  it('leaves the organization’s and the trace fields behind', async () => {
    const { enclosedText } = await readDsn();
    expect(enclosedText).not.toMatch(/X-MS-Exchange-Organization|Received:/);
  });

  it('asks for 8BITMIME when the content has such octets (RFC 6152)', async () => {
    const { dsn } = await readDsn({}, { content: [Buffer.from('Gr\u00fc\u00dfe\r\n', 'latin1')] });
    expect(dsn.envelope).toMatchObject({ body: '8BITMIME', smtpUtf8: false });
    expect(dsn.header.first('Content-Transfer-Encoding')).toBe('8bit');
    expect(octets(dsn).toString('latin1')).toContain('Gr\u00fc\u00dfe');
  });
});
