import type { ServerKeys } from '../keys.js';
import type { ScriptSteps } from './transaction-script.js';

/** So many words one command of Lua can take. */
const domainsAtOnce = 1_000;

/** What happens to a queue as a whole, in commands of Redis's own. */
export const queueSteps = {
  /** Nobody gets a job from it. */
  suspend(steps: ScriptSteps, keys: ServerKeys, queue: string): void {
    steps.command('HSET', keys.ofQueue(queue, 'meta'), 'paused', 1);
  },

  /** Its wait ends, and a lane looks at it now. */
  retryNow(steps: ScriptSteps, keys: ServerKeys, queue: string): void {
    steps.command('DEL', keys.ofQueue(queue, 'limiter'));
    steps.command('ZADD', keys.nextHops, Date.now(), queue);
  },

  /** Its next hop was reached. */
  leaveRetry(steps: ScriptSteps, keys: ServerKeys, queue: string): void {
    const fields = ['retryCount', 'firstRetryTime', 'lastRetryTime', 'lastError'];
    steps.command('HDEL', keys.nextHop(queue), ...fields);
    steps.command('HDEL', keys.ofQueue(queue, 'meta'), 'max', 'duration');
  },

  /** A job in Unreachable waits for these domains. */
  waitForRoute(
    steps: ScriptSteps,
    keys: ServerKeys,
    { jobId, domains }: { readonly jobId: string; readonly domains: readonly string[] },
  ): void {
    for (let from = 0; from < domains.length; from += domainsAtOnce) {
      steps.command('SADD', keys.domainsWithoutRoute, ...domains.slice(from, from + domainsAtOnce));
    }
    for (const domain of domains) steps.command('SADD', keys.waitingForRoute(domain), jobId);
  },
};
