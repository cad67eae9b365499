import type { Redis } from 'ioredis';

import { HostPolicies } from './host-policies.js';
import { fetchStsPolicy } from './mta-sts/http-sts-policy.js';
import { RedisStsPolicies } from './mta-sts/redis-sts-policies.js';
import { StsPolicies, type StsPoliciesOptions } from './mta-sts/sts-policies.js';

/** Policies as they are in production: fetched over HTTPS, kept in Redis. The connection stays the caller's. */
export function redisHostPolicies(redis: Redis, onProblem: StsPoliciesOptions['onProblem']): HostPolicies {
  const stsPolicies = new StsPolicies({
    store: new RedisStsPolicies(redis),
    fetch: (domain, resolver) => fetchStsPolicy(domain, resolver),
    now: () => Date.now(),
    onProblem,
  });
  return new HostPolicies({ stsPolicies, now: () => new Date() });
}
