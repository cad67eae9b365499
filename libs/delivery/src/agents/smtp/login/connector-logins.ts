import type { ConnectorSecrets, SendConnector } from '@mailyard/directory';
import type { OpenedSecret } from '@mailyard/service';
import { HopError, type OutboundLogin } from '@mailyard/smtp';

import type { OAuthClient } from './oauth/http-token-endpoint.js';
import type { OAuthTokens } from './oauth/oauth-tokens.js';

export interface ConnectorLoginsOptions {
  readonly secrets: Pick<ConnectorSecrets, 'password' | 'clientSecret'>;
  readonly tokens: Pick<OAuthTokens, 'of' | 'refused'>;
}

/** Whom Send connectors are to their smart hosts. */
export class ConnectorLogins {
  readonly #options: ConnectorLoginsOptions;

  constructor(options: ConnectorLoginsOptions) {
    this.#options = options;
  }

  /** Undefined: nobody signs in. Rejects with HopError `auth` when the secret cannot be had: mail waits for it. */
  async of(connector: SendConnector): Promise<OutboundLogin | undefined> {
    switch (connector.SmartHostAuthMechanism) {
      // The organization’s certificate, and a channel that is secured otherwise, are matters of the connection.
      case 'None':
      case 'ExchangeServer':
      case 'ExternalAuthoritative':
        return undefined;
      case 'BasicAuth':
        return this.#password(connector, true);
      case 'BasicAuthRequireTLS':
        return this.#password(connector, false);
      case 'XOAUTH2': {
        const userName = userOf(connector);
        return { kind: 'token', userName, accessToken: () => this.#accessToken(connector) };
      }
    }
  }

  /** The other side did not take the login. */
  async refused(connector: SendConnector): Promise<void> {
    const { SmartHostAuthMechanism: mechanism, OAuth } = connector;
    if (mechanism !== 'XOAUTH2' || OAuth === undefined) return;
    const opened = await this.#options.secrets.clientSecret(connector);
    if (opened.kind === 'opened') await this.#options.tokens.refused(clientOf(OAuth, opened.secret));
  }

  async #password(connector: SendConnector, allowClearText: boolean): Promise<OutboundLogin> {
    const userName = userOf(connector);
    const password = secretOf(connector, await this.#options.secrets.password(connector));
    return { kind: 'password', userName, password, allowClearText };
  }

  async #accessToken(connector: SendConnector): Promise<string> {
    const answer = await this.#options.tokens.of(await this.#client(connector));
    if (answer.kind === 'token') return answer.token.token;
    throw new HopError('auth', `no token for ${connector.Name}: ${answer.reason}`);
  }

  async #client(connector: SendConnector): Promise<OAuthClient> {
    const { OAuth } = connector;
    if (OAuth === undefined) throw new HopError('auth', `${connector.Name} has no OAuth client`);
    const secret = secretOf(connector, await this.#options.secrets.clientSecret(connector));
    return clientOf(OAuth, secret);
  }
}

function clientOf(
  { TokenEndpoint: endpoint, ClientId: id, Scope: scope }: NonNullable<SendConnector['OAuth']>,
  secret: string,
): OAuthClient {
  return { endpoint, id, scope, secret };
}

function userOf({ Name, AuthenticationCredential: credential }: SendConnector): string {
  if (credential === undefined) throw new HopError('auth', `${Name} has no user to sign in as`);
  return credential.UserName;
}

function secretOf({ Name }: SendConnector, opened: OpenedSecret): string {
  if (opened.kind === 'opened') return opened.secret;
  throw new HopError('auth', `the secret of ${Name} cannot be opened: ${opened.reason}`);
}
