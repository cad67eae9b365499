import { createHash } from 'node:crypto';

import { parseList, trackingFields, type TrackingField, type TrackingRow } from '@mailyard/tracking';

import { clientKey } from './client-key.js';

/** A row as the store keeps it: what it is found by, and the row itself. */
export interface TrackedRow {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly facet: Facet;
  readonly message: MessageFacts;
  readonly recipients: readonly string[];
  /** Of the host, and of the first one that gave the message to the organization. */
  readonly client: string | undefined;
  readonly originalClient: string | undefined;
  readonly reference: string;
  /** The row's own GUID: one that comes twice is kept once. */
  readonly logId: Buffer;
  /** The values of `trackingFields`. */
  readonly values: readonly string[];
}

/** What few values of exist. */
export interface Facet {
  readonly event: string;
  readonly source: string;
  /** Whose log the row is in. */
  readonly server: string;
  readonly connector: string;
  readonly trafficType: string;
}

/** What most rows about a message share. */
export interface MessageFacts {
  /** The network message id in lower case; the Message-ID where a log of old has none. */
  readonly key: string;
  readonly messageId: string;
  readonly internalId: string;
  readonly sender: string;
  readonly subject: string;
}

/** Undefined for a row without a time in a century of e-mail: it belongs nowhere. */
export function trackedRow(record: TrackingRow, server: string): TrackedRow | undefined {
  const at = Date.parse(record['date-time']);
  if (!(at > firstAt && at < lastAt)) return undefined;
  const text = (field: TrackingField): string => withoutNul(record[field]);
  const values = trackingFields.map(text);
  const key = (field: TrackingField): string => searchKey(text(field));
  return {
    at,
    facet: {
      event: key('event-id').toUpperCase(),
      source: key('source').toUpperCase(),
      server,
      connector: key('connector-id'),
      trafficType: key('transport-traffic-type'),
    },
    message: {
      key: key('network-message-id').toLowerCase() || key('message-id'),
      messageId: key('message-id'),
      internalId: key('internal-message-id'),
      sender: addressKey(text('sender-address')),
      subject: text('message-subject'),
    },
    recipients: recipientKeys(text('recipient-address'), Number(text('recipient-count'))),
    client: clientKey(text('client-ip')),
    originalClient: clientKey(text('original-client-ip')),
    reference: key('reference'),
    logId: logIdOf(text('log-id'), values, server),
    values,
  };
}

/** No database has room for one. */
function withoutNul(value: string): string {
  return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}

const firstAt = Date.UTC(1990, 0);
const lastAt = Date.UTC(2090, 0);

/** What is looked for by an index, which has a bound; who wrote a longer one is found by its beginning. */
export function searchKey(text: string): string {
  return text.slice(0, 500);
}

/** Addresses are compared without regard to case. */
export function addressKey(address: string): string {
  return searchKey(address.toLowerCase());
}

/** Each once. */
function recipientKeys(list: string, count: number): readonly string[] {
  const addresses = parseList(list, count || undefined).map(addressKey);
  return [...new Set(addresses)].filter((address) => address !== '');
}

/** Logs of old have no log-id: the whole row is its identity then, so that a second import adds nothing. */
function logIdOf(logId: string, values: readonly string[], server: string): Buffer {
  const guid = logId.replaceAll('-', '');
  if (/^[0-9a-f]{32}$/i.test(guid)) return Buffer.from(guid, 'hex');
  const digest = createHash('sha256').update(JSON.stringify([server, ...values]));
  return digest.digest().subarray(0, 16);
}
