import type { DeliveryLog } from '../log/delivery-log.js';
import type { LogRecord } from '../log/log-record.js';
import type { Maildirs } from '../maildir/maildirs.js';
import { storageFault, type StorageFault } from '../maildir/storage-fault.js';
import { SmallDelivery, type SmallMessage } from './small-delivery.js';

/** By mailbox, in their order, undefined: it is stored. `alone`: the message has to be stored by itself. */
export type GroupOutcome = readonly (StorageFault | undefined)[] | 'alone';

interface Waiting {
  readonly delivery: SmallDelivery;
  readonly resolve: (outcome: GroupOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Stores the small messages of one database: those that came at once, or while others were stored, with one fsync. */
export class GroupCommit {
  readonly #log: DeliveryLog;
  readonly #maildirs: Maildirs;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(log: DeliveryLog, maildirs: Maildirs) {
    this.#log = log;
    this.#maildirs = maildirs;
  }

  store(message: SmallMessage): Promise<GroupOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ delivery: new SmallDelivery(this.#maildirs, message), resolve, reject });
      if (this.#running) return;
      this.#running = true;
      // All that this turn of the event loop brings goes together; an idle server waits for nothing.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const together = await this.#commit(batch.map(({ delivery }) => delivery));
        for (const { delivery, resolve } of batch) {
          resolve(together && !delivery.late ? delivery.faults : 'alone');
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = false;
  }

  async #commit(batch: readonly SmallDelivery[]): Promise<boolean> {
    try {
      if (!(await this.#log.ready())) return false;
      await this.#store(batch);
    } catch (error) {
      const fault = storageFault(error);
      for (const delivery of batch) await delivery.withdraw(fault ?? { kind: 'unavailable', cause: error });
      if (fault === undefined) throw error;
    }
    return true;
  }

  async #store(batch: readonly SmallDelivery[]): Promise<void> {
    for (const delivery of batch) await delivery.draft();
    const records = batch.map(({ record }) => record).filter(isDefined);
    if (records.length === 0) return;
    let whole = true;
    await this.#log.deliver(records, async () => {
      for (const delivery of batch) whole = (await delivery.show()) && whole;
    });
    // What is refused must not come back from the log.
    if (!whole) await this.#log.checkpoint();
  }
}

const isDefined = (record: LogRecord | undefined): record is LogRecord => record !== undefined;
