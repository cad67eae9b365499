import type { AuthAs } from '@mailyard/smtp';

import type { HeaderBlock, HeaderField } from '../header/header-block.js';
import { saidEntrance } from '../history/entrance.js';
import type { Entrance, MessageSource } from '../message-source.js';
import { applyHeaderFirewall } from './header-firewall.js';
import { checkHopCount, type HopLimits } from './hop-count.js';
import { ensureDate, ensureMessageId, messageIdOf } from './missing-fields.js';
import { organizationField, stampOrganizationFields } from './organization-fields.js';
import { admitSenderFields, type PermittedSenders } from '../sender/sender-fields.js';
import { receivedField, receivedFromFile, receivedFromPeer } from './received-field.js';

/** A message that is about to enter transport; `sizeBytes` counts header block and content as they came in. */
export interface Arrival {
  readonly source: MessageSource;
  readonly sizeBytes: number;
  readonly hops: HopLimits;
  /** The addresses that From and Sender may name, the primary one first; undefined: any. */
  readonly senders?: PermittedSenders | undefined;
  /** A fresh GUID: the network message id, and the Message-ID where there is none. */
  readonly guid: string;
  readonly version: string;
}

export interface AdmittedHeader {
  readonly block: HeaderBlock;
  /** With angle brackets. */
  readonly messageId: string;
  readonly networkMessageId: string;
  /** How the first server of the organization saw the sender. */
  readonly authAs: AuthAs;
  /** Where it entered the organization, when that was at another server. */
  readonly entrance?: Entrance;
}

/**
 * All that a hub does to the header block of a message it takes in: hop count and senders (throw a ReplyError), header
 * firewall, Message-ID and Date where missing, the organization's fields, Received.
 */
export function admitHeader(block: HeaderBlock, arrival: Arrival): AdmittedHeader {
  const { source, guid } = arrival;
  const arrivedAt = new Date(source.receivedAt);
  checkHopCount(block, arrival.hops);
  const { senders } = arrival;
  let admitted = senders === undefined ? block : admitSenderFields(block, senders);
  admitted = applyHeaderFirewall(admitted, source.headerRights);
  admitted = ensureMessageId(admitted, { guid, fqdn: source.server.fqdn });
  admitted = ensureDate(admitted, arrivedAt);
  admitted = stamped(admitted, arrival, arrivedAt);
  admitted = admitted.prepend(...receivedFields(source, arrivedAt, arrival.version));
  const entrance = source.headerRights.organization ? saidEntrance(admitted) : undefined;
  return {
    block: admitted,
    messageId: messageIdOf(admitted) ?? '',
    networkMessageId: organizationField(admitted, 'Network-Message-Id') ?? guid,
    authAs: seenAs(admitted, source),
    ...(entrance && { entrance }),
  };
}

/** What no other server of ours has said before. */
function stamped(admitted: HeaderBlock, { source, guid, sizeBytes }: Arrival, arrivedAt: Date): HeaderBlock {
  // Another server of ours has seen it come in: what it found out of the sender holds for us, too.
  const isSeen = organizationField(admitted, 'AuthAs') !== undefined;
  const authAs = source.serverAccount === true && !isSeen ? 'Anonymous' : source.authAs;
  return stampOrganizationFields(admitted, {
    authAs,
    authSource: source.server.fqdn,
    networkMessageId: guid,
    directionality: authAs === 'Internal' ? 'Originating' : 'Incoming',
    arrivedAt,
    originalBytes: sizeBytes,
    authDomain: source.authDomain,
    scl: source.bypassAntiSpam === true && !isSeen ? -1 : undefined,
  });
}

/** A server that hands it on is trusted itself; of the sender it says what it, or one before it, has seen. */
function seenAs(admitted: HeaderBlock, { authAs, headerRights }: MessageSource): AuthAs {
  if (!headerRights.organization || authAs !== 'Internal') return authAs;
  const said = organizationField(admitted, 'AuthAs');
  return said === 'Anonymous' || said === 'Partner' ? said : authAs;
}

/**
 * One field for each hop, the latest on top. Front End streams content without reading it, so the hub writes its line
 * too: the client reached Front End, and Front End reached the hub.
 */
function receivedFields(source: MessageSource, at: Date, version: string): readonly HeaderField[] {
  const { client, peer, server } = source;
  if (source.kind === 'PICKUP') return [receivedFromFile('localhost', 'Pickup', { version, at })];
  if (source.kind === 'REPLAY') return [receivedFromFile(server.fqdn, 'Replay', { version, at })];
  const own = receivedFromPeer({ peer, server, version, at });
  if (client === undefined) return [own];
  const frontEnd = { fqdn: client.connectorFqdn ?? peer.helo, ip: peer.ip };
  const via = 'Frontend Transport';
  return [own, receivedField({ from: client, by: frontEnd, tls: client.tls, via, version, at })];
}
