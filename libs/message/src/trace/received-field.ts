import { isIP } from 'node:net';

import { asciiDomain } from '../header/ascii-domain.js';
import { headerField } from '../header/header-field.js';
import type { HeaderField } from '../header/header-block.js';
import type { MessageSource, Peer } from '../message-source.js';
import { formatDateTime } from './date-time.js';

/** One hop as its Received field tells it (RFC 5321 §4.4). */
export interface ReceivedHop {
  /** The sending host; `helo` and all else here may be hostile. */
  readonly from: { readonly helo: string; readonly ip: string };
  readonly by: { readonly fqdn: string; readonly ip: string };
  /** `TLS1_3:TLS_AES_256_GCM_SHA384`. */
  readonly tls?: string | undefined;
  readonly via?: 'Frontend Transport' | 'Mailbox Transport';
  /** Product version. */
  readonly version: string;
  readonly at: Date;
}

/**
 * The field in Exchange's shape, protocol name included, because spam filters and header analyzers know exactly this
 * shape and read the client's address from it.
 */
export function receivedField(hop: ReceivedHop): HeaderField {
  const from = `from ${cleanDomain(hop.from.helo)} (${cleanIp(hop.from.ip)})`;
  const by = `by ${cleanDomain(hop.by.fqdn)} (${cleanIp(hop.by.ip)})`;
  const how = `with Microsoft SMTP Server${tlsClause(hop.tls)} id ${cleanToken(hop.version)}`;
  const via = hop.via === undefined ? '' : ` via ${hop.via}`;
  return headerField('Received', `${from} ${by} ${how}${via}; ${formatDateTime(hop.at)}`);
}

/** As Exchange signs what it has read from a folder: no host was there. */
export function receivedFromFile(
  from: string,
  folder: 'Pickup' | 'Replay',
  { version, at }: Pick<ReceivedHop, 'version' | 'at'>,
): HeaderField {
  const how = `with Microsoft SMTP Server id ${cleanToken(version)}`;
  return headerField('Received', `from ${cleanDomain(from)} by ${folder} ${how}; ${formatDateTime(at)}`);
}

/** A hop from the host at the other end of a session. */
export interface HopFromPeer
  extends Pick<MessageSource, 'peer' | 'server'>, Pick<ReceivedHop, 'via' | 'version' | 'at'> {}

/** What a server writes of its peer is the same for all messages of one second: another server hands over many. */
export function receivedFromPeer(hop: HopFromPeer): HeaderField {
  const { peer, server, at } = hop;
  const second = Math.floor(at.getTime() / 1000);
  const last = lastFields.get(peer);
  if (last?.second === second && last.server === server) return last.field;
  const field = receivedField({ ...hop, from: peer, by: server, tls: peer.tls });
  lastFields.set(peer, { second, server, field });
  return field;
}

const lastFields = new WeakMap<
  Peer,
  Pick<MessageSource, 'server'> & { readonly second: number; readonly field: HeaderField }
>();

function tlsClause(tls: string | undefined): string {
  if (tls === undefined) return '';
  const [version = '', cipher = ''] = tls.split(':');
  return ` (version=${cleanToken(version)}, cipher=${cleanToken(cipher)})`;
}

/** What is no domain or literal keeps only harmless characters. */
function cleanDomain(name: string): string {
  return cleanToken(asciiDomain(name).slice(0, 255));
}

function cleanIp(ip: string): string {
  return isIP(ip) === 0 ? 'unknown' : ip;
}

/** Without white space, quotes, comments and semicolons, a stranger's word cannot pose as another clause. */
function cleanToken(text: string): string {
  return /^[\w.:[\]+-]+$/.test(text) ? text : text.replaceAll(/[^\w.:[\]+-]+/g, '?') || 'unknown';
}
