import { messageSummaries } from '@mailyard/tracking-store';

import { operation } from '../operation.js';
import { trackedMessageView } from './message-view.js';
import { answered, awaitedEvents, trackingInput, trackingOutput, trackingQuery } from './tracking-input.js';

export const searchMessageTrackingReport = operation({
  name: 'Search-MessageTrackingReport',
  summary: 'Finds messages by their events, each with the last state of its recipients.',
  input: trackingInput.extend({ resultSize: trackingInput.shape.resultSize.unwrap().max(1000).default(100) }),
  output: trackingOutput(trackedMessageView),
  right: 'Message Tracking',
  audit: false,
  async run(input, context) {
    const waiting = await awaitedEvents(context, input.end);
    return { ...(await answered(messageSummaries(context.tracking, trackingQuery(input)))), ...waiting };
  },
});
