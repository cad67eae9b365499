import { Reply } from '@mailyard/smtp';

import { HeaderBlock } from '../header/header-block.js';
import { naturalEncoding } from '../mime/natural-encoding.js';
import { nobody, readDsn } from './spec-support/read-dsn.js';

describe('composeDsn: labels (RFC 2045 §2.7 to §2.9, RFC 3462 §2)', () => {
  const damages = [
    ['NUL', 'a\0b\r\n'],
    ['a bare CR', 'a\rb\r\n'],
    ['a bare LF', 'a\nb\r\n'],
    ['an overlong line', `${'x'.repeat(999)}\r\n`],
  ] as const;

  it.each(damages)('%s in the content: the header travels alone', async (_, text) => {
    const { dsn, enclosed, enclosedText } = await readDsn({}, { content: [Buffer.from(text)] });
    expect(enclosed?.mimeType).toBe('text/rfc822-headers');
    expect(enclosedText).toContain('Message-ID: <m1@contoso.com>');
    expect(naturalEncoding(dsn.content)).toBe('7bit');
  });

  it.each(damages.filter(([name]) => name !== 'a bare LF'))(
    '%s in the header: it is encoded',
    async (_, text) => {
      const header = HeaderBlock.parse(Buffer.from(`Subject: ${text}X-Last: 1\r\n\r\n`));
      const { dsn, enclosed, enclosedText } = await readDsn({}, { header, content: [Buffer.from('hi\r\n')] });
      expect(enclosed?.mimeType).toBe('text/rfc822-headers');
      expect(enclosedText).toContain('X-Last: 1');
      expect(naturalEncoding(dsn.content)).toBe('7bit');
    },
  );

  it('a header of UTF-8 with NUL is encoded, too', async () => {
    const header = HeaderBlock.parse(Buffer.from('Subject: größer\0\r\n\r\n'));
    const envelope = { body: '8BITMIME', smtpUtf8: true } as const;
    const { enclosed, enclosedText } = await readDsn({}, { header, envelope });
    expect(enclosed?.mimeType).toBe('message/global-headers');
    expect(enclosedText).toContain('größer\0');
  });

  it('a reply with octets beyond ASCII, or without a space, leaves the status 7bit', async () => {
    const reply = new Reply(550, '5.7.1', `größer ${'x'.repeat(3000)}`);
    const envelope = { body: '7BIT', smtpUtf8: false, envid: 'größer' } as const;
    const { dsn, statusText } = await readDsn({ recipients: [{ ...nobody, reply }] }, { envelope });
    expect(statusText).toContain('Diagnostic-Code: smtp;550 5.7.1 gr??er\n ');
    expect(naturalEncoding(dsn.content)).toBe('7bit');
    expect(dsn.envelope.body).toBe('7BIT');
  });

  it.each([
    ['192.0.2.9', 'dns;[192.0.2.9]'],
    ['2001:db8::9', 'dns;[IPv6:2001:db8::9]'],
    ['fe80::1%eth0', 'dns;[IPv6:fe80::1]'],
    ['mx.example.net', 'dns;mx.example.net'],
    ['mx.münchen.example', 'dns;mx.xn--mnchen-3ya.example'],
  ])('Remote-MTA of %s is %s (RFC 3464 §2.1.2)', async (host, name) => {
    const { statusText } = await readDsn({ recipients: [{ ...nobody, remote: { host } }] });
    expect(statusText).toContain(`Remote-MTA: ${name}\n`);
  });
});

describe('composeDsn: addresses beyond ASCII (RFC 6533)', () => {
  const utf8Header = HeaderBlock.parse(
    Buffer.from('Subject: größer\r\nMessage-ID: <m1@contoso.com>\r\n\r\n'),
  );
  const smtpUtf8 = { body: '8BITMIME', smtpUtf8: true } as const;

  it('takes the global forms for a recipient', async () => {
    const recipients = [{ ...nobody, path: { localPart: 'jörg', domain: 'contoso.com' } }];
    const { dsn, status, statusText } = await readDsn({ recipients }, { envelope: smtpUtf8 });
    expect(dsn.envelope).toMatchObject({ smtpUtf8: true, body: '8BITMIME' });
    expect(status?.mimeType).toBe('message/global-delivery-status');
    expect(statusText).toContain('Final-Recipient: utf-8;jörg@contoso.com\n');
  });

  it('writes it in ASCII for a sender who has shown no SMTPUTF8 (§1, §3)', async () => {
    const recipient = { path: { localPart: 'jö+rg', domain: 'contoso.com' }, orcpt: 'utf-8;jörg@x.example' };
    const { dsn, status, statusText } = await readDsn({ recipients: [{ ...nobody, ...recipient }] });
    expect(dsn.envelope).toMatchObject({ smtpUtf8: false, body: '7BIT' });
    expect(status?.mimeType).toBe('message/delivery-status');
    expect(statusText).toContain('Final-Recipient: utf-8;j\\x{F6}\\x{2B}rg@contoso.com\n');
    expect(statusText).toContain('Original-Recipient: utf-8;j\\x{F6}rg@x.example\n');
    expect(naturalEncoding(dsn.content)).toBe('7bit');
  });

  it('takes them for a sender with such an address', async () => {
    const reversePath = { localPart: 'jörg', domain: 'example.net' };
    const { dsn, status, mail } = await readDsn({}, { reversePath });
    expect(dsn.envelope.smtpUtf8).toBe(true);
    expect(status?.mimeType).toBe('message/global-delivery-status');
    expect(mail.to?.[0]?.address).toBe('jörg@example.net');
  });

  it.each([
    ['message/global-headers', undefined],
    ['message/global', [Buffer.from('hi')]],
  ])('encloses a UTF-8 original as %s', async (type, content) => {
    const original = { header: utf8Header, envelope: smtpUtf8, ...(content && { content }) };
    const { dsn, enclosed, mail } = await readDsn({}, original);
    expect(enclosed?.mimeType).toBe(type);
    expect(dsn.envelope.smtpUtf8).toBe(true);
    expect(mail.subject).toBe('Undeliverable: größer');
  });

  it('does not ask for SMTPUTF8 because the original merely offered it, or broke the rules', async () => {
    expect((await readDsn({}, { envelope: smtpUtf8 })).dsn.envelope.smtpUtf8).toBe(false);
    const { dsn, enclosed } = await readDsn({}, { header: utf8Header });
    expect(dsn.envelope).toMatchObject({ smtpUtf8: false, body: '8BITMIME' });
    expect(enclosed?.mimeType).toBe('text/rfc822-headers');
  });
});
