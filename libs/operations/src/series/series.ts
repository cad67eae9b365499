import type { QueueSummary } from '@mailyard/queue';
import { moderationQueue, poisonQueue, submissionQueue, unreachableQueue } from '@mailyard/queue';
import type { RedisMemory } from '@mailyard/service';

import type { Growth } from './growth.js';
import type { Measurements } from './measurements.js';
import { quantile } from './quantile.js';

/** What is looked at for a minute's values. */
export interface SeriesSource {
  readonly measurements: Measurements;
  readonly growth: Growth;
  readonly queues: readonly QueueSummary[];
  readonly memory: RedisMemory;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Since the values before. */
  readonly elapsedMs: number;
}

interface Series {
  readonly unit: string;
  readonly what: string;
  /** Undefined: there is no value, which is a gap and no zero. */
  readonly read: (source: SeriesSource) => number | undefined;
}

const delays = 'mailyard_hub_stage_seconds';

/** What is kept minute by minute for charts, by name. */
export const series = {
  messagesAccepted: perMinute('Messages accepted.', 'mailyard_hub_messages_accepted_total'),
  recipientsDelivered: recipients('delivered'),
  recipientsDelayed: recipients('delayed'),
  recipientsFailed: recipients('failed'),
  notifications: perMinute('Notifications to senders.', 'mailyard_hub_dsns_total'),
  refusals: perMinute('Replies 4yz and 5yz to clients.', 'mailyard_smtp_refusals_total'),
  messagesReady: waiting('Ready'),
  messagesInRetry: waiting('Retry'),
  messagesSuspended: waiting('Suspended'),
  submission: inQueue(submissionQueue),
  unreachable: inQueue(unreachableQueue),
  moderation: inQueue(moderationQueue),
  poison: inQueue(poisonQueue),
  oldestMessageAge: {
    unit: 'seconds',
    what: 'Age of the oldest message that is first in line in its queue.',
    read: ({ queues, now }) => {
      const oldest = Math.min(...queues.map(({ oldestMessageTime = Infinity }) => oldestMessageTime));
      return oldest === Infinity ? 0 : Math.max(0, (now - oldest) / 1000);
    },
  },
  timeToDeliverP50: timeToDeliver(0.5),
  timeToDeliverP95: timeToDeliver(0.95),
  timeToDeliverP99: timeToDeliver(0.99),
  smtpSessions: {
    unit: 'sessions',
    what: 'SMTP sessions that are open at services.',
    read: ({ measurements }) => measurements.sum('mailyard_smtp_sessions'),
  },
  backPressure: {
    unit: 'level',
    what: 'Highest level of any resource of any service: 0 Low, 1 Medium, 2 High.',
    read: ({ measurements }) => measurements.highest('mailyard_back_pressure_level'),
  },
  redisMemory: {
    unit: 'bytes',
    what: 'Memory that Redis uses.',
    read: ({ memory }) => memory.usedBytes,
  },
} as const satisfies Readonly<Record<string, Series>>;

export type SeriesName = keyof typeof series;

export const seriesNames = Object.keys(series) as readonly SeriesName[];

function perMinute(what: string, counter: string, labels: Readonly<Record<string, string>> = {}): Series {
  return {
    unit: 'per minute',
    what,
    read: ({ measurements, growth, elapsedMs }) => {
      const key = JSON.stringify([counter, labels]);
      const grown = growth.of(key, measurements.byProcess(counter, labels));
      return grown === undefined ? undefined : (grown * 60_000) / elapsedMs;
    },
  };
}

function recipients(outcome: 'delivered' | 'delayed' | 'failed'): Series {
  return perMinute(`Recipients ${outcome}.`, 'mailyard_hub_recipients_total', { outcome });
}

/** A queue is ready while it is Active or Connecting as well, and in Retry while it tries anew. */
function waiting(how: 'Ready' | 'Retry' | 'Suspended'): Series {
  return {
    unit: 'messages',
    what: `Messages in delivery queues that are ${how === 'Ready' ? 'Ready, Active or Connecting' : how}.`,
    read: ({ queues }) =>
      queues
        .filter((queue) => !permanent.has(queue.name) && standing(queue) === how)
        .reduce((sum, { messageCount }) => sum + messageCount, 0),
  };
}

function standing({ status, retryCount }: QueueSummary): 'Ready' | 'Retry' | 'Suspended' {
  if (status === 'Suspended') return status;
  return retryCount > 0 ? 'Retry' : 'Ready';
}

const permanent: ReadonlySet<string> = new Set([
  submissionQueue,
  unreachableQueue,
  moderationQueue,
  poisonQueue,
]);

function inQueue(queue: string): Series {
  return {
    unit: 'messages',
    what: `Messages in ${queue}.`,
    read: ({ queues }) => queues.find(({ name }) => name === queue)?.messageCount ?? 0,
  };
}

function timeToDeliver(part: number): Series {
  return {
    unit: 'seconds',
    what: `From the first octet until delivered, for ${part * 100} of 100 messages at most.`,
    read: ({ measurements, growth }) => {
      const buckets = measurements.bounds(delays).map((bound) => {
        const counts = measurements.bucketByProcess(delays, bound, { stage: 'total' });
        return { bound, count: growth.of(`${delays} ${part} ${bound}`, counts) ?? 0 };
      });
      return quantile(part, buckets);
    },
  };
}
