import type { TransportSettings } from '@mailyard/directory';
import { QueueCatalog, type QueueSummary } from '@mailyard/queue';
import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';
import type { Queue } from 'bullmq';

import { LmtpSink } from './lmtp-sink.js';
import { TestHub, type TestHubOptions } from './test-hub.js';

/** What the hubs of a server have in common: Redis, the folder of large contents, and the sink they deliver to. */
export class TestSite {
  sink = new LmtpSink();
  readonly catalog: QueueCatalog;
  readonly #hubs: TestHub[] = [];

  private constructor(
    readonly redis: TestRedis,
    readonly directory: TempDir,
    readonly settings: Partial<TransportSettings>,
  ) {
    this.catalog = new QueueCatalog({ redis: redis.client(), server: 'MBX01' });
  }

  /** The settings are those of each hub that has none of its own. */
  static async start(settings: Partial<TransportSettings> = {}): Promise<TestSite> {
    const site = new TestSite(await startRedis(), await tempDir('mailyard-delivery'), settings);
    await site.sink.start();
    return site;
  }

  async openHub(options: Partial<TestHubOptions> = {}): Promise<TestHub> {
    const { redis, directory, sink, settings } = this;
    const hub = await TestHub.open({ redis, directory: directory.path, sink, settings, ...options });
    this.#hubs.push(hub);
    return hub;
  }

  async startHub(settings: Partial<TransportSettings> = this.settings): Promise<TestHub> {
    const hub = await this.openHub({ settings });
    await hub.start();
    return hub;
  }

  async queue(name: string): Promise<QueueSummary | undefined> {
    return (await this.catalog.list()).find((each) => each.name === name);
  }

  /** The same as BullMQ sees it. */
  async bull(name: string): Promise<Queue | undefined> {
    return (await this.catalog.bullQueues()).find((each) => each.name === name);
  }

  /** Nothing is left of the hubs and their mail; the next ones find a new sink. */
  async renew(): Promise<void> {
    await this.#stopHubs();
    await this.redis.client().flushall();
    this.sink = new LmtpSink();
    await this.sink.start();
  }

  async stop(): Promise<void> {
    await this.#stopHubs();
    await this.catalog.close();
    await this.redis.stop();
    await this.directory.remove();
  }

  async #stopHubs(): Promise<void> {
    await Promise.all(this.#hubs.splice(0).map((hub) => hub.stop()));
    await this.sink.stop();
  }
}
