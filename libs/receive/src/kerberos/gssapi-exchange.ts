import { acceptApRequest, type AcceptBasis, type AcceptedClient } from './ap-exchange.js';
import { frameToken, tokenIds, unframeToken, unwrap, wrap } from './gss-tokens.js';
import { KerberosError } from './kerberos-error.js';

/** `alice` of `CONTOSO.COM`. */
export type KerberosUser = Pick<AcceptedClient, 'name' | 'realm'>;

export type GssapiStep =
  | { readonly kind: 'challenge'; readonly token: Buffer }
  | {
      readonly kind: 'authenticated';
      readonly user: KerberosUser;
      /** As whom the user wants to act; empty: as nobody else. */
      readonly authorization: string;
    };

/** No security layer, and so no size of its messages (RFC 4752 §3.3): TLS is what protects a session here. */
const noLayer = Buffer.from([1, 0, 0, 0]);

/** The server's side of one SASL exchange with GSSAPI (RFC 4752 §3.2); every step may throw KerberosError. */
export class GssapiExchange {
  readonly #basis: AcceptBasis;
  #client: AcceptedClient | undefined;
  #state: 'request' | 'empty' | 'layer' | 'over' = 'request';

  constructor(basis: AcceptBasis) {
    this.#basis = basis;
  }

  step(token: Buffer): GssapiStep {
    switch (this.#state) {
      case 'request':
        return this.#accept(token);
      case 'empty':
        if (token.length > 0) throw new KerberosError('an empty response is needed');
        return this.#offerLayers();
      case 'layer':
        return this.#finish(token);
      case 'over':
        throw new KerberosError('the exchange is over');
    }
  }

  #accept(token: Buffer): GssapiStep {
    this.#client = acceptApRequest(unframeToken(tokenIds.request, token), this.#basis);
    const { reply } = this.#client;
    if (reply === undefined) return this.#offerLayers();
    this.#state = 'empty';
    return { kind: 'challenge', token: frameToken(tokenIds.reply, reply) };
  }

  #offerLayers(): GssapiStep {
    this.#state = 'layer';
    return { kind: 'challenge', token: wrap(this.#accepted.context, noLayer) };
  }

  #finish(token: Buffer): GssapiStep {
    this.#state = 'over';
    const { context, name, realm } = this.#accepted;
    const message = unwrap(context, token);
    // The size of messages should be 0, too, but real clients give that of their buffer, and it has no use.
    if (message.length < noLayer.length || message[0] !== 1) {
      throw new KerberosError('no layer was to be chosen');
    }
    const identity = message.subarray(noLayer.length).toString('utf8');
    const own = [name, `${name}@${realm}`].some((each) => each.toLowerCase() === identity.toLowerCase());
    return { kind: 'authenticated', user: { name, realm }, authorization: own ? '' : identity };
  }

  get #accepted(): AcceptedClient {
    if (this.#client === undefined) throw new KerberosError('nobody has been accepted');
    return this.#client;
  }
}
