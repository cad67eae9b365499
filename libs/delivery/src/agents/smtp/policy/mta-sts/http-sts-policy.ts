import type { IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';

import type { Resolver } from '@mailyard/dns';

import type { FetchedText } from './sts-policies.js';

export interface HttpStsPolicyOptions {
  /** 443 where nothing is said. */
  readonly port?: number;
  /** Whom to trust in place of the authorities that Node knows (NODE_EXTRA_CA_CERTS adds to those). */
  readonly ca?: string | readonly string[];
  readonly timeoutMs?: number;
}

const usualTimeoutMs = 10_000;
/** RFC 8461 §3.3 names 64 KB. */
const octetsMax = 65_536;

/**
 * The text of a domain's policy (RFC 8461 §3.3): over HTTPS, from a host with a valid certificate for `mta-sts.<domain>`, as
 * text/plain and without redirects, since each of these could lead elsewhere.
 */
export async function fetchStsPolicy(
  domain: string,
  resolver: Resolver,
  options: HttpStsPolicyOptions = {},
): Promise<FetchedText> {
  const host = `mta-sts.${domain}`;
  const signal = AbortSignal.timeout(options.timeoutMs ?? usualTimeoutMs);
  try {
    const addresses = await addressesOf(host, resolver, signal);
    if (addresses.length === 0) return failed(`${host} has no address`);
    return await readPolicy(await responseOf(host, addresses, { ...options, signal }), signal);
  } catch (error) {
    return failed(signal.aborted ? `${host} does not answer in time` : `${host}: ${String(error)}`);
  }
}

function failed(problem: string): FetchedText {
  return { kind: 'failed', problem };
}

async function addressesOf(
  host: string,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const answers = Promise.all([resolver.aaaa(host), resolver.a(host)]);
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', reject, { once: true }));
  return (await Promise.race([answers, late])).flatMap((answer) =>
    answer.kind === 'found' ? answer.records : [],
  );
}

function responseOf(
  host: string,
  addresses: readonly string[],
  { port = 443, ca, signal }: HttpStsPolicyOptions & { readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  const options: RequestOptions = {
    host,
    port,
    path: '/.well-known/mta-sts.txt',
    // Not the address that the system's resolver knows.
    lookup: lookupIn(addresses),
    agent: false,
    signal,
    ...(ca !== undefined && { ca: [ca].flat() }),
  };
  return new Promise((resolve, reject) => {
    request(options, resolve).on('error', reject).end();
  });
}

function lookupIn(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, { all: wantsAll }, told) => {
    if (wantsAll === true) told(null, all);
    else told(null, all[0]?.address ?? '', all[0]?.family);
  };
}

async function readPolicy(response: IncomingMessage, signal: AbortSignal): Promise<FetchedText> {
  try {
    const { statusCode, headers } = response;
    if (statusCode !== 200) return failed(`it answers ${statusCode ?? 'nothing'}`);
    if (!/^text\/plain\s*(;|$)/i.test(headers['content-type'] ?? '')) return failed('it is not text/plain');
    const chunks: Buffer[] = [];
    let octets = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      octets += chunk.length;
      if (octets > octetsMax) return failed('it is too long');
      chunks.push(chunk);
    }
    signal.throwIfAborted();
    return { kind: 'fetched', text: Buffer.concat(chunks).toString() };
  } finally {
    response.destroy();
  }
}
