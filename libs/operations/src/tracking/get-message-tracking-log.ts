import { operation } from '../operation.js';
import { eventView, trackingEventView } from './event-view.js';
import { answered, trackingInput, trackingOutput, trackingQuery } from './tracking-input.js';

export const getMessageTrackingLog = operation({
  name: 'Get-MessageTrackingLog',
  summary: 'Finds events of messages in the tracking logs of all servers.',
  input: trackingInput,
  output: trackingOutput(trackingEventView),
  right: 'Message Tracking',
  audit: false,
  async run(input, { tracking }) {
    const found = await answered(tracking.events(trackingQuery(input)));
    return { ...found, rows: found.rows.map(eventView) };
  },
});
