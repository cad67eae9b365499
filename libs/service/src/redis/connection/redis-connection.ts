import { Redis, type RedisOptions } from 'ioredis';

import { silentLog, type Log } from '../../log/log.js';
import { redisAddress, type PlainOptions } from './redis-address.js';
import { refusesWrites } from '../redis-writes.js';

/**
 * `request`: somebody waits for the answer, so a command fails soon after Redis went away.
 * `worker`: background work that waits until Redis is back, as BullMQ's blocking connections must.
 */
export type RedisRole = 'request' | 'worker';

export interface RedisConnectionOptions {
  readonly role: RedisRole;
  readonly log?: Log;
  /** Shown by CLIENT LIST. */
  readonly name?: string;
}

/** A connection that comes back by itself for as long as it takes; an outage is logged once, and its end. */
export function connectRedis(
  settings: { readonly redisUrl: string },
  { role, log = silentLog, name }: RedisConnectionOptions,
): Redis {
  const options = {
    maxRetriesPerRequest: role === 'worker' ? null : 2,
    enableReadyCheck: true,
    connectTimeout: 3000,
    // Without data for this long the kernel asks whether the peer is still there.
    keepAlive: 10_000,
    reconnectOnError: refusesWrites,
    retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt - 1, 5), 1000),
    ...(name === undefined ? {} : { connectionName: name }),
  } satisfies RedisOptions;
  const redis = openRedis(settings.redisUrl, options);
  reportOutages(redis, log);
  return redis;
}

/** A client of the Redis that a URL means, see `redisAddress`. */
export function openRedis(redisUrl: string, options: PlainOptions): Redis {
  const { url, options: address } = redisAddress(redisUrl);
  return url === undefined ? new Redis({ ...options, ...address }) : new Redis(url, options);
}

/** Resolves when commands are answered; rejects when the connection was closed by us before. */
export function redisReady(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      redis.off('ready', onReady).off('end', onEnd);
      finish();
    };
    const onReady = () => settle(resolve);
    const onEnd = () => settle(() => reject(new Error('the connection to Redis was closed')));
    redis.on('ready', onReady).on('end', onEnd);
  });
}

/** ioredis emits an error a retry; an operator needs the first one. */
export function reportOutages(redis: Redis, log: Log): void {
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) {
      log.error(`Redis is away: ${error.message || ('code' in error ? String(error.code) : error.name)}`);
    }
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis is back');
    away = false;
  });
}
