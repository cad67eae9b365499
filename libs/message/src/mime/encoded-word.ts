/** 45 octets become 60 base64 characters; with `=?UTF-8?B?…?=` that stays below the 75 of RFC 2047 §2. */
const maxOctets = 45;

/** RFC 2047 §2, with the language of RFC 2231 §5. */
const encodedWord = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?\s]*)\?=/gi;

/** Text as it may stand in an unstructured field: RFC 2047 encoded words where it is not plain ASCII. */
export function encodeText(text: string): string {
  if (/^[ -~]*$/.test(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let current = '';
  for (const character of text) {
    if (Buffer.byteLength(current + character) > maxOctets) {
      words.push(current);
      current = '';
    }
    current += character;
  }
  return [...words, current].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}

/** A display name before an address (RFC 5322 §3.4): an atom, a quoted string or encoded words. */
export function encodePhrase(text: string): string {
  if (!/^[ -~]*$/.test(text) || text.includes('=?')) return encodeText(text);
  if (/^[\w!#$%&'*+/=?^`{|}~ -]+$/.test(text)) return text;
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** The text behind a field's encoded words; what cannot be decoded stays as it is. */
export function decodeText(value: string): string {
  if (!value.includes('=?')) return value;
  const joined = value.replaceAll(/(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[bq]\?)/gi, '$1');
  return joined.replaceAll(encodedWord, (word) => decodeWord(word) ?? word);
}

function decodeWord(word: string): string | undefined {
  const [, charset = '', encoding = '', text = ''] = new RegExp(encodedWord, 'i').exec(word) ?? [];
  const octets = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQ(text);
  try {
    return new TextDecoder(charset).decode(octets);
  } catch {
    // A charset that nobody knows: the reader sees the encoded word, as in any mail client.
    return undefined;
  }
}

/** RFC 2047 §4.2. */
function decodeQ(text: string): Buffer {
  const octets = text
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1');
}
