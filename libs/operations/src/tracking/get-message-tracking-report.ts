import { messageTrace } from '@mailyard/tracking-store';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { eventView, trackingEventView } from './event-view.js';
import { trackedMessageView } from './message-view.js';
import { answered, awaited, awaitedEvents, lateEvents } from './tracking-input.js';

const gap = z
  .object({
    server: z.string(),
    file: z.string(),
    bytes: z.number(),
    from: z.number().describe('Milliseconds since the epoch.'),
    until: z.number(),
  })
  .readonly();

const relation = z.enum(['notification', 'original', 'reference']);

export const getMessageTrackingReport = operation({
  name: 'Get-MessageTrackingReport',
  summary: 'Shows the way of one message over all servers and copies, with its notifications.',
  input: z.object({
    identity: z.string().min(1).max(1000).describe('Network message id, or a Message-ID in angle brackets.'),
  }),
  output: z
    .object({
      message: trackedMessageView,
      events: z.array(trackingEventView).readonly().describe('In order of time.'),
      related: z
        .array(z.object({ relation, message: trackedMessageView }).readonly())
        .readonly()
        .describe('DSNs about it (notification), what it is a DSN about (original), what else names it.'),
      gaps: z.array(gap).readonly().describe('Rows of logs in its time that are lost.'),
      ...awaited,
    })
    .readonly(),
  right: 'Message Tracking',
  audit: false,
  async run({ identity }, context) {
    const { tracking } = context;
    const waiting = await awaitedEvents(context);
    const keys = identity.startsWith('<')
      ? await answered(tracking.keysOf({ messageIds: [identity] }))
      : [identity.toLowerCase()];
    if (keys.length > 1) {
      throw new OperationError(`several messages have this Message-ID: ${keys.slice(0, 20).join(', ')}`);
    }
    const trace = await answered(messageTrace(tracking, keys[0] ?? identity));
    if (trace === undefined) {
      const late = waiting.waitingSince === undefined ? '' : `; ${lateEvents(waiting.waitingSince)}`;
      throw new OperationError(`no event of the message ${identity} is stored${late}`);
    }
    return { ...trace, ...waiting, events: trace.events.map(eventView) };
  },
});
