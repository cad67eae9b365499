import { randomInt } from 'node:crypto';

import type { ProxyCommand } from '../../commands/proxy-command.js';
import type { Endpoint, Session, TlsState } from '../session-handler.js';

/** The state of a session; only this library changes it. */
export class SessionState implements Session {
  helo: string | undefined;
  tls: TlsState | undefined;
  user: string | undefined;
  proxied: ProxyCommand | undefined;

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

// Exchange's session ids are its start time in units of 100 ns since the year 1, which gives 08D….
const ticksToUnixEpoch = 621_355_968_000_000_000n;
const ticksPerMillisecond = 10_000n;

let sequence = randomInt(Number(ticksPerMillisecond));

/** 16 hex digits, distinct within a process and, but for a coincidence, among processes. */
export function nextSessionId(nowMs: number): string {
  sequence = (sequence + 1) % Number(ticksPerMillisecond);
  const ticks = ticksToUnixEpoch + BigInt(nowMs) * ticksPerMillisecond + BigInt(sequence);
  return ticks.toString(16).toUpperCase().padStart(16, '0');
}
