import { setTimeout as pause } from 'node:timers/promises';

import type { Organization } from '@mailyard/directory';
import type { KeptMessage, SafetyNetFiles } from '@mailyard/queue';
import { PeriodicTask } from '@mailyard/service';

const hourMs = 3_600_000;
/** A disk that takes longer delays no mail: what was delivered then is not kept. */
const patienceMs = 2_000;

/** What of the hub the Safety Net asks. */
export interface SafetyNetContext {
  readonly organization: () => Organization;
  readonly resubmissionPaused: () => boolean;
  readonly now: () => number;
  readonly events: { fault(error: unknown): void };
}

/** Keeps what was delivered for SafetyNetHoldTime. It is the first that gives way when anything runs short. */
export class SafetyNet {
  readonly files: SafetyNetFiles;
  readonly #context: SafetyNetContext;
  readonly #looks: PeriodicTask;

  constructor(files: SafetyNetFiles, context: SafetyNetContext) {
    this.files = files;
    this.#context = context;
    this.#looks = new PeriodicTask(
      () => this.tend(),
      (error) => context.events.fault(error),
    );
  }

  get isOn(): boolean {
    const { organization, resubmissionPaused } = this.#context;
    return organization().transport.SafetyNetHoldTime > 0 && !resubmissionPaused();
  }

  start(intervalMs: number): void {
    this.#looks.start(intervalMs);
  }

  async stop(): Promise<void> {
    await this.#looks.stop();
    await this.files.close();
  }

  /** Before the deliveries are settled: a hub that dies in between leaves one that is kept twice, and no gap. */
  async keep(kept: readonly KeptMessage[]): Promise<void> {
    const { events } = this.#context;
    if (kept.length === 0) return;
    const late = new AbortController();
    try {
      const writing = this.files.keep(kept).finally(() => late.abort());
      const lateness = pause(patienceMs, 'late', { signal: late.signal, ref: false }).catch(() => undefined);
      if ((await Promise.race([writing, lateness])) !== 'late') return;
      writing.catch((error: unknown) => events.fault(error));
      throw new Error('the disk takes too long');
    } catch (cause) {
      events.fault(new Error(`the Safety Net does not have ${kept.length} deliveries`, { cause }));
    }
  }

  /** Hours that are over go: after their time, beyond the size, and one by one while anything runs short. */
  async tend(): Promise<void> {
    const { organization, now, resubmissionPaused } = this.#context;
    const { SafetyNetHoldTime: holdMs, SafetyNetMaxDirectorySize: size } = organization().transport;
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
