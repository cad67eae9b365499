import { randomBytes } from 'node:crypto';

import { elements, encode, encodeApplication, encodeField, encodeInteger, Fields, tags } from './der.js';
import { decrypt, encrypt, type EncryptionKey } from './encryption.js';
import { KerberosError } from './kerberos-error.js';
import type { KeytabEntry } from './keytab.js';

export interface AcceptBasis {
  readonly keytab: readonly KeytabEntry[];
  readonly now: () => Date;
}

/** A client that has proved who it is. */
export interface AcceptedClient {
  readonly name: string;
  readonly realm: string;
  /**
   * Made for this exchange and known from the reply only to whom the ticket was issued: what follows must be protected by
   * it (RFC 4121 §2), so that nobody gains anything by replaying an AP-REQ, at whichever server.
   */
  readonly key: EncryptionKey;
  /** Checksum of the authenticator (RFC 4121 §4.1.1). */
  readonly gssFlags: number;
  /** AP-REP: we are who the client wanted to talk to. */
  readonly reply: Buffer;
}

// Key usages of RFC 4120 §7.5.1.
const usages = { ticket: 2, authenticator: 11, reply: 12 } as const;
const skewMs = 5 * 60_000;
const invalidFlag = 7;
const gssChecksum = 0x8003;

/** Judges an AP-REQ (RFC 4120 §3.2.3); throws KerberosError. */
export function acceptApRequest(octets: Buffer, { keytab, now }: AcceptBasis): AcceptedClient {
  const request = Fields.ofApplication(14, octets);
  const ticket = Fields.ofApplication(1, encode(request.element(3).tag, request.octets(3)));
  const service = `${principalName(ticket.fields(2))}@${ticket.text(1)}`;
  const part = Fields.ofApplication(3, openTicket(ticket.fields(3), service, keytab));
  const session = keyOf(part.fields(1));
  const authenticator = Fields.ofApplication(
    2,
    decrypt(session, usages.authenticator, request.fields(4).octets(2)),
  );
  const client = { name: principalName(part.fields(3)), realm: part.text(2) };
  checkTimes(part, authenticator, now());
  if (client.name !== principalName(authenticator.fields(2)) || client.realm !== authenticator.text(1)) {
    throw new KerberosError('ticket and authenticator name different clients');
  }
  const key = { type: session.type, value: randomBytes(session.value.length) };
  return { ...client, key, gssFlags: gssFlagsOf(authenticator), reply: apReply(session, key, authenticator) };
}

function openTicket(encrypted: Fields, service: string, keytab: readonly KeytabEntry[]): Buffer {
  const type = encrypted.integer(0);
  const version = encrypted.has(1) ? encrypted.integer(1) : undefined;
  const entry = keytab.find(
    (each) =>
      each.principal.toLowerCase() === service.toLowerCase() &&
      each.key.type === type &&
      (version === undefined || each.version === version),
  );
  if (entry === undefined) {
    throw new KerberosError(`no key for ${service}, version ${version}, encryption type ${type}`);
  }
  return decrypt(entry.key, usages.ticket, encrypted.octets(2));
}

function checkTimes(ticket: Fields, authenticator: Fields, now: Date): void {
  const begins = ticket.time(ticket.has(6) ? 6 : 5).getTime();
  const ends = ticket.time(7).getTime();
  if (Math.abs(authenticator.time(5).getTime() - now.getTime()) > skewMs) {
    throw new KerberosError('the clocks of client and server differ by more than five minutes');
  }
  if (begins - skewMs > now.getTime() || ends + skewMs < now.getTime()) {
    throw new KerberosError('the ticket is not valid now');
  }
  // A BIT STRING begins with the count of its unused bits.
  if ((((ticket.octets(0)[1 + (invalidFlag >> 3)] ?? 0) >> (7 - (invalidFlag & 7))) & 1) === 1) {
    throw new KerberosError('the ticket is marked invalid');
  }
}

/** `alice`, or `smtp/mbx01.contoso.com` (RFC 4120 §5.2.2). */
function principalName(name: Fields): string {
  const parts = elements(name.octets(1)).map(({ tag, content }) => {
    const part = content.toString('utf8');
    if (tag !== tags.generalString || part.includes('/')) throw new KerberosError('not a name');
    return part;
  });
  return parts.join('/');
}

function keyOf(key: Fields): EncryptionKey {
  return { type: key.integer(0), value: key.octets(1) };
}

function gssFlagsOf(authenticator: Fields): number {
  const checksum = authenticator.has(3) ? authenticator.fields(3) : undefined;
  const octets = checksum?.integer(0) === gssChecksum ? checksum.octets(1) : undefined;
  if (octets === undefined || octets.length < 24) throw new KerberosError('not a GSS-API authenticator');
  return octets.readUInt32LE(20);
}

/** The client's own time, encrypted with the key of the ticket (RFC 4120 §5.5.2); our messages are numbered from 0. */
function apReply(session: EncryptionKey, { type, value }: EncryptionKey, authenticator: Fields): Buffer {
  const subkey = encode(
    tags.sequence,
    encodeField(0, encodeInteger(type)),
    encodeField(1, encode(tags.octetString, value)),
  );
  const part = encodeApplication(
    27,
    encode(
      tags.sequence,
      encodeField(0, encode(tags.time, authenticator.octets(5))),
      encodeField(1, encodeInteger(authenticator.integer(4))),
      encodeField(2, subkey),
      encodeField(3, encodeInteger(0)),
    ),
  );
  const encrypted = encode(
    tags.sequence,
    encodeField(0, encodeInteger(session.type)),
    encodeField(2, encode(tags.octetString, encrypt(session, usages.reply, part))),
  );
  const message = encode(
    tags.sequence,
    encodeField(0, encodeInteger(5)),
    encodeField(1, encodeInteger(15)),
    encodeField(2, encrypted),
  );
  return encodeApplication(15, message);
}
