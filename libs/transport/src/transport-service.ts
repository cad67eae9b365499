import type { DeliveryAgent } from '@mailyard/delivery';
import type { MessageSource } from '@mailyard/message';
import { QueueScheduler, SafetyNetFiles, SubmissionQueue, type RouteAtOnce } from '@mailyard/queue';
import { queueNameOf, type DeliveryType } from '@mailyard/routing';
import {
  PeriodicTask,
  version,
  type AuditLog,
  type Degradations,
  type ServiceState,
} from '@mailyard/service';
import type { Reply } from '@mailyard/smtp';

import { AgentChanges } from './agents/agent-changes.js';
import { MessageAges } from './age/message-ages.js';
import { BulkRunner } from './bulk/bulk-runner.js';
import { ResubmissionRunner } from './safety-net/resubmission-runner.js';
import { SafetyNet } from './safety-net/safety-net.js';
import { routeAtOnce } from './categorizer/route-at-once.js';
import { deliveryTable, type DeliveryTable, type MakeAgents, type NextHopNews } from './delivery-table.js';
import { lanesOf } from './lane/lanes-of-queues.js';
import { LimitChanges } from './outbound/limit-changes.js';
import { PoisonWatch } from './poison/poison-watch.js';
import { tellAside } from './poison/set-message-aside.js';
import { trackAccepted } from './tracking/track-accepted.js';
import type { TransportContext } from './transport-context.js';
import { contextOf, type ContextParts } from './context-parts.js';
import { messagePriority } from './priority/message-priority.js';
import { usualIntervals, type TransportIntervals } from './transport-intervals.js';
import { RouteWatch } from './rerouting/route-watch.js';

export interface TransportServiceOptions extends ContextParts {
  readonly agents: MakeAgents;
  /** Why no message from there may be accepted at present. */
  readonly refusal?: (source: MessageSource) => Reply | undefined;
  readonly degradations: Pick<Degradations, 'enter' | 'leave'>;
  /** Of what an administrator has ordered and a hub has carried out. */
  readonly audit?: Pick<AuditLog, 'write'>;
  /** Which messages pass Submission; undefined for all that only have to be delivered. */
  readonly routeAtOnce?: RouteAtOnce;
  readonly intervals?: Partial<TransportIntervals>;
}

/** What deliveries under way have to end in when the component becomes Inactive; the rest is given back. */
const inactiveGraceMs = 10_000;
/** Older than any upload that still goes on, and than any commit can take. */
const orphanAgeMs = 3_600_000;

/** The hub, put together: everything between its sessions and its next hops. Several may serve the same queues. */
export class TransportService {
  readonly submission: SubmissionQueue;
  readonly ages: MessageAges;
  readonly routes: RouteWatch;
  readonly #options: TransportServiceOptions;
  readonly #intervals: TransportIntervals;
  readonly #table: DeliveryTable;
  readonly #scheduler: QueueScheduler;
  readonly #context: TransportContext;
  readonly #poison: PoisonWatch;
  readonly #bulk: BulkRunner;
  readonly #resubmissions: ResubmissionRunner;
  readonly #safetyNet: SafetyNet;
  readonly #rates: PeriodicTask;
  readonly #sweeps: PeriodicTask;
  #unsubscribe: () => void = () => undefined;
  #works = true;
  /** One change of state after the other. */
  #turn: Promise<void> = Promise.resolve();
  readonly #limitChanges = new LimitChanges(() => {
    if (this.#options.database.ready) this.#options.database.schedule.endWaits().catch(this.#onFault);
  });
  readonly #agentChanges = new AgentChanges(
    () => this.#context,
    () => this.#news.returned('DeliveryAgent'),
  );
  readonly #news: NextHopNews = {
    returned: (deliveryType) => void this.#retryQueues(deliveryType).catch(this.#onFault),
    answers: (nextHop) => this.#scheduler.wake(queueNameOf(nextHop)),
    connectionsShort: () => this.#scheduler.endResting(),
  };

  constructor(options: TransportServiceOptions) {
    this.#options = options;
    this.#intervals = { ...usualIntervals, ...options.intervals };
    this.#table = deliveryTable(options.agents(this.#news));
    this.#scheduler = this.#newScheduler();
    const context = contextOf(options, this.#scheduler, () => this.routes.routedByOlder());
    this.#safetyNet = new SafetyNet(new SafetyNetFiles(options.stores.large), context);
    this.#context = { ...context, safetyNet: this.#safetyNet };
    this.submission = this.#newSubmission();
    this.ages = new MessageAges(this.#context);
    this.routes = new RouteWatch(this.#context);
    this.#bulk = new BulkRunner(this.#context, options.audit);
    this.#resubmissions = new ResubmissionRunner(this.#safetyNet.files, this.#context);
    const { database, degradations } = options;
    this.#rates = new PeriodicTask(async () => database.ready && database.tellRates(), this.#onFault);
    this.#poison = new PoisonWatch({ database, degradations, onFault: this.#onFault });
    this.#sweeps = new PeriodicTask(() => this.#sweep(), this.#onFault);
  }

  async start(): Promise<void> {
    const { bulk, rates, poison, sweep, safetyNet } = this.#intervals;
    await Promise.all(this.#agents().map((agent) => agent.start()));
    this.#begin();
    this.#agentChanges.look(this.#options.directory.organization);
    this.#options.agentHost?.onMended(() => this.#agentChanges.mended());
    this.#bulk.start(bulk);
    this.#resubmissions.start(bulk);
    this.#safetyNet.start(safetyNet);
    this.#rates.start(rates);
    this.#poison.start(poison);
    this.#unsubscribe = this.#options.directory.onChange((organization) => {
      if (this.#works) void this.routes.now();
      this.#limitChanges.look(organization);
      this.#agentChanges.look(organization);
    });
    this.#sweeps.start(sweep);
    void this.#sweeps.now();
  }

  /** While the component is Inactive mail waits in its queues. */
  follow(state: ServiceState): void {
    const works = state !== 'Inactive';
    if (works === this.#works) return;
    this.#works = works;
    const turn = works ? () => this.#begin() : () => this.#pause(inactiveGraceMs);
    this.#turn = this.#turn.then(turn).catch(this.#onFault);
  }

  /** Lanes end after their present message; what is left over goes back to the queues. */
  async stop(graceMs: number): Promise<void> {
    this.#unsubscribe();
    this.#limitChanges.stop();
    this.#agentChanges.stop();
    void this.#sweeps.stop();
    void this.#rates.stop();
    this.#poison.stop();
    await Promise.all([this.#bulk.stop(), this.#resubmissions.stop(), this.#pause(graceMs)]);
    await this.#safetyNet.stop();
    for (const agent of this.#agents()) agent.stop();
  }

  /** Whatever moves mail. */
  #begin(): void {
    this.#scheduler.start();
    this.ages.start(this.#intervals.age);
    this.routes.start(this.#intervals.routes);
    void this.routes.now();
  }

  async #pause(graceMs: number): Promise<void> {
    await Promise.all([this.ages.stop(), this.routes.stop(), this.#scheduler.stop(graceMs)]);
  }

  /** Whether mail passes Submission: not while that is suspended, nor when this hub stops. */
  get submissionMoves(): boolean {
    return this.#scheduler.submissionMoves;
  }

  #newScheduler(): QueueScheduler {
    const { database, directory } = this.#options;
    return new QueueScheduler({
      database,
      lanesFor: (queue) => lanesOf(queue, this.#table, this.#context),
      settings: () => {
        const { QueueMaxIdleTime, MessageRetryInterval, PoisonThreshold } = directory.organization.transport;
        return {
          idleMs: QueueMaxIdleTime,
          messageRetryMs: MessageRetryInterval,
          poisonThreshold: PoisonThreshold,
        };
      },
      scanIntervalMs: this.#intervals.scan,
      onSetAside: (copy) => void tellAside(copy, this.#context).catch(this.#onFault),
      onFault: this.#onFault,
    });
  }

  #newSubmission(): SubmissionQueue {
    const { database, stores, fqdn, directory, place, events, counts, refusal, pace } = this.#options;
    return new SubmissionQueue({
      database,
      stores,
      hostname: fqdn,
      version,
      lanes: this.#scheduler,
      routeAtOnce:
        this.#options.routeAtOnce ??
        ((copy, item) => routeAtOnce({ copy, item }, directory.organization, place)),
      priorityOf: (message) => messagePriority(message, directory.organization),
      ...(refusal === undefined ? {} : { refusal }),
      ...(pace === undefined ? {} : { pace }),
      onSubmitted: (item, copies) => {
        counts.accepted(item);
        counts.took('accept', Date.now() - item.receivedAt);
        events.accepted(item);
        trackAccepted(item, copies, this.#context);
      },
      onFault: this.#onFault,
    });
  }

  #agents(): readonly DeliveryAgent[] {
    return [...new Set(Object.values(this.#table).map(({ agent }) => agent))];
  }

  async #retryQueues(deliveryType: DeliveryType): Promise<void> {
    const { database } = this.#options;
    const queues = await database.schedule.queues();
    await database.nextHops.read(queues);
    const concerned = queues.filter((queue) => database.nextHops.of(queue)?.deliveryType === deliveryType);
    await database.schedule.retryNow(concerned);
  }

  async #sweep(): Promise<void> {
    const { stores, database, events } = this.#options;
    const removed = await stores.large.sweep({
      olderThanMs: orphanAgeMs,
      now: Date.now(),
      exist: (ids) => database.messages.exists(ids),
    });
    if (removed > 0) events.swept(removed);
    if (database.ready) await this.routes.unreachable.prune();
  }

  readonly #onFault = (error: unknown): void => this.#options.events.fault(error);
}
