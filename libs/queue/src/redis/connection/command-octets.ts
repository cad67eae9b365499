import type { Word } from '../transaction/transaction-script.js';

/** A word of so many octets is sent as it is, piece by piece; a smaller one is copied, which costs less. */
const ownPieceOctets = 16 * 1024;

/** A word may come in pieces. */
export type EncodedWord = Word | readonly Buffer[];

/** A command as Redis reads it, an array of bulk strings; in as few pieces as its large words allow. */
export function commandOctets(lists: readonly (readonly EncodedWord[])[]): Buffer[] {
  const pieces: Buffer[] = [];
  let parts: (string | Buffer)[] = [];
  let text = `*${lists.reduce((count, { length }) => count + length, 0)}\r\n`;
  for (const words of lists) {
    for (const word of words) {
      if (typeof word !== 'object') {
        const written = String(word);
        text += `$${Buffer.byteLength(written)}\r\n${written}\r\n`;
        continue;
      }
      const octets = Buffer.isBuffer(word) ? [word] : word;
      const length = octets.reduce((sum, piece) => sum + piece.length, 0);
      parts.push(`${text}$${length}\r\n`);
      text = '\r\n';
      if (length < ownPieceOctets) parts.push(...octets);
      else {
        pieces.push(joined(parts), ...octets);
        parts = [];
      }
    }
  }
  parts.push(text);
  pieces.push(joined(parts));
  return pieces;
}

function joined(parts: readonly (string | Buffer)[]): Buffer {
  let octets = 0;
  for (const part of parts) octets += typeof part === 'string' ? Buffer.byteLength(part) : part.length;
  const buffer = Buffer.allocUnsafe(octets);
  let at = 0;
  for (const part of parts) at += typeof part === 'string' ? buffer.write(part, at) : part.copy(buffer, at);
  return buffer;
}
