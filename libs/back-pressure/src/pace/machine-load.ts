import { busyShare, LocalLoad, PeriodicTask } from '@mailyard/service';

const intervalMs = 500;
/** A Redis that takes longer for the simplest question waits for its disk, or has too much to do. */
const slowAnswerMs = 200;

/** It goes on looking for so long after somebody has asked. */
const wantedMs = 5_000;

/** Whether the machine, this process or Redis has nothing more to give. While nobody asks it does not look. */
export class MachineLoad {
  #busy = false;
  #wantedUntil = -Infinity;
  readonly #redisCpuSeconds: () => Promise<number | undefined>;
  readonly #looks: PeriodicTask;
  readonly #local = new LocalLoad();
  #redis: number | undefined;
  #at = performance.now();

  /** `redisCpuSeconds`: what Redis's main thread has used; undefined when nobody can tell. */
  constructor(redisCpuSeconds: () => Promise<number | undefined>, onFault: (error: unknown) => void) {
    this.#redisCpuSeconds = redisCpuSeconds;
    this.#looks = new PeriodicTask(() => this.#look(), onFault);
  }

  /** As it was found half a second ago at most; false where nobody has asked for it lately. */
  get busy(): boolean {
    const now = performance.now();
    if (now > this.#wantedUntil) {
      this.#busy = false;
      this.#begin();
    }
    this.#wantedUntil = now + wantedMs;
    return this.#busy;
  }

  #begin(): void {
    this.#local.share();
    [this.#at, this.#redis] = [performance.now(), undefined];
    this.#looks.start(intervalMs);
  }

  stop(): Promise<void> {
    return this.#looks.stop();
  }

  async #look(): Promise<void> {
    if (performance.now() > this.#wantedUntil) return void this.#looks.stop();
    const asked = performance.now();
    const redis = await this.#redisCpuSeconds();
    const now = performance.now();
    const redisShare = ((redis ?? 0) - (this.#redis ?? redis ?? 0)) / ((now - this.#at) / 1000);
    const share = Math.max(this.#local.share(), redisShare);
    this.#busy = share >= busyShare || now - asked >= slowAnswerMs;
    [this.#at, this.#redis] = [now, redis];
  }
}
