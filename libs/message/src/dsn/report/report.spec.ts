import { Reply } from '@mailyard/smtp';

import { HeaderBlock } from '../../header/header-block.js';
import { nobody, originalHeader, readDsn, request } from '../spec-support/read-dsn.js';

const hostile = "<script>alert(1)</script>\" onload='x' &lt;\u202Emoc\u2066";

describe('what strangers wrote acts as nothing in a report', () => {
  const header = HeaderBlock.parse(Buffer.from(`Subject: ${hostile}\r\nX-Evil: ${hostile}\r\n\r\n`));
  const recipients = [
    {
      ...nobody,
      displayName: hostile,
      reply: new Reply(550, '5.7.1', `${hostile}\u001B[31m`),
      remote: { host: hostile },
    },
  ];

  it.each(['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const)('%s', async (kind) => {
    const { mail } = await readDsn({ kind, recipients }, { header });
    const html = mail.html ?? '';
    const tags = new Set(Array.from(html.matchAll(/<\/?([a-z!]+)/gi), ([, name = '']) => name.toLowerCase()));
    const ours = ['!doctype', 'html', 'head', 'meta', 'title', 'body', 'div', 'p', 'b', 'br', 'pre'];
    expect([...tags].filter((name) => !ours.includes(name))).toEqual([]);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;lt;');
    expect(`${html}${mail.text}`).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|(?!\n)\p{Cc}/u);
    expect(html).not.toMatch(/\b(?:src|href|background)=/);
  });
});

describe('the language of a report', () => {
  it.each([
    ['de', 'de-DE', 'Unzustellbar: Grüße <b>', 'Die angegebene E-Mail-Adresse wurde nicht gefunden.'],
    ['fr', 'fr-FR', 'Non remis : Grüße <b>', 'L’adresse de messagerie que vous avez saisie est introuvable.'],
    ['es', 'es-ES', 'No se puede entregar: Grüße <b>', 'No se ha encontrado la dirección de correo'],
    ['en', 'en-US', 'Undeliverable: Grüße <b>', "The email address you entered couldn't be found."],
  ] as const)('%s', async (language, tag, subject, words) => {
    const { mail } = await readDsn({ reporter: { ...request.reporter, language } });
    expect(mail.headers.find(({ key }) => key === 'content-language')?.value).toBe(tag);
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(words);
    expect(mail.html).toContain(`<html lang="${tag}">`);
    // What machines and administrators look for stays as it is.
    expect(mail.text).toContain("'550 5.1.10 RESOLVER.ADR.RecipientNotFound;");
  });

  it('a prefix beyond ASCII is encoded with the subject (RFC 2047 §5)', async () => {
    const reporter = { ...request.reporter, language: 'fr' } as const;
    const { mail, dsn } = await readDsn({ kind: 'relayed', reporter });
    expect(dsn.header.first('Subject')).toMatch(/^=\?UTF-8\?B\?[^ ]+\?=$/);
    expect(mail.subject).toBe('Relayé : Grüße <b>');
  });
});

describe('settings of a report', () => {
  it('is text alone where HTML is not wanted', async () => {
    const { mail } = await readDsn({ reporter: { ...request.reporter, html: false } });
    expect(mail.html).toBeUndefined();
    expect(mail.text).toContain('Delivery has failed to these recipients or groups:');
  });

  it('has no part for administrators where that is not wanted (NDRDiagnosticInfoEnabled)', async () => {
    const { mail } = await readDsn({ reporter: { ...request.reporter, diagnostics: 'none' } });
    expect(mail.text).not.toMatch(/Diagnostic|Generating server|RESOLVER/);
    expect(mail.text).toContain("couldn't be found");
  });

  it('names another authority in Reporting-MTA alone (RFC 3464 §2.2.2)', async () => {
    const { statusText, mail } = await readDsn({
      reporter: { ...request.reporter, authority: 'contoso.com' },
    });
    expect(statusText).toContain('Reporting-MTA: dns;contoso.com\n');
    expect(mail.text).toContain('Generating server: mbx01.contoso.com');
  });
});

describe('an administrator’s own text', () => {
  const notice = [
    { kind: 'text', text: 'Ask ' },
    { kind: 'text', text: 'the <desk>', bold: true, emphasis: true },
    { kind: 'line-break' },
    { kind: 'text', text: 'here', href: 'https://help.contoso.com/?a=1&b="2"' },
    { kind: 'paragraph' },
    { kind: 'text', text: 'desk@contoso.com', href: 'mailto:desk@contoso.com' },
  ] as const;

  it.each(['failed', 'delayed'] as const)('stands in place of ours: %s', async (kind) => {
    const { mail } = await readDsn({ kind, recipients: [{ ...nobody, notice }] });
    expect(mail.text).toContain(
      'nobody@contoso.com\nAsk the <desk>\nhere (https://help.contoso.com/?a=1&b="2")\n\ndesk@contoso.com\n',
    );
    expect(mail.text).not.toContain("couldn't be found");
    expect(mail.html).toContain(
      'Ask <em><b>the &lt;desk&gt;</b></em><br>\n<a href="https://help.contoso.com/?a=1&amp;b=&quot;2&quot;">here</a><br><br>\n' +
        '<a href="mailto:desk@contoso.com">desk@contoso.com</a></p>',
    );
  });
});

describe('who sent the original (RFC 3464 §2.2.4)', () => {
  const header = HeaderBlock.parse(Buffer.from(originalHeader));

  it.each([
    ['client.example', '192.0.2.7', 'dns;client.example (192.0.2.7)'],
    ['[192.0.2.7]', '192.0.2.7', 'dns;[192.0.2.7]'],
    ['x) Action: delivered', '2001:db8::7', 'dns;[IPv6:2001:db8::7]'],
    ['mx.münchen.example', '192.0.2.7', 'dns;mx.xn--mnchen-3ya.example (192.0.2.7)'],
  ])('%s at %s: %s', async (helo, ip, name) => {
    const { statusText } = await readDsn({}, { header, receivedFrom: { helo, ip } });
    expect(statusText).toContain(`Received-From-MTA: ${name}\n`);
  });
});
