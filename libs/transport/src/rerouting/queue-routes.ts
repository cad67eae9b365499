import type { Organization } from '@mailyard/directory';
import type { RoutableCopy } from '@mailyard/queue';
import { categorize, noConnector, standingOf, type Standing } from '@mailyard/routing';

import { routableMessage } from '../categorizer/routable-message.js';
import type { TransportContext } from '../transport-context.js';
import { backToSubmission } from './moved-copies.js';
import { readWaiting } from './waiting-copies.js';

/** Messages in delivery queues whose next hop is no longer theirs: a connector was removed, disabled, changed, or outdone. */
export class QueueRoutes {
  readonly #context: TransportContext;

  constructor(context: TransportContext) {
    this.#context = context;
  }

  /**
   * Sends them back to Submission; what an administrator has suspended stays. Without `byMessage` only whole queues are judged,
   * which costs nothing for those that stand. Resolves with whether some are still to go, since somebody works on them.
   */
  async resubmit({ byMessage }: { readonly byMessage: boolean }): Promise<boolean> {
    const { database, organization, place } = this.#context;
    const queues = await database.schedule.queues();
    await database.nextHops.read(queues);
    let left = false;
    for (const queue of queues) {
      const nextHop = database.nextHops.of(queue);
      const standing = nextHop === undefined ? 'stands' : standingOf(nextHop, organization(), place);
      if (standing === 'stands' || (standing === 'byMessage' && !byMessage)) continue;
      if (await database.isSuspended(queue)) continue;
      left =
        (await this.#resubmitFrom(queue, { standing, because: 'its next hop is no longer its' })) || left;
    }
    return left;
  }

  /** Queues of a connector that was changed try their next hop now: what kept them in Retry may be mended. */
  async retryAfter(former: Organization, now: Organization): Promise<void> {
    if (former.sendConnectors === now.sendConnectors) return;
    const { database } = this.#context;
    const queues = await database.schedule.queues();
    await database.nextHops.read(queues);
    const changed = queues.filter((queue) => {
      const connector = database.nextHops.of(queue)?.connector ?? noConnector;
      return former.sendConnector(connector) !== now.sendConnector(connector);
    });
    await database.schedule.retryNow(changed);
  }

  /** Whose next hop has not been reached for MaxIdleTimeBeforeResubmit: there may be another way by now. */
  async resubmitIdle(): Promise<void> {
    const { database, organization } = this.#context;
    const { MaxIdleTimeBeforeResubmit } = organization().transport;
    for (const queue of await database.schedule.longInRetry(MaxIdleTimeBeforeResubmit)) {
      if (await database.isSuspended(queue)) continue;
      const because = 'its next hop was not reached for MaxIdleTimeBeforeResubmit';
      await this.#resubmitFrom(queue, { standing: 'gone', because });
    }
  }

  async #resubmitFrom(
    queue: string,
    { standing, because }: { readonly standing: Standing; readonly because: string },
  ): Promise<boolean> {
    const { database, events } = this.#context;
    let resubmitted = 0;
    let held = 0;
    await readWaiting(queue, this.#context, async (copies) => {
      const leaving = standing === 'gone' ? copies : copies.filter((copy) => !this.#stays(queue, copy));
      const outcomes = await backToSubmission(leaving, because, this.#context);
      const moved = outcomes.filter(({ outcome }) => outcome === 'moved').length;
      resubmitted += moved;
      held += outcomes.filter(({ outcome }) => outcome === 'held').length;
      return moved;
    });
    if (resubmitted > 0) events.resubmitted(queue, resubmitted);
    return held > 0 || (standing === 'gone' && (await database.waitingJobs.active(queue)) > 0);
  }

  #stays(queue: string, { copy, item }: RoutableCopy): boolean {
    const { organization, place } = this.#context;
    // Whoever gets it is known: only the way may be another one.
    const message = routableMessage({ ...copy, resolved: true }, item);
    const { deliveries, failed, unreachable, expanded } = categorize(message, organization(), place);
    const [delivery] = deliveries;
    const others = deliveries.length - 1 + failed.length + unreachable.length + expanded.length;
    return delivery !== undefined && others === 0 && delivery.queue === queue;
  }
}
