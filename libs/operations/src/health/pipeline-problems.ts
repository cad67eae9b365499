import type { ReceiveConnector } from '@mailyard/directory';
import type { Degradation, ServiceInstance } from '@mailyard/service';

/** What is seen of a server's pipeline at one look, its queues aside. */
export interface SeenPipeline {
  /** Processes that are gone without taking their leave. */
  readonly gone: readonly ServiceInstance[];
  /** The server's Receive connectors, Mailbox Delivery's included. */
  readonly connectors: readonly Pick<ReceiveConnector, 'Server' | 'Name' | 'Enabled'>[];
  /** Why Redis does not take what is written into it. */
  readonly refusal: string | undefined;
}

type Problem = Omit<Degradation, 'since'>;

/** All codes that `pipelineProblems` may give. */
export const pipelineProblemCodes = ['redis-refuses-writes', 'service-gone', 'connector-disabled'] as const;

/** What no single process can know of itself: services that died, what is switched off. */
export function pipelineProblems(seen: SeenPipeline): readonly Problem[] {
  return [...refused(seen), ...seen.gone.map(goneService), ...disabledConnectors(seen)];
}

function refused({ refusal }: SeenPipeline): readonly Problem[] {
  return refusal === undefined ? [] : [{ code: 'redis-refuses-writes', subject: 'Redis', reason: refusal }];
}

function goneService({ service, host, pid, server }: ServiceInstance): Problem {
  return {
    code: 'service-gone',
    subject: `${server}\\${service} ${host}:${pid}`,
    reason: 'it fell silent without taking its leave, and none has come in its place',
  };
}

function disabledConnectors({ connectors }: SeenPipeline): readonly Problem[] {
  const disabled = connectors.filter(({ Enabled }) => !Enabled);
  return disabled.map(({ Server, Name }) => ({
    code: 'connector-disabled',
    subject: `${Server}\\${Name}`,
    reason: 'Enabled is false: it takes no mail',
  }));
}

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
