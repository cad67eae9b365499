import type { Organization } from '@mailyard/directory';
import { unreachableQueue, type QueuedCopy, type RoutedCopy } from '@mailyard/queue';
import { categorize, queueNameOf, type Categorization, type RoutingPlace } from '@mailyard/routing';

/** The copies in place of the one that waited in Submission: one for each next hop, and one for Unreachable. */
export function routedCopies(
  waiting: QueuedCopy,
  { deliveries, unreachable }: Categorization,
): readonly RoutedCopy[] {
  const shares: (Omit<QueuedCopy, 'number' | 'attempts'> & Omit<RoutedCopy, 'copy'>)[] = deliveries.map(
    ({ nextHop, recipients }) => ({ queue: queueNameOf(nextHop), recipients, nextHop }),
  );
  const [first] = unreachable;
  if (first !== undefined) {
    const recipients = unreachable.map(({ recipient }) => recipient);
    const domains = [...new Set(unreachable.map(({ domain }) => domain))];
    shares.push({ queue: unreachableQueue, recipients, lastError: first.lastError, domains });
  }
  return shares.map(({ queue, recipients, lastError, ...routed }, index) => {
    const number = shares.length === 1 ? waiting.number : `${waiting.number}.${index + 1}`;
    const said = lastError === undefined ? {} : { lastError };
    return { copy: { number, attempts: 0, queue, recipients, ...said }, ...routed };
  });
}

/** The same for a message that only has to be delivered: without a DSN, and with a next hop for everybody. */
export function routeAtOnce(
  message: { readonly copy: QueuedCopy; readonly size: number },
  organization: Organization,
  place: RoutingPlace,
): readonly RoutedCopy[] | undefined {
  const { copy: waiting, size } = message;
  const categorization = categorize({ recipients: waiting.recipients, size }, organization, place);
  const { deliveries, failed, expanded, unreachable } = categorization;
  const more = failed.length + expanded.length + unreachable.length;
  return more > 0 || deliveries.length === 0 ? undefined : routedCopies(waiting, categorization);
}
