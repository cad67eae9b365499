import { setTimeout as pause } from 'node:timers/promises';

import type { Resolver } from '@mailyard/dns';

import { parseStsPolicy, stsPolicyId, type StsPolicy } from './sts-policy.js';

/** A policy with the id under which it was announced, and when it was fetched, in milliseconds of the wall clock. */
export interface KeptPolicy {
  readonly id: string;
  readonly fetchedAt: number;
  readonly policy: StsPolicy;
}

/** Where policies are kept, for all who send; a policy that is forgotten is one that an attacker may keep from us. */
export interface StsPolicyStore {
  get(domain: string): Promise<KeptPolicy | undefined>;
  /** Until its max_age is over. */
  put(domain: string, kept: KeptPolicy): Promise<void>;
}

export type FetchedText =
  { readonly kind: 'fetched'; readonly text: string } | { readonly kind: 'failed'; readonly problem: string };

export interface StsPoliciesOptions {
  readonly store: StsPolicyStore;
  /** The text at https://mta-sts.<domain>/.well-known/mta-sts.txt. Never rejects. */
  readonly fetch: (domain: string, resolver: Resolver) => Promise<FetchedText>;
  /** Wall clock, in milliseconds. */
  readonly now: () => number;
  /** A policy is announced and cannot be had, or the store is away: mail goes on with what is known. */
  readonly onProblem: (domain: string, problem: unknown) => void;
}

/** RFC 8461 §3.3: a fetch that has failed is not repeated for five minutes. */
const pauseMs = 300_000;
/** RFC 8461 §10.2: a policy that is fetched anew now and then outlives the attacker who keeps DNS from us. */
const refreshMs = 86_400_000;
const failuresMax = 10_000;
/** Of mail to a domain whose name server is silent about it nobody waits for longer. */
const announcementMs = 5_000;

/** The MTA-STS policies of domains (RFC 8461): announced in DNS, fetched over HTTPS, kept as long as they say. */
export class StsPolicies {
  readonly #options: StsPoliciesOptions;
  readonly #underWay = new Map<string, Promise<StsPolicy | undefined>>();
  /** Domain → when a fetch may be tried again. */
  readonly #failed = new Map<string, number>();

  constructor(options: StsPoliciesOptions) {
    this.#options = options;
  }

  /** Undefined: the domain has none, or none that we could ever get. */
  async of(domain: string, resolver: Resolver): Promise<StsPolicy | undefined> {
    const [id, kept] = await Promise.all([announcedId(domain, resolver), this.#kept(domain)]);
    const fetch = () => this.#fetchOnce({ domain, resolver, id: id ?? '' });
    // RFC 8461 §3.1, §5.1: a policy holds for its max_age, also when DNS does not announce it any more.
    if (id === undefined) return kept?.policy;
    if (kept?.id !== id) return (await fetch()) ?? kept?.policy;
    if (this.#options.now() - kept.fetchedAt > refreshMs) void fetch();
    return kept.policy;
  }

  async #kept(domain: string): Promise<KeptPolicy | undefined> {
    try {
      const kept = await this.#options.store.get(domain);
      const until = kept === undefined ? 0 : kept.fetchedAt + kept.policy.maxAgeS * 1000;
      return this.#options.now() < until ? kept : undefined;
    } catch (error) {
      this.#options.onProblem(domain, error);
      return undefined;
    }
  }

  #fetchOnce(wanted: Wanted): Promise<StsPolicy | undefined> {
    const { domain } = wanted;
    const underWay = this.#underWay.get(domain);
    if (underWay !== undefined) return underWay;
    if (this.#options.now() < (this.#failed.get(domain) ?? 0)) return Promise.resolve(undefined);
    const fetched = this.#fetch(wanted).finally(() => this.#underWay.delete(domain));
    this.#underWay.set(domain, fetched);
    return fetched;
  }

  async #fetch({ domain, resolver, id }: Wanted): Promise<StsPolicy | undefined> {
    const { fetch, now, store, onProblem } = this.#options;
    // Somebody else may have fetched it since it was looked for.
    const kept = await this.#kept(domain);
    if (kept?.id === id && now() - kept.fetchedAt <= refreshMs) return kept.policy;
    const answer = await fetch(domain, resolver);
    const policy = answer.kind === 'fetched' ? parseStsPolicy(answer.text) : undefined;
    if (policy === undefined) {
      this.#pause(domain);
      onProblem(domain, answer.kind === 'failed' ? answer.problem : 'what it publishes is no policy');
      return undefined;
    }
    this.#failed.delete(domain);
    try {
      await store.put(domain, { id, fetchedAt: now(), policy });
    } catch (error) {
      onProblem(domain, error);
    }
    return policy;
  }

  #pause(domain: string): void {
    this.#failed.delete(domain);
    this.#failed.set(domain, this.#options.now() + pauseMs);
    const [oldest] = this.#failed.keys();
    if (this.#failed.size > failuresMax && oldest !== undefined) this.#failed.delete(oldest);
  }
}

interface Wanted {
  readonly domain: string;
  readonly resolver: Resolver;
  readonly id: string;
}

/** Undefined: not announced, or DNS cannot tell soon. Silence says no more than that it is not announced. */
async function announcedId(domain: string, resolver: Resolver): Promise<string | undefined> {
  const late = pause(announcementMs, undefined, { ref: false });
  const answer = await Promise.race([resolver.txt(`_mta-sts.${domain}`), late]);
  return answer?.kind === 'found' ? stsPolicyId(answer.records) : undefined;
}
