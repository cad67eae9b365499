import { getMessageTrackingLog } from '../../tracking/get-message-tracking-log.js';
import { lateEvents } from '../../tracking/tracking-input.js';
import type { TrackingEventView } from '../../tracking/event-view.js';
import { parameter, serverParameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { limitOf, resultSize } from '../cmdlet-lists.js';
import { timeValue } from '../values/rich-value.js';

export const trackingCmdlet: Cmdlet = {
  name: 'Get-MessageTrackingLog',
  synopsis: 'Finds events of messages in the tracking logs of all servers, the oldest first.',
  parameters: [
    parameter('Start', 'Not before.', { type: 'datetime' }),
    parameter('End', 'Not after.', { type: 'datetime' }),
    parameter('EventId', 'RECEIVE, SEND, DELIVER, FAIL and so on.'),
    parameter('Source', 'SMTP, STOREDRIVER, DSN and so on.'),
    serverParameter('Whose logs.'),
    parameter('Sender', 'An address, or *@contoso.com.'),
    parameter('Recipients', 'Addresses; any of them.', { multiple: true }),
    parameter('MessageId', 'With or without angle brackets.', { pipeline: 'property' }),
    parameter('InternalMessageId', 'The number of a message at its server.'),
    parameter('NetworkMessageId', 'The same for all copies of a message.', { pipeline: 'property' }),
    parameter('MessageSubject', 'Words of the subject.'),
    parameter('Reference', 'The message that a DSN is about.'),
    parameter('TransportTrafficType', 'Email, say.'),
    resultSize,
  ],
  output: {
    typeName: 'Microsoft.Exchange.Management.TransportLogSearchTasks.MessageTrackingEvent',
    columns: ['Timestamp', 'EventId', 'Source', 'Sender', 'Recipients', 'MessageSubject'],
  },
  confirms: false,
  changes: false,
  examples: [
    {
      command:
        'Get-MessageTrackingLog -Sender alice@contoso.com -EventId FAIL | Format-List Timestamp,Recipients,RecipientStatus',
      description: 'What could not be delivered, and why.',
    },
  ],
  async run({ parameters: { EventId, Source, Server, ResultSize, ...said }, order }) {
    const { rows, totalIsExact, total, waitingSince } = await order(getMessageTrackingLog, {
      ...inputOf(said),
      ...listed({ eventId: EventId, source: Source, server: Server }),
      resultSize: limitOf(ResultSize),
      order: 'oldest first',
    });
    const isCut = rows.length < total || !totalIsExact;
    const cut = `${rows.length} events are shown, and there are more: -ResultSize Unlimited`;
    return {
      output: rows.map(eventObject),
      warnings: [...(isCut ? [cut] : []), ...lateWarnings(waitingSince)],
    };
  },
};

/** Of an answer that may not be whole. */
export function lateWarnings(waitingSince: number | undefined): readonly string[] {
  return waitingSince === undefined ? [] : [lateEvents(waitingSince)];
}

/** `MessageSubject` is messageSubject to the operation. */
function inputOf(said: OutputObject): OutputObject {
  const known = Object.entries(said).filter(([, value]) => value !== null);
  return Object.fromEntries(
    known.map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value]),
  );
}

function listed(said: OutputObject): OutputObject {
  const known = Object.entries(said).filter(([, value]) => (value ?? null) !== null);
  return Object.fromEntries(known.map(([name, value]) => [name, [value]]));
}

function eventObject(event: TrackingEventView): OutputObject {
  const { Timestamp, ServerLog, TotalBytes, RecipientCount, ...fields } = event;
  const texts = Object.entries(fields).map(([name, value]) => [name, value === '' ? null : value] as const);
  return {
    Timestamp: timeValue(Date.parse(Timestamp)),
    ...Object.fromEntries(texts),
    TotalBytes: numberOf(TotalBytes),
    RecipientCount: numberOf(RecipientCount),
    ServerLog,
  };
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text);
}
