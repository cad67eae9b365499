import { setImmediate } from 'node:timers/promises';

import type { Organization } from '@mailyard/directory';
import { jobIdOf, unreachableQueue, type RoutableCopy } from '@mailyard/queue';
import { categorize, destinationOf, mayBeRouted } from '@mailyard/routing';

import { routableMessage } from '../categorizer/routable-message.js';
import type { TransportContext } from '../transport-context.js';
import { backToSubmission, settingAside } from './moved-copies.js';
import { newRecipientDomains } from './new-recipients.js';
import { readWaiting } from './waiting-copies.js';

/**
 * Messages without a route. No lane serves them; they go back to Submission when one of their recipients may have a route.
 * Which do is told by the domains that they wait for, so a change that concerns none of those costs a look at their names.
 */
export class UnreachableMessages {
  readonly #context: TransportContext;

  constructor(context: TransportContext) {
    this.#context = context;
  }

  /** Looks at every message that waits; resolves with how many went back. */
  async resubmit(): Promise<number> {
    const suspended = await this.#suspended();
    let resubmitted = 0;
    await readWaiting(unreachableQueue, this.#context, async (copies) => {
      const moved = await this.#move(suspended ? [] : copies);
      await this.#note(copies.filter((copy) => !moved.has(jobIdOf(copy.id, copy))));
      resubmitted += moved.size;
      return moved.size;
    });
    return this.#told(resubmitted);
  }

  /** Looks at those that the difference between two organizations may concern. */
  async resubmitAfter(former: Organization, now: Organization): Promise<number> {
    const { database, place } = this.#context;
    const domains = await database.domainsWithoutRoute.all();
    if (domains.length === 0 || (await this.#suspended())) return 0;
    const withNewRecipients = newRecipientDomains(former, now, domains);
    let resubmitted = 0;
    for (const domain of domains) {
      const concerned = withNewRecipients.has(domain) || mayBeRouted(domain, now, place);
      if (concerned) resubmitted += await this.#lookAt(domain);
    }
    return this.#told(resubmitted);
  }

  /** Messages that are gone leave their entries behind. */
  async prune(): Promise<void> {
    const { domainsWithoutRoute, messages } = this.#context.database;
    for (const domain of await domainsWithoutRoute.all()) {
      for await (const jobs of domainsWithoutRoute.jobs(domain)) {
        const found = await messages.routable(
          unreachableQueue,
          jobs,
          settingAside(unreachableQueue, this.#context),
        );
        await domainsWithoutRoute.forget(domain, without(jobs, found));
      }
    }
  }

  async #lookAt(domain: string): Promise<number> {
    const { domainsWithoutRoute, messages } = this.#context.database;
    let resubmitted = 0;
    for await (const jobs of domainsWithoutRoute.jobs(domain)) {
      const copies = await messages.routable(
        unreachableQueue,
        jobs,
        settingAside(unreachableQueue, this.#context),
      );
      const moved = await this.#move(copies);
      await domainsWithoutRoute.forget(domain, [...without(jobs, copies), ...moved]);
      resubmitted += moved.size;
      await setImmediate();
    }
    return resubmitted;
  }

  /** The job ids of those that have a route now, and went. */
  async #move(copies: readonly RoutableCopy[]): Promise<ReadonlySet<string>> {
    const routed = copies.filter((copy) => this.#mayGo(copy));
    const outcomes = await backToSubmission(routed, 'there may be a route for it now', this.#context);
    const moved = outcomes.filter(({ outcome }) => outcome === 'moved');
    return new Set(moved.map((copy) => jobIdOf(copy.id, copy)));
  }

  #mayGo({ copy, item }: RoutableCopy): boolean {
    const { organization, place } = this.#context;
    const { unreachable } = categorize(routableMessage(copy, item), organization(), place);
    return unreachable.length < copy.recipients.length;
  }

  /** Messages of an earlier version have no entry yet. */
  async #note(copies: readonly RoutableCopy[]): Promise<void> {
    const { database, organization } = this.#context;
    if (copies.length === 0) return;
    const transaction = database.transaction();
    for (const copy of copies) {
      const domains = copy.copy.recipients.map(({ path }) => destinationOf(path, organization()).address);
      transaction.noteWithoutRoute(jobIdOf(copy.id, copy), [...new Set(domains)]);
    }
    await database.commitSurely(transaction);
  }

  /** As long as the queue is suspended nothing leaves it. */
  #suspended(): Promise<boolean> {
    return this.#context.database.isSuspended(unreachableQueue);
  }

  #told(resubmitted: number): number {
    if (resubmitted > 0) this.#context.events.resubmitted(unreachableQueue, resubmitted);
    return resubmitted;
  }
}

function without(jobs: readonly string[], copies: readonly RoutableCopy[]): readonly string[] {
  const found = new Set(copies.map((copy) => jobIdOf(copy.id, copy)));
  return jobs.filter((job) => !found.has(job));
}
