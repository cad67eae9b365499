import type { ConnectorSecrets } from '@mailyard/directory';
import type { SecretKeys } from '@mailyard/service';
import type { Redis } from 'ioredis';

import { ConnectorLogins } from './connector-logins.js';
import { fetchToken } from './oauth/http-token-endpoint.js';
import { OAuthTokens } from './oauth/oauth-tokens.js';
import { RedisSharedTokens } from './oauth/redis-shared-tokens.js';

export interface RedisConnectorLoginsOptions {
  readonly redis: Redis;
  readonly secrets: ConnectorSecrets;
  readonly keys: SecretKeys;
  /** A token could not be shared or renewed; what is there serves. */
  readonly onProblem: (problem: unknown) => void;
}

/** Logins whose tokens the hubs of an organization share. */
export function redisConnectorLogins({
  redis,
  secrets,
  keys,
  onProblem,
}: RedisConnectorLoginsOptions): ConnectorLogins {
  const shared = new RedisSharedTokens(redis);
  const tokens = new OAuthTokens({ fetch: fetchToken, shared, keys, now: Date.now, onProblem });
  return new ConnectorLogins({ secrets, tokens });
}
