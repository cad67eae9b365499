import {
  elements,
  encode,
  encodeApplication,
  encodeField,
  encodeInteger,
  Fields,
  only,
  tags,
} from './der.js';
import { checksum, decrypt, encrypt, type EncryptionKey } from './encryption.js';
import { frameToken, tokenIds, unframeToken } from './gss-tokens.js';
import { GssapiExchange } from './gssapi-exchange.js';
import { KerberosError } from './kerberos-error.js';

// The client's side, as RFC 4120 §5 writes its messages; test/receive-connectors has real ones.

const now = new Date('2026-11-21T12:00:00Z');
const serviceKey: EncryptionKey = { type: 18, value: Buffer.alloc(32, 1) };
const session: EncryptionKey = { type: 18, value: Buffer.alloc(32, 2) };
const keytab = [{ principal: 'smtp/mbx01.contoso.com@CONTOSO.COM', version: 3, key: serviceKey }];

const realm = 'CONTOSO.COM';

const sequence = (...fields: readonly Buffer[]) => encode(tags.sequence, ...fields);
const text = (value: string) => encode(tags.generalString, Buffer.from(value));
const time = (value: string) => encode(tags.time, Buffer.from(value));
const octets = (value: Buffer) => encode(tags.octetString, value);
const bits = (first = 0) => encode(0x03, Buffer.from([0, first, 0, 0, 0]));
const number = (value: number) => encodeInteger(value);
const fields = (...values: readonly (Buffer | undefined)[]) =>
  sequence(...values.flatMap((value, index) => (value === undefined ? [] : [encodeField(index, value)])));
const name = (...parts: readonly string[]) => fields(number(1), sequence(...parts.map(text)));
const keyField = ({ type, value }: EncryptionKey) => fields(number(type), octets(value));

const honest = {
  client: 'alice',
  authenticatorClient: 'alice',
  clock: '20261121120000Z',
  ends: '20261121200000Z',
  ticketFlags: 0,
  gssFlags: 2,
  service: 'mbx01.contoso.com',
  version: 3,
  realm: 'CONTOSO.COM',
  protocol: 5,
  bindingOctets: 16,
  authorizationOctets: 0,
  /** As which the authenticator says that it is encrypted. */
  authenticatorType: 18,
  subkey: undefined as EncryptionKey | undefined,
  mutate: (part: Buffer) => part,
};
type Lies = Partial<typeof honest>;

function request(given: Lies = {}): Buffer {
  const lies = { ...honest, ...given };
  const ticket = fields(
    bits(lies.ticketFlags),
    keyField(session),
    text(lies.realm),
    name(lies.client),
    sequence(),
    time('20261121110000Z'),
    undefined,
    time(lies.ends),
    undefined,
    undefined,
    sequence(fields(number(1), octets(Buffer.alloc(lies.authorizationOctets)))),
  );
  const sum = Buffer.alloc(24);
  sum.writeUInt32LE(lies.bindingOctets, 0);
  sum.writeUInt32LE(lies.gssFlags, 20);
  const authenticator = fields(
    number(lies.protocol),
    text(lies.realm),
    name(lies.authenticatorClient),
    fields(number(0x8003), octets(sum)),
    number(7),
    time(lies.clock),
    lies.subkey && keyField(lies.subkey),
    number(9),
  );
  const sealed = (key: EncryptionKey, usage: number, part: Buffer) =>
    octets(encrypt(key, usage, lies.mutate(part)));
  const service = name('smtp', lies.service);
  const part = fields(
    number(serviceKey.type),
    number(lies.version),
    sealed(serviceKey, 2, encodeApplication(3, ticket)),
  );
  const message = fields(
    number(5),
    number(14),
    bits(),
    encodeApplication(1, fields(number(5), text(realm), service, part)),
    fields(
      number(lies.authenticatorType),
      undefined,
      sealed(session, 11, encodeApplication(2, authenticator)),
    ),
  );
  return frameToken(tokenIds.request, encodeApplication(14, message));
}

const begin = (confidential = false) => new GssapiExchange({ keytab, now: () => now, confidential });

/** The key that the server has made, from its AP-REP. */
function subkeyOf(token: Buffer): EncryptionKey {
  const sealed = Fields.ofApplication(15, unframeToken(tokenIds.reply, token)).fields(2);
  const subkey = Fields.ofApplication(27, decrypt(session, 12, sealed.octets(2))).fields(2);
  return { type: subkey.integer(0), value: subkey.octets(1) };
}

function wrapped(key: EncryptionKey, message: Buffer, flags = 4): Buffer {
  const header = Buffer.from('0504ffff000000000000000000000000', 'hex');
  header[2] = flags;
  const sum = checksum(key, 24, Buffer.concat([message, header]));
  header.writeUInt16BE(sum.length, 4);
  return Buffer.concat([header, message, sum]);
}

function outcome(token: Buffer, last: (subkey: EncryptionKey) => Buffer): string {
  const exchange = begin();
  try {
    const reply = exchange.step(token);
    const subkey = subkeyOf(reply.kind === 'challenge' ? reply.token : Buffer.alloc(0));
    exchange.step(Buffer.alloc(0));
    const end = exchange.step(last(subkey));
    if (end.kind === 'challenge') return end.kind;
    const { user, authorization } = end;
    return `${user.name}@${user.realm}${authorization === '' ? '' : ` as ${authorization}`}`;
  } catch (error) {
    if (error instanceof KerberosError) return error.message;
    throw error;
  }
}

const noLayer = (authorization = '') =>
  Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.from(authorization)]);

it.each<[string, Lies, string]>([
  ['a good ticket', {}, 'alice@CONTOSO.COM'],
  ['a ticket that names hundreds of groups', { authorizationOctets: 47_000 }, 'alice@CONTOSO.COM'],
  ['a clock that is four minutes slow', { clock: '20261121115600Z' }, 'alice@CONTOSO.COM'],
  ['a clock that is six minutes slow', { clock: '20261121115400Z' }, 'more than five minutes'],
  ['a time that is none', { clock: '20261399120000Z' }, 'is no time'],
  ['an old ticket', { ends: '20261121115000Z' }, 'not valid now'],
  ['a ticket marked invalid', { ticketFlags: 1 }, 'marked invalid'],
  ['somebody else’s authenticator', { authenticatorClient: 'bob' }, 'name different clients'],
  ['a name with a slash', { client: 'a/b', authenticatorClient: 'a/b' }, 'not a name'],
  ['a user of another realm', { realm: 'FABRIKAM.COM' }, 'another realm, FABRIKAM.COM'],
  ['another version of the protocol', { protocol: 4 }, 'another version'],
  ['an authenticator with the type of another key', { authenticatorType: 17 }, 'another type than the key'],
  ['channel bindings of another form', { bindingOctets: 20 }, 'not a GSS-API authenticator'],
  ['no mutual authentication', { gssFlags: 0 }, 'mutual authentication is needed'],
  ['a ticket for another service', { service: 'other.contoso.com' }, 'no key for smtp/other'],
  ['an older key of the service', { version: 2 }, 'version 2'],
])('%s', (_, lies, expected) => {
  const result = outcome(request(lies), (key) => wrapped(key, noLayer()));
  expect(result).toContain(expected);
});

it.each<[string, (key: EncryptionKey) => Buffer, string]>([
  ['the own name', (key) => wrapped(key, noLayer('alice')), 'alice@CONTOSO.COM'],
  ['the own name with realm', (key) => wrapped(key, noLayer('alice@contoso.com')), 'alice@CONTOSO.COM'],
  ['another identity', (key) => wrapped(key, noLayer('bob')), 'alice@CONTOSO.COM as bob'],
  ['a security layer', (key) => wrapped(key, Buffer.from([2, 0, 0, 0])), 'no layer was to be chosen'],
  ['the session’s own key', () => wrapped(session, noLayer()), 'wrong checksum'],
  ['a token of the server', (key) => wrapped(key, noLayer(), 5), 'a token of another kind is needed'],
  ['nothing', () => Buffer.alloc(0), 'not a wrap token'],
])('the last response: %s', (_, last, expected) => {
  expect(outcome(request(), last)).toBe(expected);
});

describe('without mutual authentication (RFC 4752 §3.1)', () => {
  const answer = (token: Buffer, key: EncryptionKey): string => {
    const exchange = begin(true);
    const offer = exchange.step(token);
    // A wrap token of ours with the number that the client began with.
    expect(offer.kind === 'challenge' && offer.token.subarray(0, 16).toString('hex')).toBe(
      '050401ff000c00000000000000000009',
    );
    const end = exchange.step(wrapped(key, noLayer(), 0));
    return end.kind === 'authenticated' ? end.user.name : end.kind;
  };

  it('inside TLS the client may do without, with its own key or that of the ticket', () => {
    expect(answer(request({ gssFlags: 0 }), session)).toBe('alice');
    const subkey = { type: 18, value: Buffer.alloc(32, 3) };
    expect(answer(request({ gssFlags: 0, subkey }), subkey)).toBe('alice');
    expect(() => answer(request({ gssFlags: 0, subkey }), session)).toThrow('wrong checksum');
  });

  it('who asks for it gets a key that only this exchange has', () => {
    const exchange = begin(true);
    exchange.step(request());
    exchange.step(Buffer.alloc(0));
    expect(() => exchange.step(wrapped(session, noLayer(), 0))).toThrow('a token of another kind');
  });
});

it('what is changed on the way signs nobody in as somebody else', () => {
  let seed = 1;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const mutate = (token: Buffer) => {
    const changed = Buffer.from(token);
    changed[random(changed.length)] = random(256);
    return random(10) === 0 ? changed.subarray(0, random(changed.length)) : changed;
  };
  const somebodyElse = /^(?!alice@CONTOSO\.COM$)\S+@/;
  const honestEnd = (key: EncryptionKey) => wrapped(key, noLayer());
  for (let round = 0; round < 1000; round += 1) {
    // Outside of what is encrypted a few octets mean nothing; the client is never another one.
    expect(outcome(mutate(request()), honestEnd)).not.toMatch(somebodyElse);
    // Whoever has the keys can write anything, but nothing is a fault.
    outcome(request({ mutate }), honestEnd);
    expect(outcome(request(), (key) => mutate(honestEnd(key)))).not.toMatch(somebodyElse);
  }
});

it.each([
  ['octets behind the token', Buffer.concat([request(), Buffer.from([0])])],
  [
    'a field that is there twice',
    frameToken(tokenIds.request, twice(unframeToken(tokenIds.request, request()))),
  ],
])('%s', (_, token) => {
  expect(outcome(token, (key) => wrapped(key, noLayer()))).toMatch(/more than one|twice/);
});

/** The first field of the message once more at its end. */
function twice(message: Buffer): Buffer {
  const { content } = only(only(message).content);
  const [first] = elements(content);
  return encodeApplication(14, sequence(content, encode(first?.tag ?? 0, first?.content ?? content)));
}
