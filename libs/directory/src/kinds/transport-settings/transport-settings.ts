import { domainName, guid, listOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

import { inert } from '../inert-parameter.js';
import { priorityParameters } from './priority-parameters.js';
import { redundancyParameters } from './redundancy-parameters.js';
import { recipientTransportParameters } from './recipient-parameters.js';
import { dsnParameters } from './dsn-parameters.js';
import { journalParameters } from './journal-parameters.js';
import { moderationSettings } from './moderation-parameters.js';

const interval = timeSpan({ min: 1, max: span.day });
const attempts = z.int().min(0).max(15);
const lifetime = timeSpan({ min: span.second, max: 90 * span.day });

/** Settings of transport that hold for the whole organization. */
export const transportSettingsSchema = z
  .strictObject({
    Guid: guid,
    QueueGlitchRetryCount: attempts.default(4).describe('First connection attempts of a queue in Retry.'),
    QueueGlitchRetryInterval: interval.default(span.minute).describe('Wait before each of them.'),
    TransientFailureRetryCount: attempts.default(6).describe('Connection attempts after those.'),
    TransientFailureRetryInterval: timeSpan({ min: 1, max: 12 * span.hour })
      .default(5 * span.minute)
      .describe('Wait before each of them.'),
    OutboundConnectionFailureRetryInterval: timeSpan({ min: 1, max: 20 * span.day })
      .default(10 * span.minute)
      .describe('Wait before every further attempt.'),
    MaxIdleTimeBeforeResubmit: timeSpan({ min: 1, max: 90 * span.day })
      .default(12 * span.hour)
      .describe(
        'Time in Retry without a single success after which the messages of a queue are categorized anew.',
      ),
    MailboxDeliveryQueueRetryInterval: interval
      .default(5 * span.minute)
      .describe('Wait of a mailbox delivery queue between connection attempts.'),
    // Two published pages say 15 minutes, the command's own page 5; the longer one is easier on the next hop.
    MessageRetryInterval: interval
      .default(15 * span.minute)
      .describe('Wait of a message that the next hop answered with 4yz.'),
    ResolverRetryInterval: inert(
      interval.default(30 * span.minute),
      'recipients are resolved from the directory that each hub has at hand',
    ),
    DelayNotificationTimeout: timeSpan({ min: 1, max: 30 * span.day })
      .default(4 * span.hour)
      .describe('Age at which the sender is told of the delay, once.'),
    MessageExpirationTimeout: lifetime
      .default(2 * span.day)
      .describe('Age at which the recipients that are left fail.'),
    ...priorityParameters,
    ...redundancyParameters,
    QueueMaxIdleTime: interval.default(3 * span.minute).describe('An empty delivery queue goes after it.'),
    PoisonThreshold: z
      .int()
      .min(1)
      .max(10)
      .default(2)
      .describe('Faults, or ends of hubs, after which a message is set aside in the Poison queue.'),
    MaxConcurrentMailboxDeliveries: z
      .int()
      .min(1)
      .max(256)
      .default(20)
      .describe(
        'Messages of one hub on their way to one mailbox database at a time; small ones share a connection.',
      ),
    IntraOrgConnectorSmtpMaxMessagesPerConnection: inert(
      z.int().min(1).max(1_000_000).default(20),
      'connections between servers are kept, and carry any number of messages',
    ),
    ...recipientTransportParameters,
    ...dsnParameters,
    ...journalParameters,
    ...moderationSettings,
    TLSReceiveDomainSecureList: listOf(domainName)
      .default([])
      .describe(
        'Domains whose mail needs mutual TLS at connectors with DomainSecureEnabled; their servers are Partner Servers there.',
      ),
    TLSSendDomainSecureList: listOf(domainName)
      .default([])
      .describe('Domains that Send connectors with DomainSecureEnabled deliver to with mutual TLS.'),
  })
  .readonly();

export type TransportSettings = z.infer<typeof transportSettingsSchema>;
