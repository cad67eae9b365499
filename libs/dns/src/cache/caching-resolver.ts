import type { DnsAnswer, MxRecord, NullMx, Resolver, TlsaRecord } from '../resolver.js';
import { AnswerCache, type AnswerCacheOptions } from './answer-cache.js';

/**
 * Remembers what another resolver has told, for as long as it holds; a failure is never remembered. Who asks while the same
 * question is under way gets the same answer, so that a thousand messages to one domain cost one question.
 */
export class CachingResolver implements Resolver {
  readonly #resolver: Resolver;
  readonly #answers: AnswerCache;

  constructor(resolver: Resolver, options?: AnswerCacheOptions) {
    this.#resolver = resolver;
    this.#answers = new AnswerCache(options);
  }

  mx(domain: string): Promise<DnsAnswer<MxRecord> | NullMx> {
    return this.#answers.get(`MX ${nameOf(domain)}`, () => this.#resolver.mx(domain));
  }

  a(host: string): Promise<DnsAnswer<string>> {
    return this.#answers.get(`A ${nameOf(host)}`, () => this.#resolver.a(host));
  }

  aaaa(host: string): Promise<DnsAnswer<string>> {
    return this.#answers.get(`AAAA ${nameOf(host)}`, () => this.#resolver.aaaa(host));
  }

  ptr(address: string): Promise<DnsAnswer<string>> {
    return this.#answers.get(`PTR ${nameOf(address)}`, () => this.#resolver.ptr(address));
  }

  txt(name: string): Promise<DnsAnswer<string>> {
    return this.#answers.get(`TXT ${nameOf(name)}`, () => this.#resolver.txt(name));
  }

  tlsa(name: string): Promise<DnsAnswer<TlsaRecord>> {
    return this.#answers.get(`TLSA ${nameOf(name)}`, () => this.#resolver.tlsa(name));
  }
}

function nameOf(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
