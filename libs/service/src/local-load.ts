import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';

/** From here on one thing is done at the cost of another. */
export const busyShare = 0.85;

/** How much of what there is to work with is used: of the machine's processors by everybody, of its event loop by this process. */
export class LocalLoad {
  #cpus = cpuTimes();
  #loop = performance.eventLoopUtilization();

  /** The larger of both, from 0 to 1, since it was last asked. */
  share(): number {
    const [cpu, loop] = [cpuTimes(), performance.eventLoopUtilization()];
    const processors = 1 - (cpu.idle - this.#cpus.idle) / Math.max(1, cpu.all - this.#cpus.all);
    const { utilization } = performance.eventLoopUtilization(loop, this.#loop);
    [this.#cpus, this.#loop] = [cpu, loop];
    return Math.max(processors, utilization);
  }
}

interface CpuTimes {
  readonly idle: number;
  readonly all: number;
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
