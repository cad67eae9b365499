import type { AgentHost } from '@mailyard/agent-host';
import type { DeliveryAgent } from '@mailyard/delivery';
import type { Organization, TransportSettings } from '@mailyard/directory';
import type { MessageSource } from '@mailyard/message';
import type { MessageTracking } from '@mailyard/tracking';
import {
  FileContentStore,
  QueueDatabase,
  queueRedis,
  type ContentStores,
  type RouteAtOnce,
} from '@mailyard/queue';
import { Degradations, MemoryAllowance, silentLog } from '@mailyard/service';
import type { Envelope, EnvelopeRecipient, Reply } from '@mailyard/smtp';
import { eventually, type TestRedis } from '@mailyard/testing';

import type { NextHopNews } from '../delivery-table.js';
import type { TransportIntervals } from '../transport-intervals.js';
import { TransportService } from '../transport-service.js';
import { contoso } from './contoso.js';
import { RecordedEvents } from './recorded-events.js';
import { agentToNobody, agentToNoServer, sinkAgent, type SinkAgentOptions } from './sink-agent.js';

export interface TestHubOptions extends Omit<SinkAgentOptions, 'onFault'> {
  readonly redis: TestRedis;
  readonly directory: string;
  readonly settings?: Partial<TransportSettings>;
  readonly lockMs?: number;
  readonly intervals?: Partial<TransportIntervals>;
  /** Of Send connectors; absent: it reaches nobody. */
  readonly smtp?: (news: NextHopNews) => DeliveryAgent;
  readonly tracking?: MessageTracking;
  /** Which messages pass Submission. */
  readonly routeAtOnce?: RouteAtOnce;
  readonly agentHost?: AgentHost;
  /** Of Delivery Agent connectors. */
  readonly installed?: (news: NextHopNews, organization: () => Organization) => DeliveryAgent;
}

const hops = { maxHopCount: 60, maxLocalHopCount: 5, localHosts: [] };
/** Of a stranger. */
export const source: MessageSource = {
  kind: 'SMTP',
  receivedAt: 0,
  sessionId: '08D0000000000001',
  connector: { name: 'Default MBX01', guid: 'c' },
  server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
  peer: { ip: '192.0.2.1', port: 4711, helo: 'client.example' },
  authAs: 'Anonymous',
  headerRights: { routing: true, organization: false, forest: false },
};
/** What tests look for is found soon; whose age is to be judged, a test says. */
const intervals = { scan: 50, age: 3_600_000 };

/** `local@domain`. */
export function recipient(address: string, rest: Omit<EnvelopeRecipient, 'path'> = {}): EnvelopeRecipient {
  const [localPart = '', domain = ''] = address.split('@');
  return { path: { localPart, domain }, ...rest };
}

/** A hub without sessions that delivers to the sink. Several may share one Redis. */
export class TestHub {
  organization;
  readonly service: TransportService;
  /** As the agents tell it. */
  news!: NextHopNews;
  readonly #events = new RecordedEvents();
  readonly stores: ContentStores & { readonly large: FileContentStore };
  #onChange: () => void = () => undefined;

  private constructor(
    readonly options: TestHubOptions,
    readonly database: QueueDatabase,
    readonly files: FileContentStore,
  ) {
    this.stores = { large: files, thresholdBytes: 10_000, memory: new MemoryAllowance(10_000_000) };
    this.organization = contoso({ MaxConcurrentMailboxDeliveries: 5, ...options.settings });
    const organization = () => this.organization;
    const { routeAtOnce } = options;
    const onFault = (error: unknown): void => this.#events.fault(error);
    this.service = new TransportService({
      database,
      stores: this.stores,
      directory: {
        get organization() {
          return organization();
        },
        onChange: (listener) => {
          this.#onChange = () => listener(this.organization);
          return () => undefined;
        },
      },
      fqdn: 'mbx01.contoso.com',
      place: { server: 'MBX01' },
      agents: (news) => {
        this.news = news;
        const { smtp = () => agentToNobody(organization) } = options;
        return {
          smtp: smtp(news),
          inside: {
            mailbox: sinkAgent({ ...options, onFault }),
            server: agentToNoServer(organization, onFault),
            ...(options.installed === undefined ? {} : { installed: options.installed(news, organization) }),
          },
        };
      },
      events: this.#events,
      counts: this.#events,
      degradations: new Degradations({ log: silentLog }),
      intervals: { ...intervals, ...options.intervals },
      ...(options.agentHost === undefined ? {} : { agentHost: options.agentHost }),
      ...(routeAtOnce === undefined ? {} : { routeAtOnce }),
      ...(options.tracking === undefined ? {} : { tracking: options.tracking }),
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
    return new TestHub(options, database, await FileContentStore.open(options.directory));
  }

  /** Recipients by outcome, and DSNs. */
  get counts(): RecordedEvents['outcomes'] {
    return this.#events.outcomes;
  }

  get told(): readonly string[] {
    return this.#events.lines;
  }

  get faults(): readonly unknown[] {
    return this.#events.faults;
  }

  /** As the directory tells it. */
  changeOrganization(organization: Organization): void {
    this.organization = organization;
    this.#onChange();
  }

  start(): Promise<void> {
    return this.service.start();
  }

  async stop(): Promise<void> {
    await this.service.stop(2_000);
    this.database.close();
  }

  /** The message may be older than it is. */
  async submit(
    recipients: readonly EnvelopeRecipient[],
    message: {
      ageMs?: number;
      from?: Envelope['reversePath'];
      body?: string;
      fields?: string;
      authAs?: MessageSource['authAs'];
    } = {},
  ): Promise<Reply> {
    const {
      ageMs = 0,
      from = recipient('sender@example.com').path,
      body = 'Body\r\n',
      fields = '',
      authAs = source.authAs,
    } = message;
    const sink = await this.service.submission.accept(
      { reversePath: from, recipients, body: '7BIT', smtpUtf8: false },
      { ...source, authAs, receivedAt: Date.now() - ageMs },
      { maxMessageBytes: 50_000_000, maxHeaderBytes: 10_000, hops },
    );
    await sink.write(
      Buffer.from(`${/^Subject:/m.test(fields) ? '' : 'Subject: test\r\n'}${fields}\r\n${body}`),
    );
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
    const ended = async (): Promise<void> => {
      const left = await this.leftovers();
      const faults = this.faults.map(String);
      if (left.length > 0) throw new Error(`${left.join()} are left; faults: ${faults.join()}`);
    };
    await eventually(ended, { deadlineMs: 20_000, what: 'the end of all mail' });
  }
}
