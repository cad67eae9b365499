import { createHash } from 'node:crypto';

/** What a key is for (RFC 7292 appendix B.3). */
const purposes = { encryption: 1, iv: 2, mac: 3 } as const;

export interface Pkcs12KeyOptions {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly purpose: keyof typeof purposes;
  readonly bytes: number;
  /** As Node.js calls it: sha1, sha256. */
  readonly digest: string;
}

/** Derives a key from a password, as PKCS #12 does beside PBKDF2 (RFC 7292 appendix B.2). */
export function pkcs12Key(password: string, options: Pkcs12KeyOptions): Buffer {
  const { salt, iterations, purpose, bytes, digest } = options;
  const block = /sha-?(?:384|512)/i.test(digest) ? 128 : 64;
  const diversifier = Buffer.alloc(block, purposes[purpose]);
  let input = Buffer.concat([filled(salt, block), filled(bmpText(password), block)]);
  let key = Buffer.alloc(0);
  while (key.length < bytes) {
    let hash = createHash(digest).update(diversifier).update(input).digest();
    for (let round = 1; round < iterations; round += 1) hash = createHash(digest).update(hash).digest();
    key = Buffer.concat([key, hash]);
    input = advanced(input, filled(hash, block).subarray(0, block), block);
  }
  return key.subarray(0, bytes);
}

/** Two octets a character, the higher one first, with a zero at the end. */
function bmpText(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le').swap16();
}

/** Repeated until it fills whole blocks. */
function filled(octets: Buffer, block: number): Buffer {
  return Buffer.alloc(Math.ceil(octets.length / block) * block, octets);
}

/** Every block plus the hash plus one, modulo its size. */
function advanced(input: Buffer, hash: Buffer, block: number): Buffer<ArrayBuffer> {
  const added = BigInt(`0x${hash.toString('hex')}`) + 1n;
  const modulus = 1n << BigInt(block * 8);
  const blocks = Array.from({ length: input.length / block }, (_, at) => {
    const own = BigInt(`0x${input.subarray(at * block, (at + 1) * block).toString('hex')}`);
    return Buffer.from(((own + added) % modulus).toString(16).padStart(block * 2, '0'), 'hex');
  });
  return Buffer.concat(blocks);
}
