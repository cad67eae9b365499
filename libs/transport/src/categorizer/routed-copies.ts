import type { Organization } from '@mailyard/directory';
import { unreachableQueue, type QueuedCopy, type RoutedCopy } from '@mailyard/queue';
import { categorize, queueNameOf, type Categorization, type RoutingPlace } from '@mailyard/routing';

/** The copies in place of the one that waited in Submission: one for each next hop, and one for Unreachable. */
export function routedCopies(
  waiting: QueuedCopy,
  { deliveries, unreachable }: Categorization,
): readonly RoutedCopy[] {
  const shares: (Omit<QueuedCopy, 'number' | 'attempts'> & Pick<RoutedCopy, 'nextHop'>)[] = deliveries.map(
    ({ nextHop, recipients }) => ({ queue: queueNameOf(nextHop), recipients, nextHop }),
  );
  const [first] = unreachable;
  if (first !== undefined) {
    const recipients = unreachable.map(({ recipient }) => recipient);
    shares.push({ queue: unreachableQueue, recipients, lastError: first.lastError });
  }
  return shares.map(({ nextHop, ...share }, index) => {
    const number = shares.length === 1 ? waiting.number : `${waiting.number}.${index + 1}`;
    return { copy: { number, attempts: 0, ...share }, ...(nextHop === undefined ? {} : { nextHop }) };
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
