import { keyOctets, type EncryptionKey } from '../encryption.js';
import { KerberosError } from '../kerberos-error.js';

export interface KeytabEntry {
  /** `smtp/mbx01.contoso.com@CONTOSO.COM`. */
  readonly principal: string;
  readonly version: number;
  readonly key: EncryptionKey;
}

export function realmOf({ principal }: Pick<KeytabEntry, 'principal'>): string {
  return principal.slice(principal.lastIndexOf('@') + 1);
}

/**
 * Keys of the service with which mail clients talk (RFC 4954 §4; Windows' own clients ask for `SMTPSVC`). A keytab may
 * have others, and a ticket for one of them must not sign in here: the server it was meant for could be in between.
 */
export function isForSmtp({ principal }: Pick<KeytabEntry, 'principal'>): boolean {
  return /^smtp(?:svc)?\//i.test(principal);
}

/** Reads a keytab in MIT's format, version 0x0502; keys of types that are not used here are left out. */
export function parseKeytab(octets: Buffer): readonly KeytabEntry[] {
  if (octets.length < 2 || octets.readUInt16BE(0) !== 0x0502) {
    throw new KerberosError('no keytab of version 2');
  }
  const entries: KeytabEntry[] = [];
  let position = 2;
  while (position + 4 <= octets.length) {
    const size = octets.readInt32BE(position);
    const end = position + 4 + Math.abs(size);
    if (size === 0 || end > octets.length) break;
    // A negative size is the hole that a removed entry has left.
    if (size > 0) entries.push(entryOf(new Reader(octets.subarray(position + 4, end))));
    position = end;
  }
  return entries.filter(({ key }) => keyOctets.get(key.type) === key.value.length);
}

function entryOf(reader: Reader): KeytabEntry {
  const components = reader.number(2);
  const realm = reader.counted().toString('utf8');
  const names = Array.from({ length: components }, () => reader.counted().toString('utf8'));
  reader.skip(8); // name type and time of entry
  const shortVersion = reader.number(1);
  const type = reader.number(2);
  const value = reader.counted();
  const longVersion = reader.left >= 4 ? reader.number(4) : 0;
  const version = longVersion === 0 ? shortVersion : longVersion;
  return { principal: `${names.join('/')}@${realm}`, version, key: { type, value } };
}

class Reader {
  #position = 0;

  constructor(private readonly octets: Buffer) {}

  get left(): number {
    return this.octets.length - this.#position;
  }

  number(octets: 1 | 2 | 4): number {
    return this.take(octets).readUIntBE(0, octets);
  }

  counted(): Buffer {
    return this.take(this.number(2));
  }

  skip(octets: number): void {
    this.take(octets);
  }

  private take(octets: number): Buffer {
    if (octets > this.left) throw new KerberosError('keytab entry ends too early');
    this.#position += octets;
    return this.octets.subarray(this.#position - octets, this.#position);
  }
}
