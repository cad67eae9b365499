import { timingSafeEqual } from 'node:crypto';

import { encode, only } from './der.js';
import { checksum, type EncryptionKey } from './encryption.js';
import { KerberosError } from './kerberos-error.js';

/** 1.2.840.113554.1.2.2 with its tag: Kerberos 5 as a mechanism of the GSS-API (RFC 4121 §4.1). */
const mechanism = Buffer.from('06092a864886f712010202', 'hex');
const framed = 0x60;
export const tokenIds = { request: 0x0100, reply: 0x0200 } as const;

export function frameToken(id: number, message: Buffer): Buffer {
  return encode(framed, mechanism, Buffer.from([id >> 8, id & 0xff]), message);
}

export function unframeToken(id: number, token: Buffer): Buffer {
  const { tag, content } = only(token);
  const ours = content.subarray(0, mechanism.length).equals(mechanism);
  const rest = content.subarray(mechanism.length);
  if (tag !== framed || !ours || rest.length < 2 || rest.readUInt16BE(0) !== id) {
    throw new KerberosError('not a Kerberos token of the GSS-API');
  }
  return rest.subarray(2);
}

// RFC 4121 §2 and §4.2.
const usages = { acceptor: 22, initiator: 24 } as const;
const flags = { sentByAcceptor: 1, sealed: 2, acceptorSubkey: 4 } as const;
const headerOctets = 16;
const checksumOctets = 12;

/** What both ends have agreed on with the first tokens. */
export interface GssContext {
  readonly key: EncryptionKey;
  /** The key is one that we have made. */
  readonly acceptorSubkey: boolean;
  /** Number of our next message. */
  readonly sequence: number;
}

/** A message of ours with its checksum, not encrypted (RFC 4121 §4.2.6.2). */
export function wrap({ key, acceptorSubkey, sequence }: GssContext, message: Buffer): Buffer {
  const header = Buffer.alloc(headerOctets);
  header.writeUInt16BE(0x0504);
  header[2] = flags.sentByAcceptor | (acceptorSubkey ? flags.acceptorSubkey : 0);
  header[3] = 0xff;
  header.writeBigUInt64BE(BigInt(sequence), 8);
  const sum = checksum(key, usages.acceptor, Buffer.concat([message, header]));
  header.writeUInt16BE(sum.length, 4);
  return Buffer.concat([header, message, sum]);
}

/** The message in a token of the client; throws KerberosError. */
export function unwrap({ key, acceptorSubkey }: GssContext, token: Buffer): Buffer {
  if (token.length < headerOctets + checksumOctets || token.readUInt16BE(0) !== 0x0504) {
    throw new KerberosError('not a wrap token');
  }
  // Of the client, not encrypted, and with the key that has been agreed on.
  if (token[2] !== (acceptorSubkey ? flags.acceptorSubkey : 0)) {
    throw new KerberosError('a token of another kind is needed');
  }
  const header = Buffer.from(token.subarray(0, headerOctets));
  const [extra, rotation] = [header.readUInt16BE(4), header.readUInt16BE(6)];
  if (extra !== checksumOctets) throw new KerberosError('checksum of another length');
  const body = rotatedLeft(token.subarray(headerOctets), rotation);
  const message = body.subarray(0, -checksumOctets);
  // Computed before its own length and the rotation were known (RFC 4121 §4.2.4).
  header.fill(0, 4, 8);
  const expected = checksum(key, usages.initiator, Buffer.concat([message, header]));
  if (!timingSafeEqual(expected, body.subarray(-checksumOctets))) throw new KerberosError('wrong checksum');
  return message;
}

/** RFC 4121 §4.2.5. */
function rotatedLeft(octets: Buffer, count: number): Buffer {
  const shift = count % octets.length;
  return Buffer.concat([octets.subarray(shift), octets.subarray(0, shift)]);
}
