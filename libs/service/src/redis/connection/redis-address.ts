import type { RedisOptions } from 'ioredis';

import { PrimaryConnector } from './primary-connector.js';

/** Without what decides about the type of a client. */
export type PlainOptions = Omit<RedisOptions, 'replyMapping'>;

/** Where Redis Sentinel answers when a URL names no port. */
const sentinelPort = 26_379;
/** The name of the Redis that Sentinel watches, when a URL names none. */
const usualMaster = 'mymaster';

export const sentinelUrl = /^redis-sentinel:\/\/(?:[^@/]*@)?[^/@#]+(?:\/\d*)?(?:#[\w.-]+)?$/;

/**
 * How a URL of Redis is connected to: `redis://…` and `rediss://…` as they are, `unix:/path`, and
 * `redis-sentinel://[user:password@]host[:port][,host[:port]…][/database][#name]` by way of Redis Sentinel, which tells
 * where the primary is now; after a failover it is asked again.
 */
export function redisAddress(url: string): {
  readonly url?: string;
  readonly options: PlainOptions;
} {
  if (url.startsWith('unix:')) {
    return { options: { path: url.slice('unix:'.length).replace(/^\/\/(?=\/)/, '') } };
  }
  if (url.startsWith('redis-sentinel:')) return { options: bySentinels(url) };
  return { url, options: {} };
}

function bySentinels(url: string): PlainOptions {
  const found = /^redis-sentinel:\/\/(?:([^@/]*)@)?([^/#]+)(?:\/(\d*))?(?:#(.+))?$/.exec(url);
  const [, login = '', hosts = '', database = '', name = usualMaster] = found ?? [];
  const [username = '', password = ''] = login.split(':').map(decodeURIComponent);
  return {
    sentinels: hosts.split(',').map(sentinel),
    name,
    // What Sentinel says to those who listen ends connections to a former primary that does not know yet.
    failoverDetector: true,
    Connector: PrimaryConnector,
    sentinelRetryStrategy: (attempt: number) => Math.min(50 * attempt, 500),
    db: Number(database),
    ...(username !== '' && { username }),
    ...(password !== '' && { password }),
  };
}

/** `host`, `host:port`, or an IPv6 address in brackets. */
function sentinel(text: string): { readonly host: string; readonly port: number } {
  const [, literal, name = '', port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { host: literal ?? name, port: port === undefined ? sentinelPort : Number(port) };
}
