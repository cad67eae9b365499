/** RFC 6533 §3: what stands for itself in utf-8-addr-xtext. */
const plain = /^[!-*,-<>-[\]-~]$/;
const embedded = /\\x\{([0-9A-Fa-f]{2,6})\}/g;

/** An address of type utf-8 in ASCII: utf-8-addr-xtext, with `\x{…}` for whatever else there is. */
export function encodeUtf8Address(address: string): string {
  return Array.from(address, (character) => {
    if (plain.test(character)) return character;
    const point = character.codePointAt(0) ?? 0;
    return `\\x{${point.toString(16).toUpperCase().padStart(2, '0')}}`;
  }).join('');
}

/** The same read back; undefined when it stands for what is no character of an address. */
export function decodeUtf8Address(text: string): string | undefined {
  const points = Array.from(text.matchAll(embedded), ([, hex = '']) => Number.parseInt(hex, 16));
  if (points.some((point) => point > 0x10ffff || /[\p{Cc}\p{Cs}]/u.test(String.fromCodePoint(point)))) {
    return undefined;
  }
  return text.replaceAll(embedded, () => String.fromCodePoint(points.shift() ?? 0));
}
