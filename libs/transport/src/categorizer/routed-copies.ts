import { randomBytes } from 'node:crypto';

import { moderationQueue, unreachableQueue, type QueuedCopy, type RoutedCopy } from '@mailyard/queue';
import {
  bifurcationKey,
  type AwaitingApproval,
  type Bifurcation,
  type Categorization,
  type UnreachableRecipient,
} from '@mailyard/routing';

type Share = Omit<RoutedCopy, 'copy'> & { readonly copy: Omit<QueuedCopy, 'number' | 'attempts'> };

/** The copies in place of the one that waited in Submission: one for each delivery, those for Unreachable, and those for moderators. */
export function routedCopies(
  waiting: QueuedCopy,
  { deliveries, unreachable, awaiting, resolved: standsForOthers }: Categorization,
  isJournaled = false,
): readonly RoutedCopy[] {
  const resolved = standsForOthers || waiting.resolved === true ? ({ resolved: true } as const) : {};
  const shares: Share[] = deliveries.map(({ nextHop, queue, recipients, ...own }) => ({
    copy: { queue, recipients, ...ownOf(waiting, own), ...resolved },
    nextHop,
  }));
  if (unreachable.length > 0) {
    for (const some of Map.groupBy(unreachable, bifurcationKey).values()) {
      shares.push(unreachableShare(waiting, some));
    }
  }
  for (const each of awaiting) shares.push(moderatedShare(waiting, each));
  return shares.map(({ copy, ...routed }, index) => {
    const number = shares.length === 1 ? waiting.number : `${waiting.number}.${index + 1}`;
    return { copy: { number, attempts: 0, ...marksOf(waiting, copy, isJournaled), ...copy }, ...routed };
  });
}

/** What has been done with them is not done again, and what was approved stays so. */
function marksOf(
  { journaled, agentsAsked, since, passes }: QueuedCopy,
  { approval, resolved }: Share['copy'],
  isJournaled: boolean,
): Pick<QueuedCopy, 'journaled' | 'agentsAsked' | 'since' | 'passes'> {
  // Recipients for whom somebody has to approve were not reported with the others, unless a rule asks.
  const isReported = isJournaled && (approval === undefined || resolved === true);
  return {
    ...(isReported || journaled === true ? { journaled: true } : {}),
    ...(agentsAsked === true ? { agentsAsked } : {}),
    ...(since === undefined ? {} : { since }),
    ...(passes === undefined ? {} : { passes }),
  };
}

function unreachableShare(waiting: QueuedCopy, some: readonly UnreachableRecipient[]): Share {
  const recipients = some.map(({ recipient }) => recipient);
  const [own = {}] = some;
  const lastError = some[0]?.lastError ?? '';
  return {
    copy: { queue: unreachableQueue, recipients, lastError, ...ownOf(waiting, own) },
    domains: [...new Set(some.map(({ domain }) => domain))],
  };
}

function moderatedShare(
  waiting: QueuedCopy,
  { recipients, approval, resolved, passes, ...own }: AwaitingApproval,
): Share {
  const lastError = `Waits for the approval of ${approval.moderators.join(' or ') || 'an administrator'}`;
  return {
    copy: {
      queue: moderationQueue,
      recipients,
      lastError,
      ...ownOf(waiting, own),
      resolved,
      approval: { ...approval, askedAt: Date.now(), secret: newSecret() },
      passes,
    },
  };
}

/** 100 bits, in what mail addresses may have in any case. */
function newSecret(): string {
  return Array.from(randomBytes(20), (octet) => (octet % 32).toString(32)).join('');
}

/** What a copy has of its own stays with those that come of it. */
function ownOf(
  waiting: QueuedCopy,
  { reversePath = waiting.reversePath, fields = '' }: Bifurcation,
): Bifurcation {
  const all = `${fields}${waiting.fields ?? ''}`;
  return { ...(reversePath === undefined ? {} : { reversePath }), ...(all === '' ? {} : { fields: all }) };
}
