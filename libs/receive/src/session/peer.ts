import type { Peer } from '@mailyard/message';
import { plainAddress } from '@mailyard/schema';
import { tlsVersion, type Session, type TlsState } from '@mailyard/smtp';

/** The other end of a session as logs, Received fields and proxy commands name it. */
export function peerOf({ remote, helo, tls }: Session): Peer {
  return {
    ip: plainAddress(remote.address),
    port: remote.port,
    helo: helo ?? '',
    ...(tls === undefined ? {} : { tls: tlsName(tls) }),
  };
}

/** `TLS1_3:TLS_AES_256_GCM_SHA384`. */
export function tlsName({ protocol, cipher }: Pick<TlsState, 'protocol' | 'cipher'>): string {
  return `${tlsVersion(protocol)}:${cipher}`;
}
