import { quotedPrintable } from './quoted-printable.js';

/** The reader's side, as simple as RFC 2045 §6.7 allows. */
function decode(text: string): string {
  const octets = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1').toString('utf8');
}

describe('quoted-printable (RFC 2045 §6.7)', () => {
  it.each([
    '',
    'a = b',
    'ends with space \r\nand tab\t',
    'ä€🎉'.repeat(50),
    'x'.repeat(500),
    '=3D\r\n\r\n.\r\n',
  ])('survives, in ASCII and in lines of at most 76: %j', (text) => {
    const encoded = quotedPrintable(text);
    expect(encoded).toMatch(/^[\t\r\n -~]*$/);
    expect(encoded).not.toMatch(/[ \t](?:\r\n|$)/);
    for (const line of encoded.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
    expect(decode(encoded)).toBe(text);
  });
});
