import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { zippedFiles } from '@mailyard/testing';

import { HeaderBlock } from '../../header/header-block.js';
import { MessageReader, type MessageReading, type ReadingBounds } from './message-reader.js';

/** Split anywhere, a message reads the same. */
function read(message: string, bounds: Partial<ReadingBounds> = {}): MessageReading {
  const octets = Buffer.from(message.replaceAll('\n', '\r\n'), 'latin1');
  const end = octets.indexOf('\r\n\r\n') + 4;
  const header = HeaderBlock.parse(octets.subarray(0, end));
  const readings = [1, 7, 100_000].map((size) => {
    const reader = new MessageReader(header, { textBytesMax: 1_000, partsMax: 100, ...bounds });
    for (let at = end; at < octets.length; at += size) reader.write(octets.subarray(at, at + size));
    return reader.end();
  });
  for (const reading of readings) expect(reading).toEqual(readings[0]);
  return readings[0] as MessageReading;
}

const texts = (message: string) => read(message).parts.map(({ text }) => text);

describe('what a reader sees of a message', () => {
  it.each([
    ['without a type (RFC 2045 §5.2)', 'Subject: x\n\nhello\n', 'hello\r\n'],
    [
      'quoted-printable, with soft line ends and white space that was added (RFC 2045 §6.7)',
      'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9 and=\n more  \n=\n=3D=zz',
      'café and more\r\n==zz',
    ],
    [
      'base64, whatever stands between (RFC 2045 §6.8)',
      'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: BASE64\n\nZ3LD\nvCDDn2U*\n=\n',
      'grü ße',
    ],
    ['an unknown character set that is UTF-8', 'Content-Type: text/plain; charset=klingon\n\n\xc3\xa9', 'é'],
    ['an unknown character set that is not', 'Content-Type: text/plain\n\n\xe9', 'é'],
    [
      'HTML without tags, scripts and addresses of links',
      'Content-Type: text/html\n\n<style>p{}</style><script>evil()</script><p>con&shy;fi<b>dential</b> &amp; <a href="http://x.example">here</a></p>',
      'con\u00adfidential & here',
    ],
  ])('%s', (_, message, text) => expect(texts(message)).toEqual([text]));

  it('parts with their names, decoded (RFC 2231, RFC 2047), kinds and sizes', () => {
    const { parts, mediaTypes, isWhole } = read(`Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

see there
--b
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*0*=utf-8''gro%C3%9F; filename*1=.exe
Content-Transfer-Encoding: base64

TVqQAAMAAAA=
--b
Content-Type: text/csv; name="=?utf-8?Q?f=C3=BCr.csv?="

a;b
--b--
`);
    expect(isWhole).toBe(true);
    expect([...mediaTypes]).toEqual([
      'multipart/mixed',
      'text/plain',
      'application/octet-stream',
      'text/csv',
    ]);
    expect(parts.map(({ name, isAttachment, bytes }) => ({ name, isAttachment, bytes }))).toEqual([
      { name: undefined, isAttachment: false, bytes: 9 },
      { name: 'groß.exe', isAttachment: true, bytes: 8 },
      { name: 'für.csv', isAttachment: true, bytes: 3 },
    ]);
    expect(parts[1]?.beginning.subarray(0, 2).toString()).toBe('MZ');
    expect(parts[1]?.text).toBeUndefined();
  });

  it('a message within a message, too', () => {
    expect(
      texts('Content-Type: message/rfc822\n\nSubject: inner\nContent-Type: text/plain\n\nwithin\n'),
    ).toEqual(['within\r\n']);
  });

  it('no more text, and no more parts, than is asked for, and says so', () => {
    const long = read(`Content-Type: text/plain\n\n${'x'.repeat(3_000)}`);
    expect(long.parts[0]).toMatchObject({ bytes: 3_000, isCut: true, text: 'x'.repeat(1_000) });
    const together = read(
      `Content-Type: multipart/mixed; boundary=b\n\n${`--b\n\n${'y'.repeat(900)}\n`.repeat(3)}--b--\n`,
      { textsBytesMax: 1_500 },
    );
    expect(together.parts.map(({ text, isCut }) => [text?.length, isCut])).toEqual([
      [900, false],
      [600, true],
      [512, true],
    ]);
    const many = read('Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b--\n', {
      partsMax: 1,
    });
    expect(many.parts).toHaveLength(1);
    expect(many.isWhole).toBe(false);
  });

  const html = 'MIME-Version: 1.0\nContent-Type: text/html\n\n';
  it.each([
    ['elements that nobody closes', `${html}${'<b>'.repeat(200_000)}`],
    ['end tags that close nothing', `${html}${'<b title="</b>"></i>'.repeat(60_000)}`],
    ['tags within tags that nobody closes', `${html}${'<b <i>>'.repeat(80_000)}`],
    [
      'white space that does not end its line',
      `Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n${`${' '.repeat(8_000)}x`.repeat(120)}`,
    ],
    [
      'a line of white space',
      `Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n${' '.repeat(4_000_000)}`,
    ],
  ])('soon, whatever it has: %s', (_, message) => {
    const octets = Buffer.from(message.replaceAll('\n', '\r\n'));
    const end = octets.indexOf('\r\n\r\n') + 4;
    const header = HeaderBlock.parse(octets.subarray(0, end));
    const reader = new MessageReader(header, { textBytesMax: 1_048_576, partsMax: 100 });
    const begun = process.cpuUsage();
    for (let at = end; at < octets.length; at += 65_536) reader.write(octets.subarray(at, at + 65_536));
    reader.end();
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(3_000);
  });

  it.each([200, 5_000])('of HTML with %d elements in each other every word', (count) => {
    const message = `${html}${'<b>'.repeat(count)}se&#99;<i title="</b>">ret</i><p>word</p>`;
    expect(read(message, { textBytesMax: 100_000 }).parts[0]?.text).toBe('secret\nword');
  });

  it.each([
    ['<p>a b\n\n c</p><p>d', 'a b c\nd'],
    ['a<!-- no -->b<wbr>c<x y="<p>">d', 'abcd'],
    ['<tr><td>a</td><td>b</td></tr>', 'a\nb'],
    ['<head><title>no</title></head><body>a<script>no</script><STYLE>no</STYLE>b', 'ab'],
    ['<style/>a<![CDATA[b]]>c', 'abc'],
    ['a &lt;b&gt; &eacute;&#x1F600;&unknown;', 'a <b> é😀&unknown;'],
    ['a<script>no', 'a'],
  ])('of HTML what a reader sees: %s', (written, text) =>
    expect(texts(`${html}${Buffer.from(written).toString('latin1')}`)).toEqual([text]),
  );

  it.each([
    ['rules', '<hr>'],
    ['quotations in each other', `${'<blockquote>x'.repeat(300)}${'</blockquote>'.repeat(300)}`],
    ['tags alone', '<b></b>'],
    ['lists in each other', `${'<ul><li>x'.repeat(300)}${'</ul>'.repeat(300)}`],
  ])('and never more than was written, in about the time that plain text takes: %s', (_, piece) => {
    const octets = Buffer.from(piece.repeat(Math.ceil(1_048_576 / piece.length)));
    const spent = (type: string): number => {
      const header = HeaderBlock.parse(Buffer.from(`Content-Type: ${type}\r\n\r\n`));
      const reader = new MessageReader(header, { textBytesMax: octets.length, partsMax: 1 });
      const begun = process.cpuUsage();
      reader.write(octets);
      const [part] = reader.end().parts;
      expect(part?.text?.length).toBeLessThanOrEqual(octets.length);
      return process.cpuUsage(begun).user / 1_000;
    };
    spent('text/html');
    expect(spent('text/html')).toBeLessThan(100 + 20 * spent('text/plain'));
  });

  it('in no more memory than the text has, however short its lines are', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const header = HeaderBlock.parse(Buffer.from('Content-Type: text/plain\r\n\r\n'));
    const lines = Buffer.from('x\r\n'.repeat(350_000));
    collect();
    const { heapUsed } = process.memoryUsage();
    const readers = Array.from(
      { length: 4 },
      () => new MessageReader(header, { textBytesMax: 1_048_576, partsMax: 100 }),
    );
    for (const reader of readers) reader.write(lines);
    collect();
    expect((process.memoryUsage().heapUsed - heapUsed) / readers.length).toBeLessThan(5_000_000);
    expect(readers.map((reader) => reader.end().parts[0]?.text?.length)).toEqual(Array(4).fill(1_048_576));
  });

  it('what came before a structure that cannot be told', () => {
    const nested = Array.from(
      { length: 200 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    );
    expect(read(nested.join('')).isWhole).toBe(false);
  });
});

describe('of documents of Office a reader sees', () => {
  const octets = zippedFiles({
    '[Content_Types].xml': '<Types/>',
    'docProps/core.xml': '<cp:coreProperties><dc:creator>Kate</dc:creator></cp:coreProperties>',
    'word/document.xml': '<w:p><w:t>top secret</w:t></w:p>',
  });
  const part = `Content-Type: application/octet-stream; name=a.bin
Content-Transfer-Encoding: base64

${octets.toString('base64').replaceAll(/.{76}/g, '$&\n')}
`;
  const twice = `Content-Type: multipart/mixed; boundary=b\n\n--b\n${part}\n--b\n${part}\n--b--\n`;

  it('text and properties, whatever they are called', () =>
    expect(read(part, { documentsBytesMax: 10_000 }).parts).toMatchObject([
      {
        text: 'top secret',
        properties: expect.arrayContaining([['Author', 'Kate']]) as unknown,
        isCut: false,
      },
    ]));

  it('nothing where nobody asks for them', () => {
    const [found] = read(part).parts;
    expect(found).toMatchObject({ bytes: octets.length, isCut: false });
    expect(found?.text).toBeUndefined();
  });

  it('no more than there is room for in all of them together', () => {
    const parts = read(twice, { documentsBytesMax: octets.length + 10 }).parts;
    expect(parts.map(({ text, isCut }) => ({ text, isCut }))).toEqual([
      { text: 'top secret', isCut: false },
      { text: '', isCut: true },
    ]);
  });
});
