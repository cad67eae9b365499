import { createHmac } from 'node:crypto';

import { digestBytes } from './section-content.js';

/**
 * What an Edge knows of a recipient: HMAC-SHA-256 over its address in the form in which addresses are compared (addressKey of
 * @mailyard/smtp). Without the key, which no bundle has, guessing addresses finds nothing.
 */
export function recipientDigest(key: Buffer, addressKey: string): Buffer {
  return createHmac('sha256', key).update(addressKey).digest().subarray(0, digestBytes);
}
