import type { LogLine } from '@mailyard/service';
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

/** About the octets of a row without what is counted. */
const usualBytes = 600;

/**
 * A row of the file, in the order of its fields. It becomes text with all that are written at once: between the other work for
 * a message that costs three times as much.
 */
export class TrackingLine implements LogLine {
  readonly #event: TrackingEvent;
  readonly #row: WrittenRow;

  constructor(event: TrackingEvent, row: WrittenRow) {
    this.#event = event;
    this.#row = row;
  }

  get length(): number {
    const { recipients = nobody, sourceContext = '', reference = '' } = this.#event;
    let bytes = usualBytes + sourceContext.length + reference.length;
    for (const { address, status = '' } of recipients) bytes += address.length + status.length;
    return bytes;
  }

  toString(): string {
    const event = this.#event;
    const { time, logId, schemaVersion, withSubject } = this.#row;
    const { recipients = nobody, totalBytes = '', customData } = event;
    const ends = `${text(event.clientIp)},${text(event.clientHostname)},${text(event.serverIp)},${text(event.serverHostname)}`;
    const kind = `${text(event.sourceContext)},${text(event.connectorId)},${event.source},${event.eventId}`;
    const ids = `${event.internalMessageId ?? ''},${text(event.messageId)},${text(event.networkMessageId)}`;
    const whom = `${csv(addresses(recipients))},${csv(statuses(recipients))},${totalBytes},${recipients.length}`;
    const about = `${text(event.relatedRecipientAddress)},${text(event.reference)}`;
    const subject = withSubject ? text(event.messageSubject) : '';
    const from = `${text(event.senderAddress)},${text(event.returnPath)},${text(event.messageInfo)}`;
    // No tenant.
    const way = `${event.directionality ?? 'Undefined'},,${text(event.originalClientIp)},${text(event.originalServerIp)}`;
    const custom = customData === undefined ? '' : csv(formatCustomData(customData));
    return `${time},${ends},${kind},${ids},${whom},${about},${subject},${from},${way},${custom},Email,${logId},${schemaVersion}\r\n`;
  }
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
