import { unreachableQueue, type QueuedCopy, type RoutedCopy } from '@mailyard/queue';
import {
  bifurcationKey,
  type Bifurcation,
  type Categorization,
  type UnreachableRecipient,
} from '@mailyard/routing';

type Share = Omit<RoutedCopy, 'copy'> & { readonly copy: Omit<QueuedCopy, 'number' | 'attempts'> };

/** The copies in place of the one that waited in Submission: one for each delivery, and those for Unreachable. */
export function routedCopies(
  waiting: QueuedCopy,
  { deliveries, unreachable, resolved: standsForOthers }: Categorization,
  isJournaled = false,
): readonly RoutedCopy[] {
  const resolved = standsForOthers || waiting.resolved === true ? ({ resolved: true } as const) : {};
  const marks = marksOf(waiting, isJournaled);
  const shares: Share[] = deliveries.map(({ nextHop, queue, recipients, ...own }) => ({
    copy: { queue, recipients, ...ownOf(waiting, own), ...resolved },
    nextHop,
  }));
  if (unreachable.length > 0) {
    for (const some of Map.groupBy(unreachable, bifurcationKey).values()) {
      shares.push(unreachableShare(waiting, some));
    }
  }
  return shares.map(({ copy, ...routed }, index) => {
    const number = shares.length === 1 ? waiting.number : `${waiting.number}.${index + 1}`;
    return { copy: { number, attempts: 0, ...copy, ...marks }, ...routed };
  });
}

/** What has been done with them is not done again. */
function marksOf(
  { journaled, agentsAsked }: QueuedCopy,
  isJournaled: boolean,
): Pick<QueuedCopy, 'journaled' | 'agentsAsked'> {
  return {
    ...(isJournaled || journaled === true ? { journaled: true } : {}),
    ...(agentsAsked === true ? { agentsAsked } : {}),
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

/** What a copy has of its own stays with those that come of it. */
function ownOf(
  waiting: QueuedCopy,
  { reversePath = waiting.reversePath, fields = '' }: Bifurcation,
): Bifurcation {
  const all = `${fields}${waiting.fields ?? ''}`;
  return { ...(reversePath === undefined ? {} : { reversePath }), ...(all === '' ? {} : { fields: all }) };
}
