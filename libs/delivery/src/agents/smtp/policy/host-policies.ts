import type { MailHost, Resolver } from '@mailyard/dns';
import { domainKey } from '@mailyard/smtp';

import { danePolicy } from './dane/dane-policy.js';
import type { HostPolicy } from './host-policy.js';
import { stsHostPolicy } from './mta-sts/sts-host-policy.js';
import type { StsPolicies } from './mta-sts/sts-policies.js';

/** What a connector lets domains demand, and where it looks it up. */
export interface HostPolicyQuestion {
  readonly resolver: Resolver;
  readonly port: number;
  readonly mtaSts: boolean;
  readonly dane: boolean;
  /** The recipients' domain; undefined behind smart hosts, which no policy of a domain is about (RFC 8461 §2). */
  readonly domain: string | undefined;
}

export interface HostPoliciesOptions {
  readonly stsPolicies: Pick<StsPolicies, 'of'>;
  /** Wall clock. */
  readonly now: () => Date;
}

/** What is demanded at a host: by DANE where it says anything, else by MTA-STS, which must not weaken it (RFC 8461 §2). */
export class HostPolicies {
  readonly #options: HostPoliciesOptions;

  constructor(options: HostPoliciesOptions) {
    this.#options = options;
  }

  async of(
    host: MailHost,
    { resolver, port, mtaSts, dane, domain }: HostPolicyQuestion,
  ): Promise<HostPolicy> {
    const { stsPolicies, now } = this.#options;
    const byDane: HostPolicy = dane ? await danePolicy(host, { resolver, port, now }) : { kind: 'none' };
    if (byDane.kind !== 'none' || !mtaSts || domain === undefined || domain.startsWith('[')) return byDane;
    const name = domainKey(domain);
    return stsHostPolicy(host, name, await stsPolicies.of(name, resolver));
  }
}
