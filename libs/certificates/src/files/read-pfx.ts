import { createDecipheriv, createHmac, createPrivateKey, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

import { CertificateFileError } from './certificate-file-error.js';
import { derOf, membersOf, numberOf, octetsOf, oidOf, parseDer, textOf, type Asn1 } from './der.js';
import { pkcs12Key } from './pkcs12-key.js';

/** What a PKCS #12 file holds. */
export interface PfxContents {
  /** DER, in the order of the file. */
  readonly certificates: readonly Buffer[];
  /** PKCS #8, PEM. */
  readonly keys: readonly string[];
  readonly friendlyName?: string;
}

/** More rounds are no protection, but a machine that stands still. */
const iterationsMax = 2_000_000;

const oids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  pbes2: '1.2.840.113549.1.5.13',
  pbmac1: '1.2.840.113549.1.5.14',
  tripleDes: '1.2.840.113549.1.12.1.3',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  friendlyName: '1.2.840.113549.1.9.20',
} as const;

const digests: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Of HMAC in PBKDF2 (RFC 8018 appendix B.1). */
const hmacs: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const ciphers: Readonly<Record<string, readonly [name: string, keyBytes: number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
};

const old = 'it is encrypted with an algorithm of before 2015 (RC2, RC4)';
const renew =
  'openssl pkcs12 -legacy -in OLD -nodes | openssl pkcs12 -export -out NEW makes one that can be read';

/**
 * Reads a PKCS #12 file (RFC 7292), also as Windows and older programs write it (triple DES). Throws CertificateFileError,
 * for a wrong password, too.
 */
export function readPfx(file: Uint8Array, password: string): PfxContents {
  const [, authSafe, macData] = membersOf(parseDer(file));
  const [type, content] = membersOf(authSafe);
  if (oidOf(type) !== oids.data) {
    throw new CertificateFileError('only PKCS #12 files with a password are read');
  }
  const safe = octetsOf(membersOf(content)[0]);
  checkMac(safe, macData, password);
  const bags = membersOf(parseDer(safe)).flatMap((info) => bagsOf(info, password));
  const certificates = bags.flatMap((bag) => certificateIn(bag) ?? []);
  const keys = bags.flatMap((bag) => keyIn(bag, password) ?? []);
  const friendlyName = bags.map(friendlyNameOf).find((name) => name !== undefined);
  return { certificates, keys, ...(friendlyName !== undefined && { friendlyName }) };
}

/** Whether the password is right, and the file whole. */
function checkMac(safe: Buffer, macData: Asn1 | undefined, password: string): void {
  if (macData === undefined) {
    throw new CertificateFileError('the file has nothing that protects its integrity');
  }
  const [mac, salt, iterations] = membersOf(macData);
  const [algorithm, expected] = membersOf(mac);
  const digest = digests[oidOf(membersOf(algorithm)[0])];
  if (digest === undefined) {
    throw new CertificateFileError(
      `its integrity is protected by something that is not understood; ${renew}`,
    );
  }
  const wanted = octetsOf(expected);
  const rounds = iterations === undefined ? 1 : bounded(numberOf(iterations));
  const key = pkcs12Key(password, {
    salt: octetsOf(salt),
    iterations: rounds,
    purpose: 'mac',
    bytes: wanted.length,
    digest,
  });
  const actual = createHmac(digest, key).update(safe).digest();
  if (actual.length !== wanted.length || !timingSafeEqual(actual, wanted)) {
    throw new CertificateFileError('the password is wrong, or the file is damaged');
  }
}

/** The bags of one part of the file. */
function bagsOf(info: Asn1, password: string): readonly Asn1[] {
  const [type, content] = membersOf(info);
  const [inner] = membersOf(content);
  if (oidOf(type) === oids.data) return membersOf(parseDer(octetsOf(inner)));
  if (oidOf(type) !== oids.encryptedData) {
    throw new CertificateFileError('only PKCS #12 files with a password are read');
  }
  const [, encrypted] = membersOf(inner);
  const [, algorithm, octets] = membersOf(encrypted);
  return membersOf(parseDer(decrypted(octetsOf(octets), algorithm, password)));
}

function decrypted(octets: Buffer, algorithm: Asn1 | undefined, password: string): Buffer {
  const [id, parameters] = membersOf(algorithm);
  const [cipher, key, iv] = cipherOf(oidOf(id), parameters, password);
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(octets), decipher.final()]);
  } catch (error) {
    throw new CertificateFileError('the password is wrong, or the file is damaged', { cause: error });
  }
}

type Cipher = readonly [name: string, key: Buffer, iv: Buffer];

function cipherOf(id: string, parameters: Asn1 | undefined, password: string): Cipher {
  if (id === oids.pbes2) return pbes2Cipher(parameters, password);
  if (id !== oids.tripleDes) throw new CertificateFileError(`${old}: ${renew}`);
  const [salt, iterations] = membersOf(parameters);
  const common = { salt: octetsOf(salt), iterations: bounded(numberOf(iterations)), digest: 'sha1' };
  const key = pkcs12Key(password, { ...common, purpose: 'encryption', bytes: 24 });
  return ['des-ede3-cbc', key, pkcs12Key(password, { ...common, purpose: 'iv', bytes: 8 })];
}

/** RFC 8018 §6.2. */
function pbes2Cipher(parameters: Asn1 | undefined, password: string): Cipher {
  const [derivation, scheme] = membersOf(parameters);
  const [salt, iterations, ...more] = membersOf(membersOf(derivation)[1]);
  const [schemeId, iv] = membersOf(scheme);
  const [name, keyBytes] = ciphers[oidOf(schemeId)] ?? [];
  // The length of the key may stand before the function.
  const prf = more.at(-1);
  const isFunction = prf !== undefined && prf.idBlock.tagNumber === 16;
  const digest = isFunction ? hmacs[oidOf(membersOf(prf)[0])] : 'sha1';
  if (name === undefined || keyBytes === undefined || digest === undefined) {
    throw new CertificateFileError(`it is encrypted with an algorithm that is not understood; ${renew}`);
  }
  const rounds = bounded(numberOf(iterations));
  return [name, pbkdf2Sync(password, octetsOf(salt), rounds, keyBytes, digest), octetsOf(iv)];
}

function certificateIn(bag: Asn1): Buffer | undefined {
  const [id, content] = membersOf(bag);
  if (oidOf(id) !== oids.certBag) return undefined;
  const [, value] = membersOf(membersOf(content)[0]);
  return octetsOf(membersOf(value)[0]);
}

function keyIn(bag: Asn1, passphrase: string): string | undefined {
  const [id, content] = membersOf(bag);
  const isShrouded = oidOf(id) === oids.shroudedKeyBag;
  if (!isShrouded && oidOf(id) !== oids.keyBag) return undefined;
  const key = derOf(membersOf(content)[0]);
  try {
    const read = createPrivateKey({ key, format: 'der', type: 'pkcs8', ...(isShrouded && { passphrase }) });
    return read.export({ format: 'pem', type: 'pkcs8' }) as string;
  } catch (error) {
    throw new CertificateFileError(`its private key cannot be read: ${old}, or damaged; ${renew}`, {
      cause: error,
    });
  }
}

function friendlyNameOf(bag: Asn1): string | undefined {
  const [, , attributes] = membersOf(bag);
  if (attributes === undefined) return undefined;
  const named = membersOf(attributes).find((each) => oidOf(membersOf(each)[0]) === oids.friendlyName);
  if (named === undefined) return undefined;
  return textOf(membersOf(membersOf(named)[1])[0]);
}

function bounded(iterations: number): number {
  if (iterations >= 1 && iterations <= iterationsMax) return iterations;
  throw new CertificateFileError(
    `the file wants ${iterations} rounds for its password: ${iterationsMax} at most`,
  );
}
