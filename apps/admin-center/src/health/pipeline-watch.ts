import { hostname } from 'node:os';

import {
  Degradations,
  PeriodicTask,
  readRedisMemory,
  writeRefusal,
  type Degradation,
  type RedisMemory,
  type ServiceInstance,
  type ServiceRegistry,
} from '@mailyard/service';
import { type Directory } from '@mailyard/directory';
import {
  QueueHeads,
  queueProblemCodes,
  queueProblems,
  type QueueCatalog,
  type QueueSummary,
} from '@mailyard/queue';
import type { Logger } from '@mailyard/service';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';

import { unlessRedisIsAway } from './live-services.js';

export interface PipelineWatchOptions {
  readonly server: string;
  readonly catalog: QueueCatalog;
  readonly registry: ServiceRegistry;
  readonly directory: Directory;
  readonly redis: Redis;
  readonly degradations: Degradations;
  readonly logger: Logger;
}

type Problem = Omit<Degradation, 'since'>;

const intervalMs = 1_000;
const refusesWrites = 'redis-refuses-writes';
const codes = [...queueProblemCodes, 'service-gone', 'connector-disabled', 'redis-memory', refusesWrites];
/** Beyond it new mail is soon refused with 452. */
const fullMemory = 0.9;

/** Looks for what no single process can know of itself: queues that do not move, services that died, what is switched off. */
export class PipelineWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #options: PipelineWatchOptions;
  readonly #heads = new QueueHeads();
  #silentSince: ReadonlyMap<string, number> = new Map();
  readonly #looks: PeriodicTask;

  constructor(options: PipelineWatchOptions) {
    this.#options = options;
    this.#looks = new PeriodicTask(
      () => this.#look(),
      (error) => options.logger.error({ error }, 'the pipeline cannot be watched'),
    );
  }

  onApplicationBootstrap(): void {
    this.#looks.start(intervalMs);
  }

  onApplicationShutdown(): void {
    void this.#looks.stop();
  }

  async #look(): Promise<void> {
    const { catalog, registry, redis, server, degradations } = this.#options;
    const all = Promise.all([
      catalog.list(),
      registry.silent({ server }),
      readRedisMemory(redis),
      writeRefusal(redis),
    ]);
    const found = await unlessRedisIsAway(all);
    if (found === undefined) return;
    const [queues, silent, memory, refusal] = found;
    degradations.found(codes, [
      ...this.#queueProblems(queues),
      ...(refusal === undefined ? [] : [refused(refusal)]),
      ...this.#gone(silent).map(gone),
      ...this.#disabledConnectors(),
      ...memoryProblems(memory),
    ]);
  }

  /** Who does not hear itself knows nothing of the others: Redis has not taken heartbeats, or has stood still. */
  #gone(silent: readonly ServiceInstance[]): readonly ServiceInstance[] {
    const now = performance.now();
    const heard = silent.some(isThisProcess) ? [] : silent;
    this.#silentSince = new Map(heard.map(({ id }) => [id, this.#silentSince.get(id) ?? now]));
    // Others may beat a moment later than this process when Redis goes on.
    return heard.filter(({ id }) => now - (this.#silentSince.get(id) ?? now) >= 2 * intervalMs);
  }

  #queueProblems(queues: readonly QueueSummary[]): readonly Problem[] {
    const now = Date.now();
    const { DelayNotificationTimeout } = this.#options.directory.organization.transport;
    this.#heads.look(queues, now);
    const headMs = (queue: QueueSummary): number => this.#heads.standsFor(queue, now);
    return queueProblems(queues, { now, lateMs: DelayNotificationTimeout, headMs });
  }

  #disabledConnectors(): readonly Problem[] {
    const { organization } = this.#options.directory;
    const { server } = this.#options;
    const delivery = organization.mailboxDeliveryConnector(server);
    const connectors = [
      ...organization.receiveConnectors(server),
      ...(delivery === undefined ? [] : [delivery]),
    ];
    const disabled = connectors.filter(({ Enabled }) => !Enabled);
    return disabled.map(({ Server, Name }) => ({
      code: 'connector-disabled',
      subject: `${Server}\\${Name}`,
      reason: 'Enabled is false: it takes no mail',
    }));
  }
}

function isThisProcess({ host, pid }: ServiceInstance): boolean {
  return host === hostname() && pid === process.pid;
}

function gone({ service, host, pid, server }: ServiceInstance): Problem {
  const subject = `${server}\\${service} ${host}:${pid}`;
  return {
    code: 'service-gone',
    subject,
    reason: 'it fell silent without taking its leave, and none has come in its place',
  };
}

function refused(refusal: string): Problem {
  return { code: refusesWrites, subject: 'Redis', reason: refusal };
}

function memoryProblems({ usedBytes, maxBytes }: RedisMemory): readonly Problem[] {
  if (maxBytes === undefined || usedBytes < fullMemory * maxBytes) return [];
  const percent = Math.round((100 * usedBytes) / maxBytes);
  return [
    {
      code: 'redis-memory',
      subject: 'Redis',
      reason: `${percent} % of maxmemory is used; beyond it mail is refused`,
    },
  ];
}
