import { setTimeout as pause } from 'node:timers/promises';

import type { Organization } from '@mailyard/directory';
import type { KeptMessage, QueueDatabase, SafetyNetFiles } from '@mailyard/queue';
import { PeriodicTask } from '@mailyard/service';

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** A disk that takes longer delays no mail: what was delivered then is not kept. */
const patienceMs = 2_000;

/** What of the hub the Safety Net asks. */
export interface SafetyNetContext {
  readonly database: Pick<QueueDatabase, 'ready' | 'resubmits'>;
  readonly organization: () => Organization;
  readonly resubmissionPaused: () => boolean;
  readonly now: () => number;
  readonly events: { fault(error: unknown): void; lacking(minute: number, deliveries: number): void };
}

/** Keeps what was delivered for SafetyNetHoldTime. It is the first that gives way when anything runs short. */
export class SafetyNet {
  readonly files: SafetyNetFiles;
  readonly #context: SafetyNetContext;
  readonly #looks: PeriodicTask;
  /** Deliveries that it does not have, by the hour, of which nobody has been told yet. */
  readonly #lacking = new Map<number, number>();
  /** The disk has not taken what it was given, and gets no more meanwhile. */
  #stands = false;

  constructor(files: SafetyNetFiles, context: SafetyNetContext) {
    this.files = files;
    this.#context = context;
    this.#looks = new PeriodicTask(
      () => this.tend(),
      (error) => context.events.fault(error),
    );
  }

  get isOn(): boolean {
    return this.#context.organization().transport.SafetyNetHoldTime > 0;
  }

  start(intervalMs: number): void {
    this.#looks.start(intervalMs);
  }

  async stop(): Promise<void> {
    await this.#looks.stop();
    await this.#tell().catch((error: unknown) => this.#context.events.fault(error));
    await this.files.close();
  }

  /** Before the deliveries are settled: a hub that dies in between leaves one that is kept twice, and no gap. */
  async keep(kept: readonly KeptMessage[]): Promise<void> {
    if (kept.length === 0) return;
    if (this.#stands || this.#context.resubmissionPaused()) return this.#lack(kept);
    try {
      if (await this.#keptInTime(kept)) return;
      throw new Error('the disk takes too long');
    } catch (cause) {
      this.#lack(kept);
      const { events } = this.#context;
      events.fault(new Error(`the Safety Net does not have ${kept.length} deliveries`, { cause }));
    }
  }

  async #keptInTime(kept: readonly KeptMessage[]): Promise<boolean> {
    const inTime = new AbortController();
    const writing = this.files.keep(kept).finally(() => inTime.abort());
    const lateness = pause(patienceMs, 'late', { signal: inTime.signal, ref: false }).catch(() => undefined);
    if ((await Promise.race([writing, lateness])) !== 'late') return true;
    this.#stands = true;
    const goOn = (): void => void (this.#stands = false);
    writing.then(goOn, (error: unknown) => {
      goOn();
      this.#context.events.fault(error);
    });
    return false;
  }

  #lack(deliveries: readonly KeptMessage[]): void {
    const now = this.#context.now();
    const minute = now - (now % minuteMs);
    this.#lacking.set(minute, (this.#lacking.get(minute) ?? 0) + deliveries.length);
  }

  /** In the log, and for whoever asks for what was delivered then. */
  async #tell(): Promise<void> {
    const { database, events } = this.#context;
    for (const [minute, deliveries] of this.#lacking) {
      if (!database.ready) return;
      this.#lacking.delete(minute);
      events.lacking(minute, deliveries);
      await database.resubmits.lack(minute, deliveries);
    }
  }

  /** Hours that are over go: after their time, beyond the size, and one by one while anything runs short. */
  async tend(): Promise<void> {
    const { organization, now, resubmissionPaused } = this.#context;
    const { SafetyNetHoldTime: holdMs, SafetyNetMaxDirectorySize: size } = organization().transport;
    await this.#tell();
    const over = (await this.files.hours()).filter((hour) => hour + hourMs <= now());
    let left = size === 'Unlimited' ? Infinity : size;
    for (const hour of over.toReversed()) {
      left -= await this.files.octetsOf(hour);
      if (left < 0 || hour + hourMs + holdMs <= now()) await this.files.forget(hour);
    }
    const [oldest] = over;
    if (oldest !== undefined && resubmissionPaused()) await this.files.forget(oldest);
  }
}
