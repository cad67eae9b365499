import { randomUUID } from 'node:crypto';

import { trackingFields, type TrackingRow } from '@mailyard/tracking';

import { trackedRow, type TrackedRow } from '../event/tracked-row.js';

const nothing = Object.fromEntries(trackingFields.map((field) => [field, '']));

/** A row of a log with these values. */
export function logRow(values: Partial<TrackingRow>): TrackingRow {
  return {
    ...nothing,
    'date-time': '2026-10-01T08:00:00.000Z',
    source: 'SMTP',
    'event-id': 'RECEIVE',
    'recipient-count': String(values['recipient-address']?.split(';').length ?? 0),
    'transport-traffic-type': 'Email',
    'log-id': randomUUID(),
    ...values,
  } as TrackingRow;
}

export function stored(values: Partial<TrackingRow>, server = 'MBX01'): TrackedRow {
  const row = trackedRow(logRow(values), server);
  if (row === undefined) throw new Error('that is no row');
  return row;
}

/** The lines of a file with these rows. */
export function logText(rows: readonly TrackingRow[]): string {
  const lines = rows.map((row) => trackingFields.map((field) => quoted(row[field])).join(','));
  return [`#Software: Microsoft Exchange Server`, `#Fields: ${trackingFields.join(',')}`, ...lines, ''].join(
    '\r\n',
  );
}

function quoted(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
