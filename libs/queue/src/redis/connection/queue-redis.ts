import { openRedis } from '@mailyard/service';
import type { Redis } from 'ioredis';

/** Silence after which Redis counts as away, and an acceptance is not carried out any more. */
const answerMs = 10_000;

/**
 * For connections that commit mail. A command whose reply was lost must never be sent again behind our back, and none
 * may wait for a Redis that is away: the caller decides, since it holds the session or the lease.
 */
const strict = {
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  connectTimeout: 5_000,
  retryStrategy: (attempt: number) => Math.min(50 * attempt, 500),
};

/** Of a URL as MAILYARD_REDIS_URL takes it. */
export function queueRedis(url: string, socketTimeout = answerMs): Redis {
  return openRedis(url, { ...strict, socketTimeout });
}
