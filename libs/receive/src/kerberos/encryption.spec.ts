import { checksum, decrypt, encrypt, nFold } from './encryption.js';

describe('n-fold (RFC 3961, appendix A.1)', () => {
  it.each([
    ['012345', 'be072631276b1955'],
    ['password', '78a07b6caf85fa'],
    ['Rough Consensus, and Running Code', 'bb6ed30870b7f0e0'],
    ['password', '59e4a8ca7c0385c3c37b3f6d2000247cb6e6bd5b3e'],
    ['kerberos', '6b65726265726f737b9b5b2b93132b93'],
  ])('%s: %s', (text, folded) => {
    expect(nFold(Buffer.from(text), folded.length / 2).toString('hex')).toBe(folded);
  });
});

describe.each([
  [17, 16],
  [18, 32],
])('encryption type %d (RFC 3962)', (type, octets) => {
  const key = { type, value: Buffer.alloc(octets, 7) };

  it.each([0, 1, 15, 16, 17, 31, 32, 33, 100])('gives back %d octets', (length) => {
    const text = Buffer.from(Array.from({ length }, (_, index) => index));
    const encrypted = encrypt(key, 2, text);
    expect(encrypted).toHaveLength(16 + length + 12);
    expect(decrypt(key, 2, encrypted)).toEqual(text);
  });

  it('refuses what was changed, cut, or meant for another use', () => {
    const encrypted = encrypt(key, 2, Buffer.from('ticket'));
    for (let at = 0; at < encrypted.length; at += 1) {
      const changed = Buffer.from(encrypted);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => decrypt(key, 2, changed)).toThrow('wrong key or changed');
    }
    expect(() => decrypt(key, 11, encrypted)).toThrow('wrong key or changed');
    expect(() => decrypt(key, 2, encrypted.subarray(0, 27))).toThrow('too little');
  });

  it('has a checksum for each use', () => {
    const text = Buffer.from('x');
    expect(checksum(key, 22, text)).toHaveLength(12);
    expect(checksum(key, 22, text)).not.toEqual(checksum(key, 24, text));
  });
});

it('takes no key of another type or length', () => {
  for (const key of [
    { type: 23, value: Buffer.alloc(16) },
    { type: 18, value: Buffer.alloc(16) },
  ]) {
    expect(() => encrypt(key, 2, Buffer.from('x'))).toThrow(/encryption type \d+ is not used here/);
  }
});
