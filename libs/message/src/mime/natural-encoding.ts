import { isAscii } from 'node:buffer';

const maxLineBytes = 998;

/**
 * The Content-Transfer-Encoding under which these octets may stand as they are (RFC 2045 §2.7 to §2.9). `binary`: there is
 * NUL, CR or LF without the other, or a line of more than 998 octets, so a mail system may refuse or change them.
 */
export function naturalEncoding(chunks: readonly Buffer[]): '7bit' | '8bit' | 'binary' {
  const octets = Buffer.concat(chunks);
  const lines = octets.toString('latin1').split('\r\n');
  if (lines.some((line) => line.length > maxLineBytes || /[\0\r\n]/.test(line))) return 'binary';
  return isAscii(octets) ? '7bit' : '8bit';
}
