import type { ReceiveConnector } from '@mailyard/directory';
import type { MessageSource } from '@mailyard/message';
import { plainAddress } from '@mailyard/schema';
import type { Session } from '@mailyard/smtp';

import type { SinkSession } from './connector-session.js';
import { peerOf } from './peer.js';

/** The two ends of a session, the same for message after message; made anew when EHLO, TLS or the connector changes. */
export interface SessionEnds extends Pick<MessageSource, 'connector' | 'server' | 'peer'> {
  readonly of: Pick<Session, 'helo' | 'tls'> & { readonly connector: ReceiveConnector };
}

const ends = new WeakMap<Session, SessionEnds>();

export function endsOf({ smtp, connector }: Pick<SinkSession, 'smtp' | 'connector'>): SessionEnds {
  const { helo, tls } = smtp;
  const known = ends.get(smtp);
  if (known?.of.connector === connector && known.of.helo === helo && known.of.tls === tls) return known;
  const { Guid, Name, Server, Fqdn } = connector;
  const made = {
    of: { connector, helo, tls },
    connector: { name: `${Server}\\${Name}`, guid: Guid },
    server: { fqdn: Fqdn, ip: plainAddress(smtp.local.address) },
    peer: peerOf(smtp),
  };
  ends.set(smtp, made);
  return made;
}
