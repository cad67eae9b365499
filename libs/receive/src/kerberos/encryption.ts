import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { KerberosError } from './kerberos-error.js';

/** aes128-cts-hmac-sha1-96 and aes256-cts-hmac-sha1-96 (RFC 3962); older types are broken. */
export const keyOctets: ReadonlyMap<number, number> = new Map([
  [17, 16],
  [18, 32],
]);

export interface EncryptionKey {
  readonly type: number;
  readonly value: Buffer;
}

const blockOctets = 16;
const macOctets = 12;
/** Which of the three keys that are derived for a usage (RFC 3961 §5.3). */
const purposes = { checksum: 0x99, encryption: 0xaa, integrity: 0x55 } as const;

/** RFC 3961 §5.3: confounder and text, encrypted; then their MAC. Throws KerberosError when the MAC is wrong. */
export function decrypt(key: EncryptionKey, usage: number, octets: Buffer): Buffer {
  if (octets.length < blockOctets + macOctets) throw new KerberosError('too little to decrypt');
  const encrypted = octets.subarray(0, -macOctets);
  const plain = decryptCts(derivedKey(key, usage, 'encryption'), encrypted);
  const expected = mac(derivedKey(key, usage, 'integrity'), plain);
  if (!timingSafeEqual(expected, octets.subarray(-macOctets))) {
    throw new KerberosError('wrong key or changed');
  }
  return plain.subarray(blockOctets);
}

export function encrypt(key: EncryptionKey, usage: number, text: Buffer): Buffer {
  const plain = Buffer.concat([randomBytes(blockOctets), text]);
  const encrypted = encryptCts(derivedKey(key, usage, 'encryption'), plain);
  return Buffer.concat([encrypted, mac(derivedKey(key, usage, 'integrity'), plain)]);
}

/** RFC 3961 §5.4. */
export function checksum(key: EncryptionKey, usage: number, text: Buffer): Buffer {
  return mac(derivedKey(key, usage, 'checksum'), text);
}

function mac(key: Buffer, text: Buffer): Buffer {
  return createHmac('sha1', key).update(text).digest().subarray(0, macOctets);
}

/** DK(base key, usage and purpose) of RFC 3961 §5.1: for AES, random octets are a key as they are. */
function derivedKey({ type, value }: EncryptionKey, usage: number, purpose: keyof typeof purposes): Buffer {
  if (keyOctets.get(type) !== value.length) {
    throw new KerberosError(`encryption type ${type} is not used here`);
  }
  const constant = Buffer.alloc(5);
  constant.writeUInt32BE(usage);
  constant[4] = purposes[purpose];
  const blocks: Buffer[] = [];
  let block = nFold(constant, blockOctets);
  while (blocks.length * blockOctets < value.length) {
    block = cbc(createCipheriv, value, block);
    blocks.push(block);
  }
  return Buffer.concat(blocks, value.length);
}

/** RFC 3961 §5.1: replicates the input, each time rotated by 13 bits, and adds the pieces in ones' complement. */
export function nFold(input: Buffer, octets: number): Buffer {
  const total = leastCommonMultiple(input.length, octets);
  const sum = Array.from({ length: octets }, () => 0);
  for (let index = 0; index < total; index += 1) {
    const at = index % octets;
    sum[at] = (sum[at] ?? 0) + rotatedOctet(input, index);
  }
  return Buffer.from(carried(sum));
}

/** The octet at a place of the endless row of copies, each rotated 13 bits further to the right. */
function rotatedOctet(input: Buffer, index: number): number {
  const bits = input.length * 8;
  const copy = Math.trunc(index / input.length);
  const firstBit = (((index % input.length) * 8 - 13 * copy) % bits) + bits;
  let octet = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    const from = (firstBit + bit) % bits;
    octet = (octet << 1) | (((input[from >> 3] ?? 0) >> (7 - (from & 7))) & 1);
  }
  return octet;
}

function carried(sum: number[]): number[] {
  let carry = 0;
  do {
    for (let index = sum.length - 1; index >= 0; index -= 1) {
      const value = (sum[index] ?? 0) + carry;
      sum[index] = value & 0xff;
      carry = value >> 8;
    }
  } while (carry > 0);
  return sum;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** CBC with ciphertext stealing (RFC 3962 §5): the last two blocks change places, and the last one is cut. */
function encryptCts(key: Buffer, plain: Buffer): Buffer {
  const tail = plain.length % blockOctets || blockOctets;
  const padded = Buffer.concat([plain], plain.length + blockOctets - tail);
  const encrypted = cbc(createCipheriv, key, padded);
  if (encrypted.length === blockOctets) return encrypted;
  const last = encrypted.subarray(-blockOctets);
  const before = encrypted.subarray(-2 * blockOctets, -blockOctets);
  return Buffer.concat([encrypted.subarray(0, -2 * blockOctets), last, before.subarray(0, tail)]);
}

function decryptCts(key: Buffer, octets: Buffer): Buffer {
  if (octets.length === blockOctets) return cbc(createDecipheriv, key, octets);
  const tail = octets.length % blockOctets || blockOctets;
  const head = octets.subarray(0, octets.length - tail - blockOctets);
  const last = octets.subarray(head.length, head.length + blockOctets);
  const cut = octets.subarray(-tail);
  // What was cut off the block before the last one stands, not yet combined with anything, in the last one.
  const opened = cbc(createDecipheriv, key, last);
  const before = Buffer.concat([cut, opened.subarray(tail)]);
  return cbc(createDecipheriv, key, Buffer.concat([head, before, last])).subarray(0, octets.length);
}

function cbc(make: typeof createCipheriv | typeof createDecipheriv, key: Buffer, octets: Buffer): Buffer {
  const cipher = make(`aes-${key.length * 8}-cbc`, key, Buffer.alloc(blockOctets)).setAutoPadding(false);
  return Buffer.concat([cipher.update(octets), cipher.final()]);
}
