import { AgeClock } from './age/age-clock.js';
import { Categorizer } from './categorizer/categorizer.js';
import { DeliveryLane } from './lane/delivery-lane.js';
import { DsnAuthor } from './outcome/dsn-author.js';
import { MailboxAgent, type DeliveryAgent } from '@mailyard/delivery';
import { deliveryWays, type DeliveryWay, type DeliveryWays } from './delivery-ways.js';
import { MessageAges } from './age/message-ages.js';
import { PoisonLane } from './poison/poison-lane.js';
import { PoisonWatch } from './poison/poison-watch.js';
import { routeAtOnce } from './categorizer/routed-copies.js';
import { UnreachableMessages } from './unreachable/unreachable-messages.js';
import type { Degradations, DurabilityWatch, ServiceRegistry, Settings } from '@mailyard/service';
import type { Directory } from '@mailyard/directory';
import {
  poisonQueue,
  QueueScheduler,
  SubmissionQueue,
  submissionQueue,
  type ContentStores,
  type FileContentStore,
  type Lane,
  type LanePlan,
  type QueueDatabase,
} from '@mailyard/queue';
import type { DeliveryType, NextHop } from '@mailyard/routing';
import { replies, type HopPool } from '@mailyard/smtp';
import { version, type Logger } from '@mailyard/service';

import { TransportLog } from './transport-log.js';
import type { TransportMetrics } from './transport-metrics.js';

export interface HubQueuesOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly directory: Directory;
  readonly registry: ServiceRegistry;
  readonly database: QueueDatabase;
  readonly durability: DurabilityWatch;
  readonly stores: ContentStores & { readonly large: FileContentStore };
  readonly pool: HopPool;
  readonly metrics: TransportMetrics;
  readonly degradations: Degradations;
}

const categorizerLanes = 50;
const ageIntervalMs = 1_000;
const poisonIntervalMs = 1_000;
const hostsIntervalMs = 1_000;
const sweepIntervalMs = 3_600_000;
/** Older than any upload that still goes on, and than any commit can take. */
const orphanAgeMs = 3_600_000;

/** Everything between a hub's listeners and its next hops, put together. */
export class HubQueues {
  readonly submission: SubmissionQueue;
  readonly #options: HubQueuesOptions;
  readonly #log: TransportLog;
  readonly #scheduler: QueueScheduler;
  readonly #dsns: DsnAuthor;
  readonly #ways: DeliveryWays;
  readonly #ages: MessageAges;
  readonly #unreachable: UnreachableMessages;
  readonly #poison: PoisonWatch;
  readonly #clock = new AgeClock({ wall: Date.now, monotonic: () => performance.now() });
  #unsubscribe: () => void = () => undefined;
  #sweep: NodeJS.Timeout | undefined;

  constructor(options: HubQueuesOptions) {
    const { database, durability, stores, metrics } = options;
    this.#options = options;
    this.#log = new TransportLog(options.logger);
    this.#scheduler = new QueueScheduler({
      database,
      planFor: (queue) => this.#planFor(queue),
      settings: () => {
        const { QueueMaxIdleTime, MessageRetryInterval, PoisonThreshold } = this.#organization().transport;
        return {
          idleMs: QueueMaxIdleTime,
          messageRetryMs: MessageRetryInterval,
          poisonThreshold: PoisonThreshold,
        };
      },
      onFault: this.#onFault,
    });
    this.submission = new SubmissionQueue({
      database,
      stores,
      refusal: () => (durability.forbidsMail ? replies.storageNotDurable : undefined),
      hostname: this.fqdn(),
      version,
      lanes: this.#scheduler,
      routeAtOnce: (copy) => routeAtOnce(copy, this.#organization()),
      onSubmitted: ({ item }) => {
        metrics.accepted(item);
        this.#log.accepted(item);
      },
      onFault: this.#onFault,
    });
    this.#dsns = new DsnAuthor({
      fqdn: this.fqdn(),
      organization: this.#organization,
      nextId: () => database.ids.next(),
      now: Date.now,
    });
    this.#ways = deliveryWays({ mailbox: this.#mailboxAgent() });
    this.#ages = new MessageAges({ ...this.#common(), now: this.#ageNow });
    this.#unreachable = new UnreachableMessages({ database, onQueued: this.#onQueued });
    this.#poison = new PoisonWatch({ database, degradations: options.degradations, onFault: this.#onFault });
  }

  async start(): Promise<void> {
    await Promise.all(this.#agents().map((agent) => agent.start()));
    this.#scheduler.start();
    this.#ages.start(ageIntervalMs);
    this.#poison.start(poisonIntervalMs);
    this.#unsubscribe = this.#options.directory.onChange(() => this.#resubmitUnreachable());
    this.#resubmitUnreachable();
    this.#sweep = setInterval(() => this.#sweepContent(), sweepIntervalMs).unref();
    this.#sweepContent();
  }

  /** Lanes end after their present message; what is left over goes back to the queues. */
  async stop(graceMs: number): Promise<void> {
    this.#unsubscribe();
    clearInterval(this.#sweep);
    this.#poison.stop();
    await Promise.all([this.#ages.stop(), this.#scheduler.stop(graceMs)]);
    for (const agent of this.#agents()) agent.stop();
  }

  fqdn(): string {
    return this.#organization().fqdnOf(this.#options.settings);
  }

  #planFor(queue: string): LanePlan | undefined {
    if (queue === submissionQueue) return { maxLanes: categorizerLanes, open: () => this.#categorizer() };
    if (queue === poisonQueue) return { maxLanes: 1, open: () => new PoisonLane(this.#common()) };
    const nextHop = this.#options.database.nextHops.of(queue);
    if (nextHop === undefined) return undefined;
    const way = this.#ways[nextHop.deliveryType];
    if (way === undefined) return undefined;
    const maxLanes = way.maxConnections(this.#organization().transport);
    return { maxLanes, open: () => this.#deliveryLane(nextHop, way) };
  }

  #agents(): readonly DeliveryAgent[] {
    return Object.values(this.#ways).map(({ agent }) => agent);
  }

  #categorizer(): Lane {
    return new Categorizer(this.#common());
  }

  #deliveryLane(nextHop: NextHop, way: DeliveryWay): Lane {
    const { stores } = this.#options;
    const readContent = (id: string): AsyncIterable<Buffer> => stores.large.read(id);
    return new DeliveryLane(nextHop, { ...this.#common(), way, readContent, now: this.#ageNow });
  }

  #common(): ConstructorParameters<typeof Categorizer>[0] &
    Omit<ConstructorParameters<typeof MessageAges>[0], 'now'> {
    const { database, stores, metrics } = this.#options;
    return {
      database,
      organization: this.#organization,
      dsns: this.#dsns,
      lanes: this.#scheduler,
      removeContent: (id) => stores.large.remove(id),
      onQueued: this.#onQueued,
      onFault: this.#onFault,
      count: metrics.count,
      events: this.#log,
    };
  }

  #mailboxAgent(): MailboxAgent {
    const { pool, registry, settings } = this.#options;
    return new MailboxAgent({
      pool,
      live: () => registry.live({ service: 'mailbox-delivery', server: settings.server, state: 'Active' }),
      freshMs: hostsIntervalMs,
      onFault: (error) => this.#options.logger.debug({ error }, 'the list of Mailbox Delivery hosts is old'),
      onReturn: () => void this.#retryQueues('SmtpDeliveryToMailbox').catch(this.#onFault),
    });
  }

  /** Next hops of that type, such as Mailbox Delivery or one of its databases, came back: whoever waits for it need not wait for a timer. */
  async #retryQueues(deliveryType: DeliveryType): Promise<void> {
    const { database } = this.#options;
    const queues = await database.schedule.queues();
    await database.nextHops.read(queues);
    const concerned = queues.filter((queue) => database.nextHops.of(queue)?.deliveryType === deliveryType);
    await database.schedule.retryNow(concerned);
  }

  #resubmitUnreachable(): void {
    this.#unreachable.resubmit().catch(this.#onFault);
  }

  #sweepContent(): void {
    const { stores, database, logger } = this.#options;
    stores.large
      .sweep({ olderThanMs: orphanAgeMs, now: Date.now(), exist: (ids) => database.messages.exists(ids) })
      .then((removed) => {
        if (removed > 0) logger.info(`removed ${removed} files without a message`);
      })
      .catch(this.#onFault);
  }

  readonly #ageNow = (): number => this.#clock.now();

  readonly #organization = () => this.#options.directory.organization;

  readonly #onQueued = (queue: string): void => this.#scheduler.wake(queue);

  readonly #onFault = (error: unknown): void => {
    this.#log.fault(error);
  };
}
