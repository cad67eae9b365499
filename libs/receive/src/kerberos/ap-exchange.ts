import { randomBytes } from 'node:crypto';

import { elements, encode, encodeApplication, encodeField, encodeInteger, Fields, tags } from './der.js';
import { decrypt, encrypt, type EncryptionKey } from './encryption.js';
import type { GssContext } from './gss-tokens.js';
import { KerberosError } from './kerberos-error.js';
import { realmOf, type KeytabEntry } from './keytab/keytab.js';

export interface AcceptBasis {
  readonly keytab: readonly KeytabEntry[];
  readonly now: () => Date;
  /**
   * Whether mutual authentication may be left out (RFC 4752 §3.1 lets clients that want no security layer). Such an
   * exchange holds nothing that is new for us, so only where nobody can record and repeat it: inside TLS.
   */
  readonly confidential: boolean;
}

/** A client that has proved who it is. */
export interface AcceptedClient {
  readonly name: string;
  readonly realm: string;
  readonly context: GssContext;
  /** AP-REP: we are who the client wanted to talk to. Undefined: it did not ask. */
  readonly reply: Buffer | undefined;
}

// Key usages of RFC 4120 §7.5.1.
const usages = { ticket: 2, authenticator: 11, reply: 12 } as const;
const skewMs = 5 * 60_000;
const invalidFlag = 7;
const gssChecksum = 0x8003;
const mutualFlag = 2;
/** Of Kerberos, and of its tickets and authenticators (RFC 4120 §5.3, §5.5.1). */
const protocolVersion = 5;
const messageTypes = { request: 14, reply: 15 } as const;

/** Judges an AP-REQ (RFC 4120 §3.2.3); throws KerberosError. */
export function acceptApRequest(octets: Buffer, basis: AcceptBasis): AcceptedClient {
  const { keytab, now, confidential } = basis;
  const request = Fields.ofApplication(14, octets);
  checkNumbers(request, [protocolVersion, messageTypes.request]);
  const ticket = Fields.ofApplication(1, encode(request.element(3).tag, request.octets(3)));
  checkNumbers(ticket, [protocolVersion]);
  const service = serviceKey(ticket, keytab);
  const part = Fields.ofApplication(3, opened(service.key, usages.ticket, ticket.fields(3)));
  const session = keyOf(part.fields(1));
  const authenticator = Fields.ofApplication(2, opened(session, usages.authenticator, request.fields(4)));
  checkNumbers(authenticator, [protocolVersion]);
  const client = { name: principalName(part.fields(3)), realm: part.text(2) };
  checkTimes(part, authenticator, now());
  if (client.name !== principalName(authenticator.fields(2)) || client.realm !== authenticator.text(1)) {
    throw new KerberosError('ticket and authenticator name different clients');
  }
  // Trust between realms is not followed: a realm speaks for its own users only.
  if (client.realm !== realmOf(service)) throw new KerberosError(`a user of another realm, ${client.realm}`);
  if ((gssFlagsOf(authenticator) & mutualFlag) !== 0) return { ...client, ...mutual(session, authenticator) };
  if (!confidential) throw new KerberosError('mutual authentication is needed');
  return { ...client, context: oneSided(session, authenticator), reply: undefined };
}

/**
 * With a key that is made for this exchange, and known from the reply only to whom the ticket was issued: what follows must
 * be protected by it (RFC 4121 §2), so that nobody gains anything by replaying an AP-REQ, at whichever server.
 */
function mutual(session: EncryptionKey, authenticator: Fields): Pick<AcceptedClient, 'context' | 'reply'> {
  const key = { type: session.type, value: randomBytes(session.value.length) };
  return {
    context: { key, acceptorSubkey: true, sequence: 0 },
    reply: apReply(session, key, authenticator),
  };
}

function oneSided(session: EncryptionKey, authenticator: Fields): GssContext {
  const key = authenticator.has(6) ? keyOf(authenticator.fields(6)) : session;
  // Without a reply to say otherwise, our messages are numbered like the client's.
  const sequence = authenticator.has(7) ? authenticator.integer(7) >>> 0 : 0;
  return { key, acceptorSubkey: false, sequence };
}

/** The numbers with which a message begins. */
function checkNumbers(message: Fields, expected: readonly number[]): void {
  for (const [field, number] of expected.entries()) {
    if (message.integer(field) !== number) throw new KerberosError('a message of another version or type');
  }
}

/** What the ticket says of service and key is not protected; a wrong word there leads to a key that does not fit. */
function serviceKey(ticket: Fields, keytab: readonly KeytabEntry[]): KeytabEntry {
  const service = `${principalName(ticket.fields(2))}@${ticket.text(1)}`;
  const encrypted = ticket.fields(3);
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
  return entry;
}

function opened(key: EncryptionKey, usage: number, encrypted: Fields): Buffer {
  if (encrypted.integer(0) !== key.type) {
    throw new KerberosError('encrypted with another type than the key has');
  }
  return decrypt(key, usage, encrypted.octets(2));
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
  // The first number is the length of the channel bindings, which are not asked for (ExtendedProtectionPolicy).
  if (octets === undefined || octets.length < 24 || octets.readUInt32LE(0) !== 16) {
    throw new KerberosError('not a GSS-API authenticator');
  }
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
    encodeField(0, encodeInteger(protocolVersion)),
    encodeField(1, encodeInteger(messageTypes.reply)),
    encodeField(2, encrypted),
  );
  return encodeApplication(15, message);
}
