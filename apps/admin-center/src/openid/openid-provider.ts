import type { Log, OpenIdSettings } from '@mailyard/service';
import type { ForeignIdentity } from '@mailyard/sign-in';
import type { Configuration, UserInfoResponse } from 'openid-client';

import { identityOf, isWhole, type Claims } from './openid-claims.js';
import type { OpenIdTransaction } from './openid-transaction.js';

export interface OpenIdProviderOptions extends OpenIdSettings {
  /** Where browsers have the web pages. */
  readonly webUrl: string;
  readonly log: Log;
}

export const callbackPath = '/sign-in/openid/callback';

/** The provider cannot be asked now. */
export class ProviderAway extends Error {
  override readonly name = 'ProviderAway';
}

type Client = typeof import('openid-client');

const configurationMs = 60 * 60_000;
const timeoutSeconds = 10;
/** Clocks of two machines differ. */
const clockToleranceSeconds = 60;

/**
 * A provider of OpenID Connect Core 1.0, by authorization code with PKCE. What is checked of its answer – state, issuer
 * (RFC 9207), signature, audience, nonce, times – is the library's part.
 */
export class OpenIdProvider {
  readonly #options: OpenIdProviderOptions;
  #known: { readonly configuration: Configuration; readonly since: number } | undefined;

  constructor(options: OpenIdProviderOptions) {
    this.#options = options;
  }

  get issuer(): string {
    return this.#options.issuer;
  }

  get label(): string {
    return this.#options.label;
  }

  /** Where a browser is sent, and what is remembered of it. Throws ProviderAway. */
  async authorization(): Promise<{ readonly url: URL; readonly transaction: OpenIdTransaction }> {
    const client = await import('openid-client');
    const configuration = await this.#configuration(client);
    const codeVerifier = client.randomPKCECodeVerifier();
    const transaction = { state: client.randomState(), nonce: client.randomNonce(), codeVerifier };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri(),
      scope: this.#options.scope,
      state: transaction.state,
      nonce: transaction.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url, transaction };
  }

  /**
   * Who came back with this query; undefined: nobody whom the provider vouches for, and the log says why. Its tokens are
   * of no use here and are kept nowhere. Throws ProviderAway.
   */
  async identity(query: string, transaction: OpenIdTransaction): Promise<ForeignIdentity | undefined> {
    const client = await import('openid-client');
    const configuration = await this.#configuration(client);
    try {
      const claims = await this.#claims(client, { configuration, query, transaction });
      const identity = claims && identityOf(claims, this.#options);
      if (identity === undefined) {
        this.#options.log.warn(`OpenID: no ${this.#options.nameClaim} that names an account`);
      }
      return identity;
    } catch (error) {
      this.#refused(error);
      return undefined;
    }
  }

  /** Where a browser ends its session at the provider, too; undefined: it has no such page, or is away. */
  async endSessionUrl(): Promise<URL | undefined> {
    try {
      const client = await import('openid-client');
      const configuration = await this.#configuration(client);
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return client.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: `${this.#options.webUrl}/sign-in`,
      });
    } catch (error) {
      if (error instanceof ProviderAway) return undefined;
      throw error;
    }
  }

  /** The address is ours, whatever the Host of the request is. */
  #redirectUri(): string {
    return this.#options.webUrl + callbackPath;
  }

  async #claims(
    client: Client,
    { configuration, query, transaction }: Returned,
  ): Promise<Claims | undefined> {
    const tokens = await client.authorizationCodeGrant(configuration, new URL(this.#redirectUri() + query), {
      pkceCodeVerifier: transaction.codeVerifier,
      expectedState: transaction.state,
      expectedNonce: transaction.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
    if (claims === undefined || isWhole(claims, this.#options) || !hasMore) return claims;
    const more: UserInfoResponse = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return { ...more, ...claims };
  }

  /** Asked for when it is first needed, and again each hour; one that was had is good while the provider is away. */
  async #configuration(client: Client): Promise<Configuration> {
    const { issuer, clientId, clientSecret, log } = this.#options;
    if (this.#known !== undefined && Date.now() - this.#known.since < configurationMs) {
      return this.#known.configuration;
    }
    const isPlain = issuer.startsWith('http:');
    try {
      const configuration = await client.discovery(
        new URL(issuer),
        clientId,
        {
          [client.clockTolerance]: clockToleranceSeconds,
          ...(clientSecret && { client_secret: clientSecret }),
        },
        clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
        {
          timeout: timeoutSeconds,
          // The signature of an ID token is looked at although TLS would do (Core §3.1.3.7).
          execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
        },
      );
      this.#known = { configuration, since: Date.now() };
      return configuration;
    } catch (error) {
      log.warn(`OpenID: ${issuer} cannot be asked: ${described(error)}`);
      if (this.#known !== undefined) return this.#known.configuration;
      throw new ProviderAway(issuer, { cause: error });
    }
  }

  /** Throws ProviderAway for what is no refusal. */
  #refused(error: unknown): void {
    this.#options.log.warn(`OpenID: ${described(error)}`);
    if (isAway(error)) throw new ProviderAway(this.#options.issuer, { cause: error });
  }
}

interface Returned {
  readonly configuration: Configuration;
  readonly query: string;
  readonly transaction: OpenIdTransaction;
}

/** What the library and the network say; causes hold claims and tokens, and are nowhere written. */
function described(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as NodeJS.ErrnoException;
  const told = 'error' in error && typeof error.error === 'string' ? ` ${error.error}` : '';
  return `${error.message}${code === undefined ? '' : ` (${code})`}${told}`.slice(0, 300);
}

/** Nobody answered, or not in time. */
function isAway(error: unknown): boolean {
  const known = error as { readonly code?: unknown; readonly cause?: unknown };
  return known.code === 'OAUTH_TIMEOUT' || [error, known.cause].some(isFetchFailure);
}

function isFetchFailure(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'message' in error && error.message === 'fetch failed'
  );
}
