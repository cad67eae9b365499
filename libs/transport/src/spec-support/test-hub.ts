import { MailboxAgent } from '@mailyard/delivery';
import type { TransportSettings } from '@mailyard/directory';
import type { MessageSource } from '@mailyard/message';
import {
  FileContentStore,
  MemoryAllowance,
  QueueDatabase,
  poisonQueue,
  queueRedis,
  QueueScheduler,
  SubmissionQueue,
  submissionQueue,
  type Lane,
  type LanePlan,
  type RouteAtOnce,
} from '@mailyard/queue';
import type { ServiceInstance } from '@mailyard/service';
import type { NextHop } from '@mailyard/routing';
import {
  HopConnection,
  HopPool,
  type Endpoint,
  type Envelope,
  type EnvelopeRecipient,
  type Reply,
} from '@mailyard/smtp';
import { eventually, type TestRedis } from '@mailyard/testing';

import { MessageAges } from '../age/message-ages.js';
import { Categorizer } from '../categorizer/categorizer.js';
import { routeAtOnce } from '../categorizer/routed-copies.js';
import { deliveryWays, type DeliveryWay, type DeliveryWays } from '../delivery-ways.js';
import { DeliveryLane } from '../lane/delivery-lane.js';
import type { FailedAttempt } from '../outcome/delivery-events.js';
import { DsnAuthor, type Reported } from '../outcome/dsn-author.js';
import { PoisonLane } from '../poison/poison-lane.js';
import type { TransportEvent } from '../outcome/transport-counts.js';
import { UnreachableMessages } from '../unreachable/unreachable-messages.js';
import { contoso } from './contoso.js';
import type { LmtpSink } from './lmtp-sink.js';

export interface TestHubOptions {
  /** Instead of the real one. */
  readonly routeAtOnce?: RouteAtOnce;
  readonly redis: TestRedis;
  readonly directory: string;
  readonly sink: LmtpSink;
  readonly settings?: Partial<TransportSettings>;
  readonly lockMs?: number;
  /** To the sink at a time. */
  readonly maxConnections?: number;
}

/** Mailbox Delivery, as the registry of services tells of it. */
function instanceAt(endpoint: Endpoint): ServiceInstance {
  return {
    id: 'sink',
    service: 'mailbox-delivery',
    server: 'MBX01',
    host: 'sink',
    pid: 1,
    address: endpoint.address,
    listeners: [{ name: 'sink', endpoint, state: 'Listening' }],
    state: 'Active',
    startedAt: '',
    version: '',
  };
}

const hops = { maxHopCount: 60, maxLocalHopCount: 5, localHosts: [] };
const source: MessageSource = {
  kind: 'SMTP',
  receivedAt: 0,
  sessionId: '08D0000000000001',
  connector: { name: 'Default MBX01', guid: 'c' },
  server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
  peer: { ip: '192.0.2.1', port: 4711, helo: 'client.example' },
  authAs: 'Anonymous',
  headerRights: { routing: true, organization: false, forest: false },
};

/** `local@domain`. */
export function recipient(address: string, rest: Omit<EnvelopeRecipient, 'path'> = {}): EnvelopeRecipient {
  const [localPart = '', domain = ''] = address.split('@');
  return { path: { localPart, domain }, ...rest };
}

/** What a hub is without its listeners: queues, categorizer, lanes to the sink. Several may share one Redis. */
export class TestHub {
  readonly counts: Record<TransportEvent, number> = { delivered: 0, failed: 0, delayed: 0, dsn: 0 };
  readonly faults: unknown[] = [];
  /** What an administrator was told, a line each. */
  readonly told: string[] = [];
  organization;
  readonly ages: MessageAges;
  readonly unreachable: UnreachableMessages;
  readonly #submission: SubmissionQueue;
  readonly #scheduler: QueueScheduler;
  readonly #agent: MailboxAgent;
  readonly #ways: DeliveryWays;

  private constructor(
    readonly options: TestHubOptions,
    readonly database: QueueDatabase,
    readonly files: FileContentStore,
  ) {
    this.organization = contoso(options.settings);
    const pool = new HopPool({
      maxIdleMs: 5_000,
      ...(options.maxConnections === undefined ? {} : { maxPerHost: options.maxConnections }),
      connect: ({ address, port }) =>
        HopConnection.connect({
          host: address,
          port,
          protocol: 'LMTP',
          helo: 'hub',
          connectTimeoutMs: 2_000,
          replyTimeoutMs: 10_000,
        }),
    });
    this.#agent = new MailboxAgent({
      pool,
      live: () => Promise.resolve([instanceAt(options.sink.endpoint)]),
      freshMs: 1_000,
      onFault: this.#onFault,
      onReturn: () => undefined,
    });
    this.#ways = deliveryWays({ mailbox: this.#agent });
    this.#scheduler = new QueueScheduler({
      database,
      planFor: (queue) => this.#planFor(queue),
      settings: () => {
        const { QueueMaxIdleTime, MessageRetryInterval, PoisonThreshold } = this.organization.transport;
        return {
          idleMs: QueueMaxIdleTime,
          messageRetryMs: MessageRetryInterval,
          poisonThreshold: PoisonThreshold,
        };
      },
      scanIntervalMs: 50,
      onFault: this.#onFault,
    });
    this.#submission = this.#newSubmission();
    this.ages = new MessageAges({ ...this.#common(), now: Date.now });
    this.unreachable = new UnreachableMessages({
      database,
      onQueued: (queue) => this.#scheduler.wake(queue),
    });
  }

  static async open(options: TestHubOptions): Promise<TestHub> {
    const faults: unknown[] = [];
    const database = await QueueDatabase.open({
      redis: queueRedis(options.redis.url),
      server: 'MBX01',
      lockMs: options.lockMs ?? 400,
      stalledIntervalMs: 100,
      onFault: (error) => faults.push(error),
    });
    const hub = new TestHub(options, database, await FileContentStore.open(options.directory));
    await hub.#agent.start();
    return hub;
  }

  start(): void {
    this.#scheduler.start();
  }

  async stop(): Promise<void> {
    await this.#scheduler.stop(2_000);
    this.#agent.stop();
    this.database.close();
  }

  get submissionMoves(): boolean {
    return this.#scheduler.submissionMoves;
  }

  /** The message may be older than it is. */
  async submit(
    recipients: readonly EnvelopeRecipient[],
    message: { ageMs?: number; from?: Envelope['reversePath']; body?: string } = {},
  ): Promise<Reply> {
    const { ageMs = 0, from = recipient('sender@example.com').path, body = 'Body\r\n' } = message;
    const sink = await this.#submission.accept(
      { reversePath: from, recipients, body: '7BIT', smtpUtf8: false },
      { ...source, receivedAt: Date.now() - ageMs },
      { maxMessageBytes: 50_000_000, maxHeaderBytes: 10_000, hops },
    );
    await sink.write(Buffer.from(`Subject: test\r\n\r\n${body}`));
    return (await sink.end()) as Reply;
  }

  /** Keys of mail that are left in Redis: items and contents. */
  async leftovers(): Promise<readonly string[]> {
    const redis = this.options.redis.client();
    const keys = await redis.keys('{mailyard:MBX01}:[ic]*');
    return keys.filter((key) => /:(?:item|content):|:items$/.test(key));
  }

  /** Every message was delivered or has failed. */
  async emptied(): Promise<void> {
    const what = 'the end of all mail';
    await eventually(async () => (await this.leftovers()).length === 0, { deadlineMs: 20_000, what });
  }

  #planFor(queue: string): LanePlan | undefined {
    if (queue === submissionQueue) return { maxLanes: 10, open: () => new Categorizer(this.#common()) };
    if (queue === poisonQueue) return { maxLanes: 1, open: () => new PoisonLane(this.#common()) };
    const nextHop = this.database.nextHops.of(queue);
    if (nextHop === undefined) return undefined;
    const way = this.#ways[nextHop.deliveryType];
    return way && { maxLanes: 5, open: () => this.#lane(nextHop, way) };
  }

  #lane(nextHop: NextHop, way: DeliveryWay): Lane {
    const readContent = (id: string): AsyncIterable<Buffer> => this.files.read(id);
    return new DeliveryLane(nextHop, { ...this.#common(), way, readContent, now: Date.now });
  }

  #common() {
    const { database } = this;
    const organization = () => this.organization;
    return {
      database,
      organization,
      dsns: new DsnAuthor({
        fqdn: 'mbx01.contoso.com',
        organization,
        nextId: () => database.ids.next(),
        now: Date.now,
      }),
      removeContent: (id: string) => this.files.remove(id),
      onQueued: (queue: string) => this.#scheduler.wake(queue),
      lanes: this.#scheduler,
      onFault: this.#onFault,
      events: {
        retry: (queue: string, { retryCount, lastError }: FailedAttempt) =>
          void this.told.push(`${queue} retry ${retryCount}: ${lastError}`),
        leftRetry: (queue: string) => void this.told.push(`${queue} left retry`),
        undelivered: (_id: string, action: string, recipients: readonly Reported[]) =>
          void this.told.push(
            ...recipients.map(
              ({ recipient: { path }, reply }) => `${action} ${path.localPart}: ${reply.toString()}`,
            ),
          ),
      },
      count: (event: TransportEvent, amount: number) => {
        this.counts[event] += amount;
      },
    };
  }

  #newSubmission(): SubmissionQueue {
    const { database, files } = this;
    return new SubmissionQueue({
      database,
      stores: {
        large: files,
        thresholdBytes: 10_000,
        memory: new MemoryAllowance(10_000_000),
      },
      hostname: 'hub1',
      version: '0.1.0',
      lanes: this.#scheduler,
      routeAtOnce: this.options.routeAtOnce ?? ((copy) => routeAtOnce(copy, this.organization)),
      onSubmitted: () => undefined,
      onFault: this.#onFault,
    });
  }

  readonly #onFault = (error: unknown): void => void this.faults.push(error);
}
