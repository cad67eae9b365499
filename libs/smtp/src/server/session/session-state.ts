import type { Endpoint } from '../../address/endpoint.js';
import type { ProxyFrom } from '../../commands/proxy-command.js';
import type { TlsState } from '../../tls/tls-state.js';
import type { Session } from '../session-handler.js';

/** The state of a session; only this library changes it. */
export class SessionState implements Session {
  helo: string | undefined;
  tls: TlsState | undefined;
  user: string | undefined;
  proxied: ProxyFrom | undefined;
  messages = 0;

  readonly id: string;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly forwarder: boolean;

  constructor({ id, local, remote, forwarder }: Pick<Session, 'id' | 'local' | 'remote' | 'forwarder'>) {
    this.id = id;
    this.local = local;
    this.remote = remote;
    this.forwarder = forwarder;
  }

  /** RFC 3207 §4.2: what the peer said before TLS is forgotten. */
  secure(tls: TlsState): void {
    this.tls = tls;
    this.helo = undefined;
    this.user = undefined;
    this.proxied = undefined;
  }

  /** A login, or a certificate of the organization: such peers are not made to wait. */
  get authenticated(): boolean {
    return this.user !== undefined || this.organizationServer;
  }

  get organizationServer(): boolean {
    return this.tls?.command === 'X-ANONYMOUSTLS' && this.tls.peerAuthorized;
  }
}
