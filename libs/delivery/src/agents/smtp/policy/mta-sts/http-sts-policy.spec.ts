import type { ServerResponse } from 'node:http';

import { DnsClient } from '@mailyard/dns';
import { DnsZone, type Zone } from '@mailyard/testing';

import { issue, type Issued } from '../spec-support/issued.js';
import { startPolicyHost } from '../spec-support/policy-host.js';
import { fetchStsPolicy, type HttpStsPolicyOptions } from './http-sts-policy.js';

const text = 'version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 86400\n';
const zone: Zone = { 'mta-sts.example.com': { A: ['127.0.0.1'] } };
const plain = { 'content-type': 'text/plain' };

let authority: Issued;
let host: Issued;

beforeAll(async () => {
  authority = await issue('authority');
  host = await issue('host', { by: authority, names: ['mta-sts.example.com'] });
});

async function fetchFrom(
  answer: (response: ServerResponse) => void,
  { as = host, dns = zone, ...changes }: { as?: Issued; dns?: Zone } & HttpStsPolicyOptions = {},
) {
  await using server = await startPolicyHost(as, (_, response) => answer(response));
  await using names = await DnsZone.start(dns);
  const resolver = new DnsClient({ servers: [names.server], queryTimeoutMs: 2_000 });
  const { port } = server;
  const fetched = await fetchStsPolicy('example.com', resolver, {
    port,
    ca: authority.certificate.toString(),
    ...changes,
  });
  return { fetched, asked: server.asked, port };
}

const publish = (response: ServerResponse) => response.writeHead(200, plain).end(text);

it('at the well-known place of mta-sts.<domain> (RFC 8461 §3.3)', async () => {
  const { fetched, asked, port } = await fetchFrom(publish);
  expect(fetched).toEqual({ kind: 'fetched', text });
  expect(asked).toEqual([`mta-sts.example.com:${port}/.well-known/mta-sts.txt`]);
});

it('a parameter of the media type does no harm', async () => {
  const type = { 'content-type': 'Text/Plain; charset=utf-8' };
  expect((await fetchFrom((response) => response.writeHead(200, type).end(text))).fetched.kind).toBe(
    'fetched',
  );
});

describe('what would let others speak for the domain', () => {
  const dayMs = 86_400_000;
  const certificates: [string, () => Promise<Issued>][] = [
    ['another name', () => issue('host', { by: authority, names: ['example.com'] })],
    ['an unknown authority', () => issue('host', { names: ['mta-sts.example.com'] })],
    [
      'another time',
      () =>
        issue('host', {
          by: authority,
          names: ['mta-sts.example.com'],
          notBefore: new Date(Date.now() - 9 * dayMs),
          notAfter: new Date(Date.now() - dayMs),
        }),
    ],
  ];

  it.each(certificates)('a certificate of %s', async (_, issued) => {
    const { fetched, asked } = await fetchFrom(publish, { as: await issued() });
    expect(fetched).toMatchObject({
      kind: 'failed',
      problem: expect.stringMatching(/certificate|altnames/i),
    });
    expect(asked).toEqual([]);
  });

  it('a redirect', async () => {
    const location = 'https://mta-sts.example.com/other.txt';
    const { fetched, asked } = await fetchFrom((response) =>
      response.writeHead(302, { ...plain, location }).end(text),
    );
    expect(fetched).toEqual({ kind: 'failed', problem: 'it answers 302' });
    expect(asked).toHaveLength(1);
  });

  it('another media type, as of a page that users can write', async () => {
    const { fetched } = await fetchFrom((response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(text),
    );
    expect(fetched).toEqual({ kind: 'failed', problem: 'it is not text/plain' });
  });
});

it('there is a limit to its length, and nobody waits for the rest', async () => {
  const { fetched } = await fetchFrom((response) => {
    response.writeHead(200, plain).write('x'.repeat(70_000));
  });
  expect(fetched).toEqual({ kind: 'failed', problem: 'it is too long' });
});

it.each<[string, (response: ServerResponse) => void]>([
  ['at all', () => undefined],
  ['to its end', (response) => void response.writeHead(200, plain).write('version: STSv1\n')],
])('there is a limit to the time: no answer %s', async (_, answer) => {
  const { fetched } = await fetchFrom(answer, { timeoutMs: 200 });
  expect(fetched).toEqual({ kind: 'failed', problem: 'mta-sts.example.com does not answer in time' });
});

it('a server that DNS cannot tell, or that is not there', async () => {
  const { fetched } = await fetchFrom(publish, { dns: {} });
  expect(fetched).toEqual({ kind: 'failed', problem: 'mta-sts.example.com has no address' });
  const silent = await fetchFrom(publish, { dns: { '*': 'silent' }, timeoutMs: 50 });
  expect(silent.fetched).toEqual({ kind: 'failed', problem: 'mta-sts.example.com does not answer in time' });
});
