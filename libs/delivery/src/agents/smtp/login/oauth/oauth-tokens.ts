import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { SecretKeys } from '@mailyard/service';

import type { AccessToken, OAuthClient, TokenAnswer } from './http-token-endpoint.js';
import type { SharedTokens } from './redis-shared-tokens.js';

export interface OAuthTokensOptions {
  readonly fetch: (client: OAuthClient) => Promise<TokenAnswer>;
  readonly shared: SharedTokens;
  /** A token is good for whoever has it: in Redis it is sealed as passwords are. */
  readonly keys: Pick<SecretKeys, 'open' | 'seal'>;
  /** Wall clock, in milliseconds. */
  readonly now: () => number;
  /** A token could not be shared or renewed; what is there serves. */
  readonly onProblem: (problem: unknown) => void;
}

interface KeptToken extends AccessToken {
  readonly renewAt: number;
}

/** Longer than a fetch may take. */
const claimMs = 15_000;
const pollMs = 100;
/** A server that has just refused is not asked by each connection anew. */
const failureMs = 10_000;
/** Or a fifth of its life, when that is less. */
const renewAheadMs = 5 * 60_000;

/**
 * The tokens of OAuth clients: fetched when they are first needed, kept, shared by all hubs of the organization, renewed before
 * they end. Whoever asks meanwhile gets the one that is still good.
 */
export class OAuthTokens {
  readonly #options: OAuthTokensOptions;
  readonly #known = new Map<string, KeptToken>();
  readonly #underWay = new Map<string, Promise<TokenAnswer>>();
  readonly #failed = new Map<string, { readonly answer: TokenAnswer; readonly until: number }>();

  constructor(options: OAuthTokensOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async of(client: OAuthClient): Promise<TokenAnswer> {
    const key = keyOf(client);
    const known = this.#known.get(key);
    const now = this.#options.now();
    if (known === undefined || now >= known.expiresAt) return this.#renewed(client, key);
    if (now >= known.renewAt) void this.#renewInBackground(client, key);
    return { kind: 'token', token: known };
  }

  /** The other side did not take it: the next one to ask gets another. */
  async refused(client: OAuthClient): Promise<void> {
    const key = keyOf(client);
    const known = this.#known.get(key);
    this.#known.delete(key);
    await this.#tolerating(async () => {
      const shared = await this.#readShared(key);
      // Another hub may have a newer one already.
      if (shared?.token === known?.token) await this.#options.shared.remove(key);
    });
  }

  async #renewInBackground(client: OAuthClient, key: string): Promise<void> {
    const answer = await this.#renewed(client, key);
    if (answer.kind === 'failed') this.#options.onProblem(answer.reason);
  }

  #renewed(client: OAuthClient, key: string): Promise<TokenAnswer> {
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const failed = this.#failed.get(key);
    if (failed !== undefined && this.#options.now() < failed.until) return Promise.resolve(failed.answer);
    const renewed = this.#fetchOnce(client, key).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, renewed);
    return renewed;
  }

  /** By one hub at a time; the others find what it has got. */
  async #fetchOnce(client: OAuthClient, key: string): Promise<TokenAnswer> {
    const { shared, now } = this.#options;
    const giveUpAt = now() + claimMs;
    for (;;) {
      const token = await this.#tolerating(() => this.#readShared(key));
      if (token !== undefined && now() < token.renewAt) return this.#kept(key, token);
      const claimed = await this.#tolerating(() => shared.claim(key, claimMs));
      // Redis away: each hub for itself.
      if (claimed !== false || now() >= giveUpAt) break;
      await pause(pollMs);
    }
    const answer = await this.#fetched(client, key);
    await this.#tolerating(() => shared.release(key));
    return answer;
  }

  async #fetched(client: OAuthClient, key: string): Promise<TokenAnswer> {
    const { fetch, now } = this.#options;
    const answer = await fetch(client);
    if (answer.kind === 'failed') {
      this.#failed.set(key, { answer, until: now() + failureMs });
      return answer;
    }
    this.#failed.delete(key);
    const { expiresAt } = answer.token;
    const renewAt = expiresAt - Math.min(renewAheadMs, (expiresAt - now()) / 5);
    const token = { ...answer.token, renewAt };
    await this.#tolerating(() => this.#share(key, token));
    return this.#kept(key, token);
  }

  #kept(key: string, token: KeptToken): TokenAnswer {
    this.#known.set(key, token);
    return { kind: 'token', token };
  }

  async #readShared(key: string): Promise<KeptToken | undefined> {
    const { shared, keys } = this.#options;
    const sealed = await shared.get(key);
    const opened = sealed === undefined ? undefined : await keys.open(sealed, placeOf(key));
    return opened?.kind === 'opened' ? (JSON.parse(opened.secret) as KeptToken) : undefined;
  }

  async #share(key: string, token: KeptToken): Promise<void> {
    const { shared, keys, now } = this.#options;
    await shared.put(key, await keys.seal(JSON.stringify(token), placeOf(key)), token.expiresAt - now());
  }

  async #tolerating<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      this.#options.onProblem(error);
      return undefined;
    }
  }
}

/** Another secret is another client: a token of the old one is not taken for it. */
function keyOf({ endpoint, id, secret, scope }: OAuthClient): string {
  return createHash('sha256')
    .update(JSON.stringify([endpoint, id, secret, scope]))
    .digest('hex');
}

function placeOf(key: string): string {
  return `OAuthTokens/${key}`;
}
