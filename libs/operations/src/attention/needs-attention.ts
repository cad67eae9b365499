import { poisonQueue } from '@mailyard/queue';

import type { HealthReport } from '../health/health-report.js';
import type { AttentionItem } from './attention-item.js';
import { attentionStep } from './attention-steps.js';

/** A certificate that somebody is shown. */
export interface PresentedCertificate {
  readonly thumbprint: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly notAfter: number;
  readonly presentedBy: readonly string[];
}

export interface SeenServer {
  readonly health: HealthReport;
  readonly queues: readonly {
    readonly name: string;
    readonly identity: string;
    readonly messageCount: number;
  }[];
  readonly certificates: readonly PresentedCertificate[];
  /** Why they cannot be read. */
  readonly certificatesError?: string;
  readonly now: number;
}

type Finding = Pick<AttentionItem, 'code' | 'subject' | 'reason'> &
  Partial<Pick<AttentionItem, 'service' | 'host' | 'since' | 'count'>>;

const day = 86_400_000;
const expiresSoonMs = 30 * day;

/** What keeps mail from flowing or soon will, the worst first, of the same kind what lasts longest. */
export function needsAttention(seen: SeenServer): readonly AttentionItem[] {
  const findings = [
    ...ofRedis(seen.health),
    ...missing(seen.health),
    ...failedListeners(seen.health),
    ...degraded(seen.health),
    ...inPoison(seen),
    ...expiring(seen),
  ];
  const items = findings
    .map(itemOf)
    .toSorted(({ item: one, weight }, { item: other, weight: otherWeight }) => {
      return otherWeight - weight || (one.since ?? 0) - (other.since ?? 0) || (one.id < other.id ? -1 : 1);
    });
  return [...new Map(items.map(({ item }) => [item.id, item])).values()];
}

function itemOf(finding: Finding): { readonly item: AttentionItem; readonly weight: number } {
  const { weight, ...step } = attentionStep(finding.code);
  return { weight, item: { id: `${finding.code} ${finding.subject}`, ...finding, ...step } };
}

function ofRedis({ redis, redisError }: HealthReport): readonly Finding[] {
  if (redis !== 'away') return [];
  return [{ code: 'redis-away', subject: 'Redis', reason: redisError ?? 'it does not answer' }];
}

function missing({ services, redis }: HealthReport): readonly Finding[] {
  // Nobody knows who runs.
  if (redis === 'away') return [];
  return Object.entries(services).flatMap(([subject, { active, running }]) => {
    if (active > 0) return [];
    const reason = running === 0 ? 'no process of it runs' : `none of its ${running} processes is active`;
    return [{ code: 'service-missing', subject, reason }];
  });
}

function failedListeners({ listeners }: HealthReport): readonly Finding[] {
  const failed = listeners.filter(({ state }) => state === 'Failed');
  return failed.map(({ connector, endpoint, service, host, error = 'it cannot be listened to' }) => ({
    code: 'listener-failed',
    subject: `${connector} ${endpoint}`,
    reason: error,
    service,
    host,
  }));
}

function degraded({ degradations }: HealthReport): readonly Finding[] {
  return degradations.map(({ since, count, ...degradation }) => ({
    ...degradation,
    since: Date.parse(since),
    ...(count !== undefined && { count }),
  }));
}

function inPoison({ queues }: SeenServer): readonly Finding[] {
  const poison = queues.find(({ name }) => name === poisonQueue);
  if (poison === undefined || poison.messageCount === 0) return [];
  const reason = `${poison.messageCount} in it: hubs have crashed over them`;
  return [{ code: 'message-in-poison', subject: poison.identity, reason, count: poison.messageCount }];
}

function expiring({ certificates, certificatesError, now }: SeenServer): readonly Finding[] {
  if (certificatesError !== undefined) {
    return [{ code: 'certificates-unreadable', subject: 'pki', reason: certificatesError }];
  }
  const soon = certificates.filter(({ notAfter }) => notAfter - now < expiresSoonMs);
  return soon.map(({ thumbprint, name, notAfter, presentedBy }) => {
    const days = Math.ceil((notAfter - now) / day);
    const whose = presentedBy.length === 0 ? '' : `; presented by ${presentedBy.join(', ')}`;
    const isOver = notAfter <= now;
    return {
      code: isOver ? 'certificate-expired' : 'certificate-expires',
      subject: thumbprint,
      reason: `${name} ${isOver ? 'has expired' : `expires in ${days} days`}${whose}`,
      since: isOver ? notAfter : notAfter - expiresSoonMs,
    };
  });
}
