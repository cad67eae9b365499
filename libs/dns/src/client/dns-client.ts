import { Resolver as SystemResolver } from 'node:dns';
import { SocketAddress } from 'node:net';

import { askServer, type DnsServer } from './dns-exchange.js';
import type { ServerAnswer } from './dns-reply.js';
import { questionFor, reverseName, type Question, type RecordType } from './question.js';
import type { DnsAnswer, DnsFailure, MxRecord, NullMx, Resolver, TlsaRecord } from '../resolver.js';

export interface DnsClientOptions {
  /** Recursive servers, in the order in which they are asked. */
  readonly servers: readonly DnsServer[];
  /** For one server's answer, in milliseconds. */
  readonly serverTimeoutMs?: number;
  /** For everything that one question needs. */
  readonly queryTimeoutMs?: number;
  /**
   * Whose word is taken that an answer was validated: the way to it must be as safe as the answer (RFC 4035 §4.9.3). Where
   * nothing is said, a server on this machine.
   */
  readonly trusts?: (server: DnsServer) => boolean;
}

type Answered = Exclude<ServerAnswer, { kind: 'alias' }>;
type Data = Extract<Answered, { kind: 'found' }>['records'][number];

const aliasesMax = 8;
/** So long a server that did not answer is asked behind the others: each question would wait for it else. */
const silenceMs = 30_000;

/** The servers that the system uses now. */
export function systemServers(): readonly DnsServer[] {
  return new SystemResolver().getServers().map(serverAt);
}

/** Docker's, in every container: hands on what servers elsewhere say, AD as well. */
const forwarderOfContainers = '127.0.0.11';

/** 127.0.0.0/8 and ::1. */
function isOnThisMachine({ address }: DnsServer): boolean {
  return address === '::1' || (address.startsWith('127.') && address !== forwarderOfContainers);
}

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353`. */
export function serverAt(text: string): DnsServer {
  const [, address = text, port = '53'] = /^\[?([^[\]]+?)(?:\]:|(?<=^[\d.]+):)(\d+)$/.exec(text) ?? [];
  return { address, port: Number(port) };
}

/**
 * Asks recursive servers over UDP and TCP. The next server is asked when one cannot tell; one that was silent is asked
 * again until the time is up, since what was sent over UDP may be lost (RFC 1035 §4.2.1).
 */
export class DnsClient implements Resolver {
  readonly #servers: readonly DnsServer[];
  readonly #serverTimeoutMs: number;
  readonly #queryTimeoutMs: number;
  readonly #trusts: (server: DnsServer) => boolean;
  /** Server → when it was last silent. */
  readonly #silent = new Map<DnsServer, number>();

  constructor(options: DnsClientOptions) {
    this.#servers = options.servers;
    this.#serverTimeoutMs = options.serverTimeoutMs ?? 5_000;
    this.#queryTimeoutMs = options.queryTimeoutMs ?? 60_000;
    this.#trusts = options.trusts ?? isOnThisMachine;
  }

  async mx(domain: string): Promise<DnsAnswer<MxRecord> | NullMx> {
    const answer = valuesOf(await this.#resolve('MX', domain), mxRecord);
    if (answer.kind !== 'found') return answer;
    // RFC 7505 §3: "." stands alone; beside others it names no host.
    const records = answer.records.filter(({ exchange }) => exchange !== '.');
    return records.length === 0 ? { kind: 'null-mx', ttl: answer.ttl } : { ...answer, records };
  }

  async a(host: string): Promise<DnsAnswer<string>> {
    return valuesOf(await this.#resolve('A', host), text);
  }

  async aaaa(host: string): Promise<DnsAnswer<string>> {
    return valuesOf(await this.#resolve('AAAA', host), ipv6Address);
  }

  async ptr(address: string): Promise<DnsAnswer<string>> {
    const name = reverseName(address);
    return name === undefined ? invalid(address) : valuesOf(await this.#resolve('PTR', name), hostName);
  }

  async txt(name: string): Promise<DnsAnswer<string>> {
    return valuesOf(await this.#resolve('TXT', name), strings);
  }

  async tlsa(name: string): Promise<DnsAnswer<TlsaRecord>> {
    return valuesOf(await this.#resolve('TLSA', name), tlsaRecord);
  }

  /** RFC 1034 §3.6.2: an alias is followed, from server to server if need be. */
  async #resolve(type: RecordType, asked: string): Promise<Answered> {
    const deadline = performance.now() + this.#queryTimeoutMs;
    let way: Way = { name: asked, ttl: Infinity, secure: true };
    for (let aliases = 0; aliases <= aliasesMax; aliases += 1) {
      const question = questionFor(type, way.name);
      if (question === undefined) return invalid(way.name);
      const answer = await this.#askServers(question, deadline);
      if (answer.kind === 'failed') return answer;
      const ttl = Math.min(answer.ttl, way.ttl);
      const secure = way.secure && answer.secure;
      if (answer.kind === 'alias') {
        way = { name: answer.name, ttl, secure };
        continue;
      }
      if (answer.kind !== 'found' || aliases === 0) return { ...answer, ttl, secure };
      return { ...answer, ttl, secure, canonical: answer.canonical ?? way.name };
    }
    return { kind: 'failed', reason: 'malformed', text: `${asked} has too many aliases` };
  }

  async #askServers(question: Question, deadline: number): Promise<ServerAnswer> {
    let failure: DnsFailure = { kind: 'failed', reason: 'unreachable', text: 'no DNS server is known' };
    let left = this.#inOrder();
    while (left.length > 0) {
      const silent: DnsServer[] = [];
      for (const server of left) {
        const timeoutMs = Math.min(this.#serverTimeoutMs, Math.ceil(deadline - performance.now()));
        if (timeoutMs <= 0) return failure;
        const answer = await askServer(server, question, timeoutMs);
        this.#note(server, answer);
        if (answer.kind !== 'failed') {
          return this.#trusts(server) ? answer : { ...answer, secure: undefined };
        }
        failure = { ...answer, text: `${server.address}: ${answer.text}` };
        if (answer.reason === 'timeout') silent.push(server);
      }
      left = silent;
    }
    return failure;
  }

  /** As they are listed, those behind the others that were silent just now. */
  #inOrder(): readonly DnsServer[] {
    const since = performance.now() - silenceMs;
    const isSilent = (server: DnsServer) => (this.#silent.get(server) ?? -Infinity) > since;
    return this.#silent.size === 0
      ? this.#servers
      : this.#servers.toSorted((a, b) => Number(isSilent(a)) - Number(isSilent(b)));
  }

  #note(server: DnsServer, answer: ServerAnswer): void {
    if (answer.kind === 'failed' && answer.reason === 'timeout') this.#silent.set(server, performance.now());
    else this.#silent.delete(server);
  }
}

/** How far aliases have led. */
interface Way {
  readonly name: string;
  readonly ttl: number;
  readonly secure: true | undefined;
}

function invalid(name: string): DnsFailure {
  return { kind: 'failed', reason: 'invalid-name', text: `${JSON.stringify(name)} is no name of DNS` };
}

type Found<Value> = Exclude<DnsAnswer<Value>, { kind: 'found' }>;

function valuesOf<Value>(answer: Answered, read: (data: Data) => Value | undefined): DnsAnswer<Value> {
  if (answer.kind !== 'found') return answer satisfies Found<Value>;
  const records = answer.records.flatMap((data) => read(data) ?? []);
  if (records.length > 0) return { ...answer, records };
  return { kind: 'failed', reason: 'malformed', text: 'the records cannot be read' };
}

function mxRecord(data: Data): MxRecord | undefined {
  if (typeof data !== 'object' || !('exchange' in data)) return undefined;
  return { preference: data.preference ?? 0, exchange: data.exchange.toLowerCase() };
}

function text(data: Data): string | undefined {
  return typeof data === 'string' ? data : undefined;
}

function hostName(data: Data): string | undefined {
  return text(data)?.toLowerCase();
}

function tlsaRecord(data: Data): TlsaRecord | undefined {
  if (typeof data !== 'object' || !('matchingType' in data)) return undefined;
  const { usage, selector, matchingType, certificate } = data;
  // A copy: the rest of the message need not be kept.
  return { usage, selector, matchingType, data: Buffer.from(certificate) };
}

/** In its one form (RFC 5952). */
function ipv6Address(data: Data): string | undefined {
  return typeof data === 'string' ? new SocketAddress({ address: data, family: 'ipv6' }).address : undefined;
}

function strings(data: Data): string | undefined {
  const parts = Array.isArray(data) ? data : [data];
  const octets = parts.flatMap((part) => (Buffer.isBuffer(part) ? [part] : []));
  return octets.length === parts.length ? Buffer.concat(octets).toString() : undefined;
}
