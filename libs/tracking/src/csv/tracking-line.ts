import { csv } from '@mailyard/telemetry';

import type { TrackedRecipient, TrackingEvent } from '../event/tracking-event.js';
import { formatList } from './value-list.js';

/** What whoever writes a row knows, and not who tells of the event. */
export interface WrittenRow {
  /** As lines have it. */
  readonly time: string;
  readonly logId: string;
  readonly schemaVersion: string;
  /** MessageTrackingLogSubjectLoggingEnabled. */
  readonly withSubject: boolean;
}

/** A row of the file, in the order of its fields, with its line break. Made for every event, and so without a list. */
export function trackingLine(event: TrackingEvent, row: WrittenRow): string {
  const { recipients = nobody, totalBytes = '', customData } = event;
  const ends = `${text(event.clientIp)},${text(event.clientHostname)},${text(event.serverIp)},${text(event.serverHostname)}`;
  const kind = `${text(event.sourceContext)},${text(event.connectorId)},${event.source},${event.eventId}`;
  const ids = `${event.internalMessageId ?? ''},${text(event.messageId)},${text(event.networkMessageId)}`;
  const whom = `${csv(addresses(recipients))},${csv(statuses(recipients))},${totalBytes},${recipients.length}`;
  const about = `${text(event.relatedRecipientAddress)},${text(event.reference)}`;
  const subject = row.withSubject ? text(event.messageSubject) : '';
  const from = `${text(event.senderAddress)},${text(event.returnPath)},${text(event.messageInfo)}`;
  // No tenant.
  const way = `${event.directionality ?? 'Undefined'},,${text(event.originalClientIp)},${text(event.originalServerIp)}`;
  const custom = customData === undefined ? '' : csv(formatCustomData(customData));
  return `${row.time},${ends},${kind},${ids},${whom},${about},${subject},${from},${way},${custom},Email,${row.logId},${row.schemaVersion}\r\n`;
}

const nobody: readonly TrackedRecipient[] = [];

function text(value: string | undefined): string {
  return value === undefined ? '' : csv(value);
}

function addresses(recipients: readonly TrackedRecipient[]): string {
  const [only] = recipients;
  return only !== undefined && recipients.length === 1
    ? only.address
    : formatList(recipients.map(({ address }) => address));
}

function statuses(recipients: readonly TrackedRecipient[]): string {
  const [only] = recipients;
  if (only !== undefined && recipients.length === 1) return only.status ?? '';
  if (recipients.every(({ status }) => status === undefined)) return '';
  return formatList(recipients.map(({ status = '' }) => status));
}

function formatCustomData(data: Readonly<Record<string, string>>): string {
  return formatList(Object.entries(data).map(([name, value]) => `S:${name}=${value}`));
}
