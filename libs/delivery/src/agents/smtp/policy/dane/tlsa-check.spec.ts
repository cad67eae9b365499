import { createHash, type X509Certificate } from 'node:crypto';

import type { TlsaRecord } from '@mailyard/dns';
import type { PresentedChain } from '@mailyard/smtp';

import { issue, type Issued } from '../spec-support/issued.js';
import { objectionOfTlsa, usableRecords } from './tlsa-check.js';

const now = new Date();
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

let root: Issued;
let intermediate: Issued;
let own: Issued;
let expired: Issued;
let stranger: Issued;

beforeAll(async () => {
  root = await issue('root');
  intermediate = await issue('intermediate', { by: root });
  const names = ['mx.example.com'];
  own = await issue('mx', { by: intermediate, names, usages: ['serverAuth'] });
  expired = await issue('mx', { by: intermediate, names, notAfter: days(-0.5) });
  stranger = await issue('stranger', { names: ['mx.example.com'] });
});

/** What `openssl dgst` makes of it: certificate or key, whole or digested. */
function record(of: X509Certificate, usage: number, selector = 1, matchingType = 1): TlsaRecord {
  const selected = selector === 0 ? of.raw : of.publicKey.export({ type: 'spki', format: 'der' });
  const digest = [undefined, 'sha256', 'sha512'][matchingType];
  const data = digest === undefined ? selected : createHash(digest).update(selected).digest();
  return { usage, selector, matchingType, data };
}

function judge(chain: readonly Issued[], records: readonly TlsaRecord[], names = ['mx.example.com']) {
  const [first, ...issuers] = chain.map(({ certificate }) => certificate);
  if (first === undefined) throw new Error('a chain has a certificate');
  return objectionOfTlsa([first, ...issuers] satisfies PresentedChain, { records, names, now });
}

describe.each([
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 0],
  [1, 1],
  [1, 2],
])('selector %i, matching type %i (RFC 6698 §2.1)', (selector, matchingType) => {
  it('DANE-EE: the certificate itself, alone or with others', () => {
    const records = [record(own.certificate, 3, selector, matchingType)];
    expect(judge([own], records)).toBeUndefined();
    expect(judge([own, intermediate, root], records)).toBeUndefined();
    expect(judge([stranger], records)).toBe('no TLSA record matches');
    expect(judge([intermediate, own], records)).toBe('no TLSA record matches');
  });

  it('DANE-TA: what has signed it', () => {
    const records = [record(root.certificate, 2, selector, matchingType)];
    expect(judge([own, intermediate, root], records)).toBeUndefined();
    expect(judge([own, root, intermediate], records)).toBeUndefined();
    expect(judge([stranger, intermediate, root], records)).toMatch('does not lead to a trust anchor');
  });
});

it('DANE-EE: neither names nor time nor usage count (RFC 7671 §5.1)', async () => {
  const odd = await issue('odd', {
    names: ['other.example'],
    notBefore: days(-9),
    notAfter: days(-8),
    usages: ['clientAuth'],
  });
  expect(judge([odd], [record(odd.certificate, 3)], ['mx.example.com'])).toBeUndefined();
});

describe('DANE-TA (RFC 7671 §5.2)', () => {
  it('an intermediate may be the anchor, whatever is above it', () => {
    expect(judge([own, intermediate], [record(intermediate.certificate, 2)])).toBeUndefined();
  });

  it('an anchor that is not presented cannot be found by its digest, but in the record', () => {
    expect(judge([own, intermediate], [record(root.certificate, 2)])).toMatch(
      'does not lead to a trust anchor',
    );
    expect(judge([own, intermediate], [record(root.certificate, 2, 0, 0)])).toBeUndefined();
    expect(judge([own, intermediate], [record(root.certificate, 2, 1, 0)])).toBeUndefined();
  });

  it('the peer’s own certificate is no anchor', () => {
    expect(judge([stranger], [record(stranger.certificate, 2)])).toMatch('does not lead to a trust anchor');
  });

  it('an anchor that somebody else’s chain carries along signs nothing', () => {
    expect(judge([stranger, root], [record(root.certificate, 2)])).toMatch('does not lead to a trust anchor');
  });

  it('who is no authority signs nothing', async () => {
    const server = await issue('server', { by: root, names: ['server.example.com'] });
    const forged = await issue('mx', { by: server, names: ['mx.example.com'] });
    expect(judge([forged, server, root], [record(root.certificate, 2)])).toMatch(
      'does not lead to a trust anchor',
    );
  });

  it('the same name with another key signs nothing', async () => {
    const namesake = await issue('root');
    expect(judge([own, intermediate, namesake], [record(namesake.certificate, 2)])).toMatch(
      'does not lead to',
    );
  });

  it('time counts, of every certificate', async () => {
    expect(judge([expired, intermediate, root], [record(root.certificate, 2)])).toMatch('not valid now');
    const old = await issue('old', { by: root, notAfter: days(-0.5) });
    const signed = await issue('mx', { by: old, names: ['mx.example.com'] });
    expect(judge([signed, old, root], [record(root.certificate, 2)])).toMatch('not valid now');
    expect(judge([signed, old], [record(old.certificate, 2)])).toMatch('not valid now');
    const early = await issue('mx', { by: root, names: ['mx.example.com'], notBefore: days(0.5) });
    expect(judge([early, root], [record(root.certificate, 2)])).toMatch('not valid now');
  });

  it.each([
    [['mx.example.com'], undefined],
    [['MX.Example.com'], undefined],
    [['other.example', 'mx.example.com'], undefined],
    [['example.com'], 'it is not for example.com'],
    [['example.com', 'example.net'], 'it is not for example.com or example.net'],
  ])('names count: %j', (names, objection) => {
    expect(judge([own, intermediate, root], [record(root.certificate, 2)], names)).toBe(objection);
  });

  it('a wildcard is one label', async () => {
    const wild = await issue('wild', { by: root, names: ['*.example.com'] });
    const records = [record(root.certificate, 2)];
    expect(judge([wild, root], records, ['mx.example.com'])).toBeUndefined();
    expect(judge([wild, root], records, ['a.mx.example.com'])).toMatch('not for');
    expect(judge([wild, root], records, ['example.com'])).toMatch('not for');
  });

  it('a certificate for clients is none for servers', async () => {
    const client = await issue('mx', { by: root, names: ['mx.example.com'], usages: ['clientAuth'] });
    expect(judge([client, root], [record(root.certificate, 2)])).toBe('it is not for TLS servers');
  });
});

it('one record that matches is enough', () => {
  const records = [
    record(stranger.certificate, 3),
    record(stranger.certificate, 2),
    record(own.certificate, 3),
  ];
  expect(judge([own], records)).toBeUndefined();
  expect(
    judge([own, intermediate, root], [record(stranger.certificate, 3), record(root.certificate, 2)]),
  ).toBeUndefined();
});

it('records that are of no use here (RFC 7672 §3.1)', () => {
  const good = record(own.certificate, 3);
  const unusable = [
    { ...good, usage: 0 },
    { ...good, usage: 1 },
    { ...good, usage: 4 },
    { ...good, usage: 255 },
    { ...good, selector: 2 },
    { ...good, matchingType: 3 },
    { ...good, data: good.data.subarray(1) },
    { ...good, matchingType: 2 },
    { ...good, matchingType: 0, data: Buffer.alloc(0) },
  ];
  expect(usableRecords([...unusable, good])).toEqual([good]);
});

it('records full of nonsense match nothing and break nothing', () => {
  const data = Buffer.from('nonsense');
  const records = [0, 1].map((selector) => ({ usage: 2, selector, matchingType: 0, data }));
  expect(judge([own, intermediate, root], records)).toMatch('does not lead to a trust anchor');
});
