/** Printable ASCII, as nearly every value is, but for the two that stand for something else. */
const plain = /^[!-*,-<>-~]*$/;

/** Encodes as xtext (RFC 3461 §4); characters outside printable ASCII become the octets of their UTF-8 form. */
export function encodeXtext(value: string): string {
  if (plain.test(value)) return value;
  let encoded = '';
  for (const octet of Buffer.from(value, 'utf8')) {
    const isPlain = octet > 0x20 && octet < 0x7f && octet !== 0x2b && octet !== 0x3d;
    encoded += isPlain ? String.fromCharCode(octet) : `+${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** Undefined when the text is not xtext. Control characters are refused: values reach logs and replies. */
export function decodeXtext(text: string): string | undefined {
  if (plain.test(text)) return text;
  if (!/^(?:[!-*,-<>-~]|\+[0-9A-F]{2})*$/.test(text)) return undefined;
  const octets = text.replaceAll(/\+([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const value = Buffer.from(octets, 'latin1').toString('utf8');
  return Array.from(value).some(isControl) ? undefined : value;
}

function isControl(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x20 || (point >= 0x7f && point <= 0x9f);
}
