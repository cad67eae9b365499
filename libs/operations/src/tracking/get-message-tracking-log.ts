import { operation } from '../operation.js';
import { eventView, trackingEventView } from './event-view.js';
import { answered, awaitedEvents, trackingInput, trackingOutput, trackingQuery } from './tracking-input.js';

export const getMessageTrackingLog = operation({
  name: 'Get-MessageTrackingLog',
  summary: 'Finds events of messages in the tracking logs of all servers.',
  input: trackingInput,
  output: trackingOutput(trackingEventView),
  right: 'Message Tracking',
  audit: false,
  async run(input, context) {
    // Asked for first: what arrives meanwhile is found, and what waited is told.
    const waiting = await awaitedEvents(context, input.end);
    const found = await answered(context.tracking.events(trackingQuery(input)));
    return { ...found, ...waiting, rows: found.rows.map(eventView) };
  },
});
