import { messageSummaries } from '@mailyard/tracking-store';

import { operation } from '../operation.js';
import { trackedMessageView } from './message-view.js';
import { answered, trackingInput, trackingOutput, trackingQuery } from './tracking-input.js';

export const searchMessageTrackingReport = operation({
  name: 'Search-MessageTrackingReport',
  summary: 'Finds messages by their events, each with the last state of its recipients.',
  input: trackingInput.extend({ resultSize: trackingInput.shape.resultSize.unwrap().max(1000).default(100) }),
  output: trackingOutput(trackedMessageView),
  right: 'Message Tracking',
  audit: false,
  run: (input, { tracking }) => answered(messageSummaries(tracking, trackingQuery(input))),
});
