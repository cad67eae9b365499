import { createPrivateKey, randomUUID, sign } from 'node:crypto';

import { issueAuthority, type KeyPair } from '@mailyard/certificates';

import { issueBundle, type ToIssue } from '../organization/issued-bundle.js';
import { newSecret } from '../subscription/subscription-secret.js';
import { digestOf, readBundle, writeBundle, type RawBundle } from './bundle.js';
import { judgeBundle, type KnownAtEdge } from './judge-bundle.js';

const now = new Date('2026-06-01T12:00:00.000Z');
const [edge, organization] = [randomUUID(), randomUUID()];
const secret = newSecret();
const wanted = (text: string) => ({ text, digest: digestOf(text), scanned: 0 });
const sections = {
  configuration: wanted('{"a":1}'),
  topology: wanted('{}'),
  recipients: wanted('{"digests":""}'),
};

let [authority, other]: readonly KeyPair[] = [];
let known: KnownAtEdge;

const signedBy =
  (pair: KeyPair | undefined) =>
  (text: Buffer): Buffer =>
    sign('sha256', text, createPrivateKey(pair?.key ?? ''));

function issued(more: Partial<ToIssue> = {}): Buffer {
  const basis = { organization, edge, serial: 8, now, validMs: 1000, sections, known: {} };
  return issueBundle({ ...basis, introduction: undefined, sign: signedBy(authority), ...more }).bytes;
}

function judged(bundle: Buffer, more: Partial<KnownAtEdge> = {}): string {
  const judgement = judgeBundle(readBundle(bundle), { ...known, ...more });
  if (judgement.outcome === 'rejected') return judgement.reason;
  return judgement.outcome === 'incomplete' ? `without ${judgement.missing.join(', ')}` : 'good';
}

/** The bundle with one of its parts changed after it was signed. */
function changed(change: (raw: RawBundle) => Partial<RawBundle>): Buffer {
  const raw = readBundle(issued());
  if (raw === undefined) throw new Error('it is a bundle');
  return writeBundle({ ...raw, ...change(raw) });
}

beforeAll(async () => {
  [authority, other] = [await issueAuthority(now), await issueAuthority(now)];
  const certificate = authority.certificate;
  known = {
    edge,
    authority: certificate,
    organization,
    secret: undefined,
    serial: 7,
    inForce: undefined,
    now,
  };
});

it.each<[string, () => Buffer, Partial<KnownAtEdge>, RegExp]>([
  ['whole', () => issued(), {}, /^good$/],
  ['with the serial number that is in force', () => issued({ serial: 7 }), {}, /7 is not above 7/],
  ['with a lower one', () => issued({ serial: 3 }), {}, /3 is not above 7/],
  ['for another Edge', () => issued({ edge: randomUUID() }), {}, /another Edge subscription/],
  ['of another organization', () => issued({ organization: randomUUID() }), {}, /another organization/],
  ['signed by somebody else', () => issued({ sign: signedBy(other) }), {}, /signature/],
  ['of a time that is over', () => issued({ now: new Date(now.getTime() - 2000) }), {}, /expired/],
  ['of days to come', () => issued({ now: new Date(now.getTime() + 2 * 86_400_000) }), {}, /in the future/],
  ['before any organization is known', () => issued(), { authority: undefined }, /not introduced itself/],
  ['that is none', () => Buffer.from('MAILYARD-EDGE-BUNDLE 1\n'), {}, /no bundle/],
  ['of another format', () => Buffer.concat([Buffer.from('X'), issued()]), {}, /no bundle/],
  ['cut off', () => issued().subarray(0, -1), {}, /no bundle/],
  ['with a line too many', () => Buffer.concat([issued(), Buffer.from('more {}\n')]), {}, /no bundle/],
  [
    'with a header that was changed',
    () => changed(({ header }) => ({ header: header.replace('"serial":8', '"serial":9') })),
    {},
    /signature/,
  ],
  [
    'with a section that was changed',
    () => changed((raw) => ({ sections: { ...raw.sections, recipients: '{}' } })),
    {},
    /section recipients is not the one/,
  ],
])('a bundle %s: %s', (_name, bundle, more, expected) => {
  expect(judged(bundle(), more)).toMatch(expected);
});

it('what the Edge has is left out, and what it does not have is missed', () => {
  const raw = readBundle(issued());
  const { sections: digests } = JSON.parse(raw?.header ?? '') as { sections: Record<string, string> };
  const inForce = digests as unknown as NonNullable<KnownAtEdge['inForce']>;
  const short = issued({ known: inForce });
  expect(short.length).toBeLessThan(1000);
  expect(judged(short, { inForce })).toBe('good');
  expect(judged(short)).toBe('without configuration, topology, recipients');
  expect(judged(short, { inForce: { ...inForce, recipients: '0'.repeat(64) } })).toBe('without recipients');
});

describe('changes of recipients', () => {
  const recipients = { ...sections.recipients, changes: '{"added":""}' };
  const inForce = {
    configuration: digestOf('{"a":1}'),
    topology: digestOf('{}'),
    recipients: digestOf('{}'),
  };
  const bundle = () => issued({ sections: { recipients }, known: inForce });

  it('are signed, and make the section of the one that is in force alone', () => {
    expect(judged(bundle(), { inForce })).toBe('good');
    const other = { ...inForce, recipients: digestOf('{"other":1}') };
    expect(judged(bundle(), { inForce: other })).toBe('without recipients');
    expect(judged(bundle())).toBe('without configuration, topology, recipients');
  });

  it('that were changed on the way, or are in a bundle that speaks of none, are refused', () => {
    const raw = readBundle(bundle());
    const forged = { ...raw?.sections, changes: '{"added":"AAAA"}' };
    expect(judged(writeBundle({ ...(raw as RawBundle), sections: forged }), { inForce })).toMatch(
      /section changes is not the one that was signed/,
    );
    const slipped = changed((each) => ({ sections: { ...each.sections, changes: '{"added":""}' } }));
    expect(judged(slipped, { inForce })).toMatch(/section changes is not the one that was signed/);
  });
});

describe('an organization introduces itself', () => {
  const introduce = (more: Partial<ToIssue> = {}) =>
    issued({ introduction: { secret, authority: other?.certificate ?? '' }, sign: signedBy(other), ...more });
  const unknown = { authority: undefined, organization: undefined, secret, serial: 0 };

  it.each<[string, () => Buffer, Partial<KnownAtEdge>, RegExp]>([
    ['with the secret', () => introduce(), unknown, /^good$/],
    ['where another one was in force', () => introduce({ serial: 1 }), { secret }, /^good$/],
    ['once the secret is used', () => introduce(), { ...unknown, secret: undefined }, /not proved/],
    ['with another secret', () => introduce(), { ...unknown, secret: newSecret() }, /not proved/],
    ['but lets another one sign', () => introduce({ sign: signedBy(authority) }), unknown, /signature/],
    ['to an Edge that knows another one, too late', () => introduce(), { secret: undefined }, /signature/],
  ])('%s: %s', (_name, bundle, more, expected) => {
    expect(judged(bundle(), more)).toMatch(expected);
  });

  it('and nobody reads the secret on the way', () => {
    expect(introduce().includes(secret)).toBe(false);
  });
});
