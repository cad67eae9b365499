import type { QueueCatalog, QueueSummary } from '@mailyard/queue';
import { PeriodicTask } from '@mailyard/service';
import type { CsvLog, LogForm } from '@mailyard/telemetry';

export interface QueueLogOptions {
  readonly catalog: Pick<QueueCatalog, 'list'>;
  readonly log: Pick<CsvLog, 'enabled' | 'write'>;
  /** Whether this hub writes this time: of all hubs of the server one does. */
  readonly isMine: () => Promise<boolean>;
  readonly onFault: (error: unknown) => void;
}

/** As Exchange has it (QueueLoggingThreshold, QueueLoggingInterval). */
const messagesMin = 10;
export const queueLogIntervalMs = 60_000;

type Column = readonly [field: string, of: (queue: QueueSummary) => string | number | undefined];

const time = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString();

const columns: readonly Column[] = [
  ['queue-identity', ({ identity }) => identity],
  ['status', ({ status }) => status],
  ['message-count', ({ messageCount }) => messageCount],
  ['delivery-type', ({ deliveryType }) => deliveryType],
  ['next-hop-category', ({ nextHopCategory }) => nextHopCategory],
  ['next-hop-domain', ({ nextHopDomain }) => nextHopDomain],
  ['next-hop-connector', ({ nextHopConnector }) => nextHopConnector],
  ['incoming-rate', ({ incomingRate }) => incomingRate],
  ['outgoing-rate', ({ outgoingRate }) => outgoingRate],
  ['velocity', ({ velocity }) => velocity],
  ['retry-count', ({ retryCount }) => retryCount],
  ['next-retry-time', ({ nextRetryTime }) => time(nextRetryTime)],
  ['oldest-message-time', ({ oldestMessageTime }) => time(oldestMessageTime)],
  ['last-error', ({ lastError }) => lastError],
  ['wait-reason', ({ waitReason }) => waitReason],
];

export const queueLogForm: LogForm = {
  name: 'Queue',
  title: 'queue log',
  type: 'Queue Log',
  prefix: 'QUEUELOG',
  fields: ['date-time', ...columns.map(([field]) => field)],
};

/** Exchange's queue log: once a minute a row of each queue with ten messages or more, so that yesterday's jam can be seen today. */
export class QueueLog {
  readonly #options: QueueLogOptions;
  readonly #looks: PeriodicTask;

  constructor(options: QueueLogOptions) {
    this.#options = options;
    this.#looks = new PeriodicTask(() => this.look(), options.onFault);
  }

  start(): void {
    this.#looks.start(queueLogIntervalMs);
  }

  stop(): Promise<void> {
    return this.#looks.stop();
  }

  async look(): Promise<void> {
    const { catalog, log, isMine } = this.#options;
    if (!log.enabled || !(await isMine())) return;
    for (const queue of await catalog.list()) {
      if (queue.messageCount >= messagesMin) log.write(columns.map(([, of]) => of(queue)));
    }
  }
}
