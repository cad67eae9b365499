import type { ServiceInstance } from '@mailyard/service';

/** Others may beat a moment later than this process when Redis goes on. */
const patienceMs = 2_000;

/** Which processes are gone, of those that have fallen silent without taking their leave. */
export class SilentServices {
  readonly #self: Pick<ServiceInstance, 'host' | 'pid'>;
  #since: ReadonlyMap<string, number> = new Map();

  constructor(self: Pick<ServiceInstance, 'host' | 'pid'>) {
    this.#self = self;
  }

  /** To be called from time to time, with all that are silent; `now` on a clock that only goes forward. */
  look(silent: readonly ServiceInstance[], now: number): readonly ServiceInstance[] {
    // Who does not hear itself knows nothing of the others: Redis has not taken heartbeats, or has stood still.
    const deaf = silent.some(({ host, pid }) => host === this.#self.host && pid === this.#self.pid);
    const heard = deaf ? [] : silent;
    this.#since = new Map(heard.map(({ id }) => [id, this.#since.get(id) ?? now]));
    return heard.filter(({ id }) => now - (this.#since.get(id) ?? now) >= patienceMs);
  }
}
