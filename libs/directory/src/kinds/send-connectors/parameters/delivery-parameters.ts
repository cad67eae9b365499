import { listOf, oneOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

import { messageSize } from '../../outbound-connectors/message-size.js';
import { usualMessageSize } from './usage.js';

export const errorPolicies = [
  'Default',
  'DowngradeDnsFailures',
  'DowngradeCustomFailures',
  'UpgradeCustomFailures',
] as const;

export type ErrorPolicy = (typeof errorPolicies)[number];

/** How much a Send connector takes, how long it waits, and what it makes of failures. */
export const deliveryParameters = {
  MaxMessageSize: messageSize({ min: 0 })
    .default(usualMessageSize)
    .describe('Largest message; octets round up to KB. Usage Internal: Unlimited.'),
  ConnectionInactivityTimeOut: timeSpan({ min: span.second, max: span.day })
    .default(10 * span.minute)
    .describe('Silence after which a connection is closed.'),
  SmtpMaxMessagesPerConnection: z
    .int()
    .min(1)
    .max(2_147_483_647)
    .default(20)
    .describe('Messages after which another connection is made.'),
  ErrorPolicies: listOf(oneOf(errorPolicies))
    .default(['Default'])
    .describe(
      'Failures that are taken for others: of DNS for temporary ones, some of SMTP for temporary ones, some temporary ones of SMTP for final ones.',
    ),
  ProtocolLoggingLevel: oneOf(['None', 'Verbose'])
    .default('None')
    .describe('Protocol log of the connector’s sessions.'),
};
