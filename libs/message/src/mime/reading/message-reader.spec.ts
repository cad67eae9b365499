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
    const many = read('Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b--\n', {
      partsMax: 1,
    });
    expect(many.parts).toHaveLength(1);
    expect(many.isWhole).toBe(false);
  });

  it('what came before a structure that cannot be told', () => {
    const nested = Array.from(
      { length: 200 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    );
    expect(read(nested.join('')).isWhole).toBe(false);
  });
});
