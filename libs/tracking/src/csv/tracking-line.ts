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

/** A row of the file, in the order of its fields, with its line break. */
export function trackingLine(event: TrackingEvent, row: WrittenRow): string {
  const { recipients = [] } = event;
  // `join` makes an empty field of what is undefined.
  const columns: readonly (string | number | undefined)[] = [
    row.time,
    text(event.clientIp),
    text(event.clientHostname),
    text(event.serverIp),
    text(event.serverHostname),
    text(event.sourceContext),
    text(event.connectorId),
    event.source,
    event.eventId,
    event.internalMessageId,
    text(event.messageId),
    event.networkMessageId,
    csv(formatList(recipients.map(({ address }) => address))),
    csv(statuses(recipients)),
    event.totalBytes,
    recipients.length,
    text(event.relatedRecipientAddress),
    text(event.reference),
    row.withSubject ? text(event.messageSubject) : undefined,
    text(event.senderAddress),
    text(event.returnPath),
    text(event.messageInfo),
    event.directionality ?? 'Undefined',
    undefined,
    text(event.originalClientIp),
    text(event.originalServerIp),
    event.customData && csv(formatCustomData(event.customData)),
    'Email',
    row.logId,
    row.schemaVersion,
  ];
  return `${columns.join(',')}\r\n`;
}

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : csv(value);
}

function statuses(recipients: readonly TrackedRecipient[]): string {
  if (recipients.every(({ status }) => status === undefined)) return '';
  return formatList(recipients.map(({ status = '' }) => status));
}

function formatCustomData(data: Readonly<Record<string, string>>): string {
  return formatList(Object.entries(data).map(([name, value]) => `S:${name}=${value}`));
}
