import { createHmac, createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';

import {
  BmpString,
  Constructed,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Set as Asn1Set,
  type BaseBlock,
} from 'asn1js';

import { parseDer } from './der.js';
import { pkcs12Key } from './pkcs12-key.js';

export interface PfxSource {
  /** PEM: the certificate of the key first. */
  readonly chain: readonly string[];
  /** PEM. */
  readonly key: string;
  readonly friendlyName: string;
}

const iterations = 10_000;

const sequence = (...value: BaseBlock[]): Sequence => new Sequence({ value });
const set = (...value: BaseBlock[]): Asn1Set => new Asn1Set({ value });
const oid = (value: string): ObjectIdentifier => new ObjectIdentifier({ value });
const octets = (value: Uint8Array): OctetString => new OctetString({ valueHex: Uint8Array.from(value) });
const tagged = (value: BaseBlock): Constructed =>
  new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [value] });
const der = (value: BaseBlock): Buffer => Buffer.from(value.toBER());
const data = (value: BaseBlock): Sequence =>
  sequence(oid('1.2.840.113549.1.7.1'), tagged(octets(der(value))));

/**
 * A PKCS #12 file (RFC 7292): the key is encrypted with AES-256, the certificates, which everybody may see, are not. It is
 * read by OpenSSL and by Windows from Server 2019 on.
 */
export function writePfx({ chain, key, friendlyName }: PfxSource, password: string): Buffer {
  const [own = ''] = chain;
  // What belongs together says so.
  const id = Buffer.from(new X509Certificate(own).fingerprint.replaceAll(':', ''), 'hex');
  const attributes = set(
    sequence(oid('1.2.840.113549.1.9.21'), set(octets(id))),
    sequence(oid('1.2.840.113549.1.9.20'), set(new BmpString({ value: friendlyName }))),
  );
  const shrouded = createPrivateKey(key).export({
    format: 'der',
    type: 'pkcs8',
    cipher: 'aes-256-cbc',
    passphrase: password,
  });
  const keyBag = sequence(oid('1.2.840.113549.1.12.10.1.2'), tagged(parseDer(shrouded)), attributes);
  const certificates = chain.map((pem, at) => certificateBag(pem, at === 0 ? [attributes] : []));
  const safe = der(sequence(data(sequence(...certificates)), data(sequence(keyBag))));
  const content = sequence(oid('1.2.840.113549.1.7.1'), tagged(octets(safe)));
  return der(sequence(new Integer({ value: 3 }), content, macOf(safe, password)));
}

function certificateBag(pem: string, attributes: readonly BaseBlock[]): Sequence {
  const x509 = sequence(
    oid('1.2.840.113549.1.9.22.1'),
    tagged(octets(Uint8Array.from(new X509Certificate(pem).raw))),
  );
  return sequence(oid('1.2.840.113549.1.12.10.1.3'), tagged(x509), ...attributes);
}

function macOf(safe: Buffer, password: string): Sequence {
  const salt = randomBytes(16);
  const key = pkcs12Key(password, { salt, iterations, purpose: 'mac', bytes: 32, digest: 'sha256' });
  const mac = createHmac('sha256', key).update(safe).digest();
  const algorithm = sequence(oid('2.16.840.1.101.3.4.2.1'), new Null());
  return sequence(sequence(algorithm, octets(mac)), octets(salt), new Integer({ value: iterations }));
}
