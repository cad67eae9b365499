import { Redis } from 'ioredis';

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

/** `redis://…`, `rediss://…` or `unix:/path`. */
export function queueRedis(url: string, socketTimeout = answerMs): Redis {
  const options = { ...strict, socketTimeout };
  const path = /^unix:(?:\/\/)?(\/.*)$/.exec(url)?.[1];
  return path === undefined ? new Redis(url, options) : new Redis({ ...options, path });
}
