import { byteSize, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

const delay = timeSpan({ min: 1, max: 30 * span.day });
const lifetime = timeSpan({ min: span.second, max: 90 * span.day });
const connections = (usual: number, priority: string) =>
  z
    .int()
    .min(1)
    .max(10_000)
    .default(usual)
    .describe(
      `Messages of ${priority} priority on their way to one domain, or to one set of smart hosts, at a time, each over a connection of its own, with PriorityQueuingEnabled.`,
    );
const instead = (name: string, priority: string): string =>
  `In place of ${name} for messages of ${priority} priority, with PriorityQueuingEnabled.`;

/** Priority queuing, off as in Exchange. */
export const priorityParameters = {
  PriorityQueuingEnabled: z
    .boolean()
    .default(false)
    .describe(
      'Messages have the priority that X-Priority, Importance or Priority says: High goes first, without keeping the others waiting for ever.',
    ),
  MaxHighPriorityMessageSize: byteSize({ min: 1, max: 2_147_483_647 })
    .default(256_000)
    .describe('Larger messages of high priority are Normal.'),
  HighPriorityDelayNotificationTimeout: delay
    .default(30 * span.minute)
    .describe(instead('DelayNotificationTimeout', 'high')),
  NormalPriorityDelayNotificationTimeout: delay
    .default(4 * span.hour)
    .describe(instead('DelayNotificationTimeout', 'normal')),
  LowPriorityDelayNotificationTimeout: delay
    .default(8 * span.hour)
    .describe(instead('DelayNotificationTimeout', 'low')),
  HighPriorityMessageExpirationTimeout: lifetime
    .default(8 * span.hour)
    .describe(instead('MessageExpirationTimeout', 'high')),
  NormalPriorityMessageExpirationTimeout: lifetime
    .default(2 * span.day)
    .describe(instead('MessageExpirationTimeout', 'normal')),
  LowPriorityMessageExpirationTimeout: lifetime
    .default(2 * span.day)
    .describe(instead('MessageExpirationTimeout', 'low')),
  MaxPerDomainHighPriorityConnections: connections(3, 'high'),
  MaxPerDomainNormalPriorityConnections: connections(15, 'normal'),
  MaxPerDomainLowPriorityConnections: connections(2, 'low'),
} as const;

type Timeouts = Readonly<
  Record<
    | 'DelayNotificationTimeout'
    | 'MessageExpirationTimeout'
    | `${'High' | 'Normal' | 'Low'}Priority${'DelayNotification' | 'MessageExpiration'}Timeout`,
    number
  >
> & { readonly PriorityQueuingEnabled: boolean };

type Connections = Readonly<Record<`MaxPerDomain${'High' | 'Normal' | 'Low'}PriorityConnections`, number>> & {
  readonly PriorityQueuingEnabled: boolean;
};

/** How many connections to one domain may carry messages of each priority. Undefined: no matter which. */
export function priorityConnectionsOf(
  settings: Connections,
): Readonly<Record<(typeof priorities)[number], number>> | undefined {
  if (!settings.PriorityQueuingEnabled) return undefined;
  return {
    High: settings.MaxPerDomainHighPriorityConnections,
    Normal: settings.MaxPerDomainNormalPriorityConnections,
    Low: settings.MaxPerDomainLowPriorityConnections,
  };
}

export const priorities = ['High', 'Normal', 'Low'] as const;

/** When the sender of a message hears of its delay, and when it expires, milliseconds after its receipt. */
export function timeoutsOf(
  settings: Timeouts,
  priority: (typeof priorities)[number] = 'Normal',
): { readonly delayMs: number; readonly expirationMs: number } {
  if (!settings.PriorityQueuingEnabled) {
    return { delayMs: settings.DelayNotificationTimeout, expirationMs: settings.MessageExpirationTimeout };
  }
  return {
    delayMs: settings[`${priority}PriorityDelayNotificationTimeout`],
    expirationMs: settings[`${priority}PriorityMessageExpirationTimeout`],
  };
}
