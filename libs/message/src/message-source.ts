import type { AuthAs, EnhancedStatusCode } from '@mailyard/smtp';

import type { HeaderRights } from './trace/header-firewall.js';

/** A host at the other end of a session, as it showed itself. */
export interface Peer {
  readonly ip: string;
  readonly port: number;
  /** Argument of HELO or EHLO; chosen by the peer, so never to be trusted. */
  readonly helo: string;
  /** `TLS1_3:TLS_AES_256_GCM_SHA384`; absent without TLS. */
  readonly tls?: string;
}

/** The client for which Front End spoke (XPROXYFROM, XPROXY). */
export interface ProxiedClient extends Peer {
  /** Session id at Front End. */
  readonly sessionId: string;
  /** GUID of the Receive connector that took the client in. */
  readonly connectorGuid: string;
  /** Its Fqdn; absent when this server does not know the connector. */
  readonly connectorFqdn?: string;
}

/** Where a message entered the organization. */
export interface Entrance {
  readonly clientIp: string;
  /** Of the server that took it in. */
  readonly serverIp: string;
}

/** Where a message came from. Plain JSON data: it is stored with the mail item. */
export interface MessageSource {
  /** A session, this system itself, or a file of the Pickup or the Replay directory. */
  readonly kind: 'SMTP' | 'DSN' | 'PICKUP' | 'REPLAY';
  /** Of a file: what queue viewers call the source, `Pickup`, `Replay`, or what the file says (X-Source). */
  readonly name?: string;
  /** Its name in the folder. */
  readonly file?: string;
  /** The message is beyond a limit, and nobody gets it: its sender hears so. */
  readonly refusal?: { readonly code: number; readonly status: EnhancedStatusCode; readonly text: string };
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly sessionId: string;
  /** Which message of the session it is, from 1 on. Absent in items of versions before this one. */
  readonly messageNumber?: number;
  /** The Receive connector of this server. */
  readonly connector: { readonly name: string; readonly guid: string };
  /** This server as it names itself to the peer: the connector's Fqdn and the local address. */
  readonly server: { readonly fqdn: string; readonly ip: string };
  /** The host at the other end of this server's own session: the client, a Front End, another hub. */
  readonly peer: Peer;
  /** Set when the peer is a Front End that speaks for this client. */
  readonly client?: ProxiedClient;
  /** Set when the peer is another server of the organization, which took the message in. */
  readonly entrance?: Entrance;
  /** How the first server of the organization saw the sender. */
  readonly authAs: AuthAs;
  /** The authenticated user, when there is one. */
  readonly login?: string;
  /** The account is a server's, which vouches for itself: of the sender it says what it knows in the header, or nothing. */
  readonly serverAccount?: true;
  /** The domain of a partner that has proved itself by its certificate. */
  readonly authDomain?: string;
  /** Of the order that brought it, where a program traces its own (W3C Trace Context). */
  readonly traceId?: string;
  /** The sender is spared the anti-spam agents (ms-Exch-Bypass-Anti-Spam). */
  readonly bypassAntiSpam?: true;
  /** Which families of header fields the sender may bring along. */
  readonly headerRights: HeaderRights;
}

/** The host that counts as the sender: the proxied client, else the peer. */
export function originalClient(source: MessageSource): Peer {
  return source.client ?? source.peer;
}
