import { byteSize, oneOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

import { inert } from '../inert-parameter.js';

const ofReplica = 'a replica of Redis has the second copy, and takes over with it';

/** Shadow redundancy, by replicas of Redis. */
export const redundancyParameters = {
  ShadowRedundancyEnabled: z
    .boolean()
    .default(true)
    .describe('What is accepted is on ShadowReplicas replicas of Redis before its 250.'),
  ShadowReplicas: z
    .int()
    .min(0)
    .max(9)
    .default(0)
    .describe('So many; a parameter of our own. 0: the disk of Redis itself is enough.'),
  ShadowReplicationTimeout: timeSpan({ min: 1, max: 2 * span.second })
    .default(span.second)
    .describe(
      'How long replicas have time for a message, a parameter of our own. When they are too late they count as missing until they follow again, and meanwhile nobody waits for them.',
    ),
  RejectMessageOnShadowFailure: z
    .boolean()
    .default(false)
    .describe(
      'While replicas are missing mail is refused with 451 4.4.0; else it is accepted, and health, log and metrics tell of it.',
    ),
  SafetyNetHoldTime: timeSpan({ min: 0, max: 90 * span.day })
    .default(0)
    .describe(
      'For so long what was delivered is kept beside the contents, so that it can be submitted again (Add-ResubmitRequest). 0: nothing is.',
    ),
  SafetyNetMaxDirectorySize: z
    .union([byteSize({ min: 1_048_576, max: 9_007_199_254_740_991 }), oneOf(['Unlimited'])])
    .default(10_737_418_240)
    .describe('A parameter of our own: beyond it the oldest hours go before their time.'),
  ShadowMessagePreferenceSetting: inert(
    z.enum(['PreferRemote', 'LocalOnly', 'RemoteOnly']).default('PreferRemote'),
    ofReplica,
  ),
  MaxRetriesForRemoteSiteShadow: inert(z.int().min(0).max(255).default(4), ofReplica),
  MaxRetriesForLocalSiteShadow: inert(z.int().min(0).max(255).default(2), ofReplica),
  ShadowHeartbeatFrequency: inert(
    timeSpan({ min: span.second, max: span.day }).default(2 * span.minute),
    ofReplica,
  ),
  ShadowResubmitTimeSpan: inert(
    timeSpan({ min: span.second, max: span.day }).default(3 * span.hour),
    ofReplica,
  ),
  ShadowMessageAutoDiscardInterval: inert(
    timeSpan({ min: 5 * span.second, max: 90 * span.day }).default(2 * span.day),
    ofReplica,
  ),
} as const;
