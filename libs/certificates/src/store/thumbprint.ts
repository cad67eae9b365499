import { createHash } from 'node:crypto';

/** SHA-1 of the encoding, in capitals, as Windows names certificates. */
export function thumbprintOf(der: Uint8Array): string {
  return createHash('sha1').update(der).digest('hex').toUpperCase();
}
