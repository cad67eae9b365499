import { hostname } from 'node:os';

import { QueueHeads, queueProblemCodes, queueProblems, type QueueSummary } from '@mailyard/queue';
import { PeriodicTask, type Degradations, type Log } from '@mailyard/service';

import type { OperationContext } from '../context.js';
import { unlessRedisIsAway } from '../redis/redis-answer.js';
import { pipelineProblemCodes, pipelineProblems, SilentServices } from './pipeline-problems.js';

type Watched = Pick<OperationContext, 'directory' | 'registry' | 'server' | 'listedQueues' | 'redis'>;

const intervalMs = 1_000;

/** Looks at the pipeline as a whole, and keeps the degradations of this process as it finds it. */
export class PipelineWatch {
  readonly #watched: Watched;
  readonly #degradations: Degradations;
  readonly #heads = new QueueHeads();
  readonly #silent = new SilentServices({ host: hostname(), pid: process.pid });
  readonly #looks: PeriodicTask;
  #judged: readonly QueueSummary[] | undefined;

  constructor(
    watched: Watched,
    { degradations, log }: { readonly degradations: Degradations; readonly log: Log },
  ) {
    this.#watched = watched;
    this.#degradations = degradations;
    this.#looks = new PeriodicTask(
      () => this.#look(),
      (error) => log.error(`the pipeline cannot be watched: ${String(error)}`),
    );
  }

  start(): void {
    this.#looks.start(intervalMs);
  }

  async stop(): Promise<void> {
    await this.#looks.stop();
  }

  async #look(): Promise<void> {
    const { registry, redis, server, directory, listedQueues } = this.#watched;
    const all = [listedQueues.current(), registry.silent({ server: server.name }), redis.refusal()] as const;
    const found = await unlessRedisIsAway(Promise.all(all));
    if (found === undefined) return;
    const [queues, silent, refusal] = found;
    this.#judge(queues);
    const { organization } = directory;
    const delivery = organization.mailboxDeliveryConnector(server.name);
    const connectors = organization.receiveConnectors(server.name);
    const problems = pipelineProblems({
      gone: this.#silent.look(silent, performance.now()),
      connectors: delivery === undefined ? connectors : [...connectors, delivery],
      refusal,
    });
    this.#degradations.found(pipelineProblemCodes, problems);
  }

  /** Very many are listed now and then only: the same list is judged once. */
  #judge(queues: readonly QueueSummary[]): void {
    if (queues === this.#judged) return;
    this.#judged = queues;
    const now = Date.now();
    this.#heads.look(queues, now);
    const problems = queueProblems(queues, {
      now,
      lateMs: this.#watched.directory.organization.transport.DelayNotificationTimeout,
      headMs: (queue) => this.#heads.standsFor(queue, now),
    });
    this.#degradations.found(queueProblemCodes, problems);
  }
}
