import type { Readable } from 'node:stream';

/**
 * Unlike node:readline, which ends a line at U+2028 as well: JSON has that unescaped within its strings, where clients
 * may have put it.
 */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = `${rest}${text}`.split(/\r?\n/);
    rest = lines.pop() ?? '';
    lines.forEach((line) => onLine(line));
  });
  stream.once('end', () => {
    if (rest !== '') onLine(rest);
  });
}
