import { parseList, trackingFields, type TrackingField } from '@mailyard/tracking';
import type { FoundEvent } from '@mailyard/tracking-store';
import { z } from 'zod';

import { messageContent } from '../content/message-content.js';

/** A row of a message tracking log, by the names that Get-MessageTrackingLog gives its fields. */
export const trackingEventView = z
  .object({
    Timestamp: z.string().describe('ISO 8601.'),
    ServerLog: z.string().describe('The server in whose log it is.'),
    ClientIp: z.string(),
    ClientHostname: z.string(),
    ServerIp: z.string(),
    ServerHostname: z.string(),
    SourceContext: z.string(),
    ConnectorId: z.string(),
    Source: z.string(),
    EventId: z.string(),
    InternalMessageId: z.string(),
    MessageId: z.string(),
    NetworkMessageId: z.string(),
    Recipients: z.array(z.string()).readonly(),
    RecipientStatus: z.array(z.string()).readonly(),
    TotalBytes: z.string(),
    RecipientCount: z.string(),
    RelatedRecipientAddress: z.string(),
    Reference: z.string(),
    MessageSubject: z.string().meta(messageContent),
    Sender: z.string(),
    ReturnPath: z.string(),
    MessageInfo: z.string(),
    Directionality: z.string(),
    TenantId: z.string(),
    OriginalClientIp: z.string(),
    OriginalServerIp: z.string(),
    CustomData: z.string(),
    TransportTrafficType: z.string(),
    LogId: z.string(),
    SchemaVersion: z.string(),
  })
  .readonly();

export type TrackingEventView = z.output<typeof trackingEventView>;

const renamed: Partial<Readonly<Record<TrackingField, keyof TrackingEventView>>> = {
  'date-time': 'Timestamp',
  'recipient-address': 'Recipients',
  'sender-address': 'Sender',
};

const names = trackingFields.map((field) => renamed[field] ?? withoutDashes(field));

export function eventView({ server, values }: FoundEvent): TrackingEventView {
  const row = Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])) as Record<string, string>;
  const count = Number(row['RecipientCount']) || undefined;
  return {
    ...(row as unknown as TrackingEventView),
    ServerLog: server,
    Recipients: parseList(row['Recipients'] ?? '', count),
    RecipientStatus: row['RecipientStatus'] === '' ? [] : parseList(row['RecipientStatus'] ?? '', count),
  };
}

/** `client-ip` is ClientIp. */
function withoutDashes(field: string): string {
  return field.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
