import type { Organization } from '@mailyard/directory';
import { routingTable, type RoutingTable } from '@mailyard/routing';
import { PeriodicTask } from '@mailyard/service';

import type { TransportContext } from '../transport-context.js';
import { QueueRoutes } from './queue-routes.js';
import { UnreachableMessages } from './unreachable-messages.js';

/** Somebody works on messages that are to go; their lanes end soon. */
const againMs = 1_000;

/**
 * Sees to it that messages follow the configuration: those in Unreachable find the route that there is now, those in delivery
 * queues leave a next hop that is no longer theirs. Every hub may do it at the same time; each message moves once.
 */
export class RouteWatch {
  readonly unreachable: UnreachableMessages;
  readonly queues: QueueRoutes;
  readonly #context: TransportContext;
  readonly #looks: PeriodicTask;
  /** By what the messages were judged last. */
  #judgedBy: { readonly organization: Organization; readonly table: RoutingTable } | undefined;
  /** Messages came by an older organization, or could not be moved. */
  #again = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(context: TransportContext) {
    this.#context = context;
    this.unreachable = new UnreachableMessages(context);
    this.queues = new QueueRoutes(context);
    this.#looks = new PeriodicTask(
      async () => context.database.ready && this.#look(),
      (error) => context.events.fault(error),
    );
  }

  start(intervalMs: number): void {
    this.#looks.start(intervalMs);
  }

  stop(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#looks.stop();
  }

  /** Resolves when the messages have been judged by the organization as it is. */
  now(): Promise<void> {
    return this.#looks.now();
  }

  /** What was just put into queues was routed by an organization that has changed meanwhile. */
  routedByOlder(): void {
    this.#lookAgain();
  }

  /** Until no change has come meanwhile. */
  async #look(): Promise<void> {
    do {
      const organization = this.#context.organization();
      const former = this.#judgedBy;
      const byMessage = this.#again || this.#routesDiffer(organization);
      this.#again = false;
      if (former === undefined) await this.unreachable.resubmit();
      else await this.unreachable.resubmitAfter(former.organization, organization);
      if (await this.queues.resubmit({ byMessage })) this.#lookAgain();
      if (former !== undefined) await this.queues.retryAfter(former.organization, organization);
      if (!this.#context.resubmissionPaused()) await this.queues.resubmitIdle();
      this.#judgedBy = { organization, table: routingTable(organization, this.#context.place) };
    } while (this.#judgedBy.organization !== this.#context.organization());
  }

  #lookAgain(): void {
    this.#again = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), againMs).unref();
  }

  /** Otherwise every message is where it was routed to. */
  #routesDiffer(now: Organization): boolean {
    if (this.#judgedBy === undefined) return true;
    const { organization, table } = this.#judgedBy;
    const lists = ['AcceptedDomains', 'MailboxDatabases'] as const;
    return (
      !table.isOf(now, this.#context.place) ||
      lists.some((kind) => organization.objects[kind] !== now.objects[kind])
    );
  }
}
