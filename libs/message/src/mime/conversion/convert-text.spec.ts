import PostalMime from 'postal-mime';

import { convertText } from './convert-text.js';
import { mayChangeText, type TextForm } from './text-form.js';

interface Written {
  readonly header: string;
  readonly body: string;
}

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('');

/** Octets as latin1 characters; the content comes in two pieces, cut anywhere. */
async function converted(message: string, form: TextForm, cut = 7): Promise<Written | undefined> {
  const end = message.indexOf('\r\n\r\n') + 4;
  const octets = Buffer.from(message.slice(end), 'latin1');
  const content = [octets.subarray(0, cut), octets.subarray(cut)];
  const header = Buffer.from(message.slice(0, end), 'latin1');
  const result = await convertText({ header, content, body: '8BITMIME' }, form);
  if (result === undefined) return undefined;
  return {
    header: result.header.toString('latin1'),
    body: Buffer.concat(result.content as readonly Buffer[]).toString('latin1'),
  };
}

const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const mime = 'MIME-Version: 1.0\r\n';
const form: TextForm = { charset: 'iso-8859-1', plainCharset: 'windows-1252' };

describe('CharacterSet and NonMimeCharacterSet: text that names none', () => {
  it.each([
    [`${mime}Content-Type: text/plain\r\n\r\n`, 'Gr\xfc\xdfe\r\n', 'text/plain; charset=iso-8859-1'],
    [`${mime}Content-Type: text/html;\r\n\r\n`, '<p>\xfc\r\n', 'text/html; charset=iso-8859-1'],
    ['Subject: x\r\n\r\n', 'Gr\xfc\xdfe\r\n', 'text/plain; charset=windows-1252'],
    // Whatever the setting says: what can only be UTF-8 is that.
    ['Subject: x\r\n\r\n', utf8('Grüße\r\n'), 'text/plain; charset=utf-8'],
  ])('%j %j', async (header, body, type) => {
    const written = await converted(header + body, form);
    expect(written?.header).toContain(`Content-Type: ${type}\r\n`);
    expect(written?.header).toContain('MIME-Version: 1.0\r\n');
    expect(written?.header).toContain('Content-Transfer-Encoding: 8bit\r\n');
    expect(written?.body).toBe(body);
  });

  it.each([
    `${mime}Content-Type: text/plain; charset=koi8-r\r\n\r\n\xfc\r\n`,
    `${mime}Content-Type: text/plain\r\n\r\nplain\r\n`,
    `DKIM-Signature: v=1\r\n${mime}Content-Type: text/plain\r\n\r\n\xfc\r\n`,
    `${mime}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n/A==\r\n`,
    `${mime}Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\n\xfc\r\n`,
    `${mime}Content-Type: application/octet-stream\r\n\r\n\xfc\r\n`,
  ])('%j stays as it is', async (message) => {
    expect(await converted(message, form)).toBeUndefined();
  });
});

describe('LineWrapSize: lines of plain text', () => {
  const plain = `${mime}Content-Type: text/plain; charset=utf-8\r\n\r\n`;
  it.each([
    ['one two three four\r\n', 'one two\r\nthree\r\nfour\r\n'],
    ['short\r\n\r\nalso\r\n', undefined],
    ['  indented text\r\n', '  indented\r\ntext\r\n'],
    ['averylongword and more\r\n', 'averylongword\r\nand more\r\n'],
    ['one two three', 'one two\r\nthree'],
    [utf8('ÄÖÜ äöü ß\r\n'), utf8('ÄÖÜ äöü\r\nß\r\n')],
  ])('%j: %j', async (body, expected) => {
    for (const cut of [0, 1, 7, 11]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await converted(plain + body, { wrapAt: 8 }, cut))?.body).toBe(expected);
    }
  });

  it('what follows a word that is longer than what is held is wrapped', async () => {
    const word = 'x'.repeat(300_000);
    for (const cut of [1, 70_000, 299_999, 300_000, 300_001, 300_005]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const written = await converted(`${plain}a ${word} one two three\r\nshort\r\n`, { wrapAt: 8 }, cut);
      expect(written?.body).toBe(`a\r\n${word}\r\none two\r\nthree\r\nshort\r\n`);
    }
  });

  it.each([
    ['flowed', `${mime}Content-Type: text/plain; format=flowed\r\n\r\none two three\r\n`],
    ['HTML', `${mime}Content-Type: text/html\r\n\r\n<p>one two three\r\n`],
    ['signed inside', `${plain}-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\none two three\r\n`],
  ])('%s text stays as it is', async (_, message) => {
    expect(await converted(message, { wrapAt: 8 })).toBeUndefined();
  });
});

describe('ByteEncoderTypeFor7BitCharsets', () => {
  const plain = `${mime}Content-Type: text/plain; charset=us-ascii\r\n\r\n`;
  it('text in a 7-bit character set is encoded', async () => {
    const quoted = await converted(`${plain}a = b\r\n`, { plainEncoding: 'quoted-printable' });
    expect(quoted?.header).toContain('Content-Transfer-Encoding: quoted-printable\r\n');
    expect(quoted?.body).toBe('a =3D b\r\n');
    const html = await converted(`${mime}Content-Type: text/html\r\n\r\n<p>\r\n`, { htmlEncoding: 'base64' });
    expect(html?.body).toBe('PHA+DQo=\r\n');
  });

  it('other text is not', async () => {
    const message = `${mime}Content-Type: text/plain; charset=utf-8\r\n\r\nplain\r\n`;
    expect(await converted(message, { plainEncoding: 'base64' })).toBeUndefined();
    expect(await converted(`${plain}x\r\n`, { htmlEncoding: 'base64' })).toBeUndefined();
  });
});

const all: TextForm = { ...form, wrapAt: 20, plainEncoding: 'quoted-printable', htmlEncoding: 'base64' };
const words = 'many words that are longer than a line';
const text = lines('Content-Type: text/plain', '', words);

function parts(type: string, ...bodies: readonly string[]): string {
  return `${mime}Content-Type: ${type}; boundary=b\r\n\r\n${bodies.map((body) => `--b\r\n${body}`).join('')}--b--\r\n`;
}

describe('never touched', () => {
  it.each([
    ['signed', parts('multipart/signed', text, lines('Content-Type: application/pkcs7-signature', '', 'x'))],
    [
      'encrypted',
      parts('multipart/encrypted', text, lines('Content-Type: application/octet-stream', '', 'x')),
    ],
    ['S/MIME', `${mime}Content-Type: application/pkcs7-mime\r\n\r\n${words}\r\n`],
    ['a message in the message', parts('multipart/mixed', `Content-Type: message/rfc822\r\n\r\n${text}`)],
    // TNEF passes.
    [
      'winmail.dat',
      parts('multipart/mixed', lines('Content-Type: application/ms-tnef', '', `${words} \xfc`)),
    ],
    ['what has no end', `${mime}Content-Type: multipart/mixed\r\n\r\n${words}\r\n`],
  ])('%s', async (_, message) => {
    expect(await converted(message, all)).toBeUndefined();
  });

  it('beside it a text is written anew, and a part after an enclosed message as well', async () => {
    const enclosed = `Content-Type: message/rfc822\r\n\r\n${text}`;
    const written = await converted(parts('multipart/mixed', enclosed, text), { wrapAt: 20 });
    expect(written?.body).toBe(
      `--b\r\n${enclosed}--b\r\n${lines('Content-Type: text/plain', '', 'many words that are', 'longer than a line')}--b--\r\n`,
    );
  });
});

it('a reader finds the same words', async () => {
  const html = lines('Content-Type: text/html; charset=us-ascii', '', `<p>${words}</p>`);
  const message = parts('multipart/alternative', text, html);
  const written = await converted(message, all);
  const read = await new PostalMime().parse(Buffer.from(`${written?.header}${written?.body}`, 'latin1'));
  expect(read.text?.replaceAll(/\s+/g, ' ').trim()).toBe(words);
  expect(read.html).toContain(words);
});

describe('what there is to look for at all', () => {
  const message = { header: Buffer.alloc(0), body: '8BITMIME' };
  const stream = async function* stream() {
    yield Buffer.from('x');
  };
  it.each([
    [{}, [Buffer.from('\xfc', 'latin1')], '8BITMIME', false],
    [form, [Buffer.from('plain')], '8BITMIME', false],
    [form, [Buffer.from('plain'), Buffer.from('\xfc', 'latin1')], '7BIT', true],
    [form, stream, '7BIT', false],
    [form, stream, '8BITMIME', true],
    [{ wrapAt: 70 }, [Buffer.from('plain')], '7BIT', true],
  ])('%j', (given, content, body, expected) => {
    expect(mayChangeText({ ...message, content, body }, given)).toBe(expected);
  });
});
