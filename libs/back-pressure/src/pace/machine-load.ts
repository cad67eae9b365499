import { cpus } from 'node:os';
import { performance, type EventLoopUtilization } from 'node:perf_hooks';

import { PeriodicTask } from '@mailyard/service';

const intervalMs = 500;
/** From here on one thing is done at the cost of another. */
const busyShare = 0.85;
/** A Redis that takes longer for the simplest question waits for its disk, or has too much to do. */
const slowAnswerMs = 200;

interface CpuTimes {
  readonly idle: number;
  readonly all: number;
}

/** It goes on looking for so long after somebody has asked. */
const wantedMs = 5_000;

/** Whether the machine, this process or Redis has nothing more to give. While nobody asks it does not look. */
export class MachineLoad {
  #busy = false;
  #wantedUntil = -Infinity;
  readonly #redisCpuSeconds: () => Promise<number | undefined>;
  readonly #looks: PeriodicTask;
  #cpus = cpuTimes();
  #loop: EventLoopUtilization = performance.eventLoopUtilization();
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
    [this.#at, this.#cpus, this.#loop] = [performance.now(), cpuTimes(), performance.eventLoopUtilization()];
    this.#redis = undefined;
    this.#looks.start(intervalMs);
  }

  stop(): Promise<void> {
    return this.#looks.stop();
  }

  async #look(): Promise<void> {
    if (performance.now() > this.#wantedUntil) return void this.#looks.stop();
    const asked = performance.now();
    const redis = await this.#redisCpuSeconds();
    const [now, cpu, loop] = [performance.now(), cpuTimes(), performance.eventLoopUtilization()];
    const shares = [
      1 - (cpu.idle - this.#cpus.idle) / Math.max(1, cpu.all - this.#cpus.all),
      performance.eventLoopUtilization(loop, this.#loop).utilization,
      ((redis ?? 0) - (this.#redis ?? redis ?? 0)) / ((now - this.#at) / 1000),
    ];
    this.#busy = Math.max(...shares) >= busyShare || now - asked >= slowAnswerMs;
    [this.#at, this.#cpus, this.#loop, this.#redis] = [now, cpu, loop, redis];
  }
}

/** Of all processors together. */
function cpuTimes(): CpuTimes {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (of: (each: (typeof times)[number]) => number): number =>
    times.reduce((total, each) => total + of(each), 0);
  return {
    idle: sum(({ idle }) => idle),
    all: sum(({ idle, user, nice, sys, irq }) => idle + user + nice + sys + irq),
  };
}
