import { PeriodicTask, type Log } from '@mailyard/service';

import { commandText } from '../../cmdlets/command-text/command-text.js';
import { monitor, type Caller } from '../../caller.js';
import type { OperationContext } from '../../context.js';
import { objectAccess } from '../../objects/object-access.js';
import { objectOperations } from '../../objects/object-operations.js';
import { Operations } from '../../operations.js';
import type { LoggingPeriod } from './redis-logging-periods.js';

const lookMs = 2_000;

/** Ends the periods that are over. Every admin centre looks; what two of them do at once is the same. */
export class LoggingPeriodWatch {
  readonly #context: OperationContext;
  readonly #looks: PeriodicTask;

  constructor(context: OperationContext, { log }: { readonly log: Pick<Log, 'warn'> }) {
    this.#context = context;
    this.#looks = new PeriodicTask(
      () => this.look(Date.now()),
      (error) => log.warn(`a connector may be logged for longer than it should: ${String(error)}`),
    );
  }

  start(): void {
    this.#looks.start(lookMs);
  }

  async stop(): Promise<void> {
    await this.#looks.stop();
  }

  async look(now: number): Promise<void> {
    const periods = await this.#context.loggingPeriods.list();
    const over = periods.filter(({ until }) => until <= now);
    // One after the other: each is a revision of the organization.
    // eslint-disable-next-line no-await-in-loop
    for (const { guid } of over) await this.#end(guid, now);
  }

  async #end(guid: string, now: number): Promise<void> {
    const { directory, loggingPeriods } = this.#context;
    const period = await loggingPeriods.of(guid);
    // Somebody has ordered more time in the meantime, or another admin centre was faster.
    if (period === undefined || period.until > now) return;
    const { kind, before } = period;
    const object = directory.organization.objects[kind].find(({ Guid }) => Guid === guid);
    if (object !== undefined && object.ProtocolLoggingLevel !== before) {
      const said = { identity: guid, parameters: { ProtocolLoggingLevel: before } };
      await new Operations(this.#context, commandText).run(
        objectOperations[kind].Set,
        said,
        ownCaller(period),
      );
    }
    await loggingPeriods.end(period);
  }
}

/** In the name of whoever ordered the period, who may be gone by now. */
function ownCaller({ kind, caller }: LoggingPeriod): Caller {
  const { client } = monitor('admin-center');
  return { name: `admin-center, for ${caller}`, client, rights: new Set([objectAccess[kind].change]) };
}
