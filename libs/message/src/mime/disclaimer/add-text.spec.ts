import PostalMime from 'postal-mime';

import { addText } from './add-text.js';
import type { AddedText } from './changed-text.js';
import { wrapMessage, writeText } from './wrap-message.js';

const lines = (text: string): Buffer => Buffer.from(text.replaceAll(/\r?\n/g, '\r\n'), 'latin1');

/** The whole message with the text added; split anywhere it is the same. */
async function added(message: string, texts: readonly AddedText[]): Promise<string | undefined> {
  const octets = lines(message);
  const end = octets.indexOf('\r\n\r\n') + 4;
  const results: (string | undefined)[] = [];
  for (const size of [1, 13, 100_000]) {
    const content: Buffer[] = [];
    for (let at = end; at < octets.length; at += size) content.push(octets.subarray(at, at + size));
    const written: Buffer[] = [];
    const header = await addText(
      { header: octets.subarray(0, end), content },
      texts,
      (piece) => void written.push(piece),
    );
    results.push(
      header &&
        Buffer.concat([header.toBuffer(), ...written])
          .toString('latin1')
          .replaceAll('\r\n', '\n'),
    );
  }
  expect(new Set(results).size).toBe(1);
  return results[0];
}

const footer: AddedText = { html: '<p>Contoso <b>Ltd</b></p>', location: 'Append' };
const banner: AddedText = { html: '<p>EXTERNAL</p>', location: 'Prepend' };
const german: AddedText = { html: '<p>Grüße</p>', location: 'Append' };

describe('a text is added to a message', () => {
  it.each<readonly [string, string, readonly AddedText[], string]>([
    [
      'at the end of plain text',
      'Subject: x\n\nhello\n',
      [footer],
      'Subject: x\nMIME-Version: 1.0\n\nhello\n\nContoso Ltd\n',
    ],
    [
      'at the beginning',
      'MIME-Version: 1.0\nContent-Type: text/plain\n\nhello',
      [banner],
      'MIME-Version: 1.0\nContent-Type: text/plain\n\nEXTERNAL\n\nhello',
    ],
    [
      'within the body of HTML, in both places',
      'MIME-Version: 1.0\nContent-Type: text/html\n\n<html><BODY class="a">hello</BODY></html>\n',
      [footer, banner],
      'MIME-Version: 1.0\nContent-Type: text/html\n\n<html><BODY class="a"><p>EXTERNAL</p>hello<p>Contoso <b>Ltd</b></p></BODY></html>\n',
    ],
    [
      'to HTML without a body',
      'MIME-Version: 1.0\nContent-Type: text/html\n\nhello',
      [german],
      'MIME-Version: 1.0\nContent-Type: text/html\n\nhello<p>Gr&#252;&#223;e</p>',
    ],
    [
      'in letters that the text did not have',
      'MIME-Version: 1.0\nContent-Type: text/plain; charset=us-ascii; format=flowed\n\nhello\n',
      [german],
      'MIME-Version: 1.0\nContent-Type: text/plain; format=flowed; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nhello\n\nGr=C3=BC=C3=9Fe\n',
    ],
    [
      'in a character set that does not have them',
      'MIME-Version: 1.0\nContent-Type: text/plain; charset="koi8-r"\nContent-Transfer-Encoding: base64\n\n0NLJ18XU\n',
      [german],
      `MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from('привет\r\n\r\nGrüße\r\n').toString('base64')}\n`,
    ],
    [
      'to both alternatives, and attachments stay octet for octet',
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n\npreamble\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nhello\n--a\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<b>h=65llo</b>\n--a--\n\n--m\nContent-Type: text/plain; name=a.txt\n\n  as = it\t\nstands\n--m--\nepilogue',
      [footer],
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n\npreamble\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nhello\n\nContoso Ltd\n\n--a\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<b>hello</b><p>Contoso <b>Ltd</b></p>\n--a--\n\n--m\nContent-Type: text/plain; name=a.txt\n\n  as = it\t\nstands\n--m--\nepilogue',
    ],
  ])('%s', async (_, message, texts, expected) => expect(await added(message, texts)).toBe(expected));

  it.each(['<body ', '<html '])('soon, also before a text full of %s', async (opening) => {
    const message = lines(`MIME-Version: 1.0\nContent-Type: text/html\n\n${opening.repeat(100_000)}`);
    const end = message.indexOf('\r\n\r\n') + 4;
    const begun = process.cpuUsage();
    const octets = { header: message.subarray(0, end), content: [message.subarray(end)] };
    expect(await addText(octets, [banner], () => undefined)).toBeDefined();
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(5_000);
  });

  it.each([
    [
      'signed',
      'Content-Type: multipart/signed; boundary=b\n\n--b\n\nhello\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--\n',
    ],
    [
      'encrypted',
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\n\nAAAA\n',
    ],
    ['without a text', 'Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nAAAA\n'],
    ['a forwarded message alone', 'Content-Type: message/rfc822\n\nSubject: inner\n\nhello\n'],
    ['in a character set that nobody knows', 'Content-Type: text/plain; charset=klingon\n\n\xe9\n'],
    ['claimed to be UTF-8', 'Content-Type: text/plain; charset=utf-8\n\n\xe9\n'],
  ])('unless it is %s', async (_, message) => expect(await added(message, [german])).toBeUndefined());
});

describe('a message that may not be changed is attached to a new one with the text', () => {
  it('which has its header, and stays octet for octet what it was', async () => {
    const header = lines(
      'Received: from a\nX-MS-Exchange-Organization-SCL: 1\nFrom: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n',
    );
    const written: Buffer[] = [];
    const content = [lines('AAAA\n  BBBB\n')];
    const changed = await wrapMessage({ header, content }, [german], (piece) => void written.push(piece));
    const whole = Buffer.concat([changed.toBuffer(), ...written]);
    expect(changed.find('From')).toEqual(['a@b.example']);
    expect(changed.find('X-MS-Exchange-Organization-SCL')).toEqual(['1']);
    const read = await PostalMime.parse(whole, { forceRfc822Attachments: true });
    expect(read.subject).toBe('x');
    expect(read.text?.trim()).toBe('Grüße');
    expect(read.html?.trim()).toBe('<p>Grüße</p>');
    const [original] = read.attachments;
    expect(original?.mimeType).toBe('message/rfc822');
    const inner = header.toString().replace(/X-MS-.*\r\n/, '') + content.join('');
    // The parser makes other line ends of those.
    expect(whole.includes(`\r\n\r\n${inner}\r\n--wrap-`)).toBe(true);
  });
});

it('a text by itself is a message without anything attached', async () => {
  const written: Buffer[] = [];
  const header = await writeText([german], (piece) => void written.push(piece));
  const read = await PostalMime.parse(Buffer.concat([header.toBuffer(), ...written]), {
    forceRfc822Attachments: true,
  });
  expect(read.text?.trim()).toBe('Grüße');
  expect(read.html?.trim()).toBe('<p>Grüße</p>');
  expect(read.attachments).toEqual([]);
});
