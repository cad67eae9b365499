import type { Log } from '../log/log.js';
import { PeriodicTask } from '../periodic-task.js';
import type { ServiceState } from '../registry/redis-service-registry.js';
import { effectiveState, type Component } from './component-state.js';
import type { ComponentStates } from './redis-component-states.js';

export interface ComponentWatchOptions {
  readonly states: ComponentStates;
  readonly server: string;
  readonly component: Component;
  /** This process. */
  readonly instance: string;
  readonly log: Log;
}

/** A change acts within a second. */
const intervalMs = 800;

/** The state of a component as it is for this process; while Redis is away, as it was. */
export class ComponentWatch {
  state: ServiceState = 'Active';
  readonly #options: ComponentWatchOptions;
  readonly #looks: PeriodicTask;
  #changed: (state: ServiceState) => void = () => undefined;

  constructor(options: ComponentWatchOptions) {
    this.#options = options;
    this.#looks = new PeriodicTask(
      () => this.#look(),
      (error) => options.log.debug(`the component states were not read: ${String(error)}`),
    );
  }

  /** Resolves when the state is known; `changed` hears of later ones. */
  async start(changed: (state: ServiceState) => void): Promise<void> {
    await this.#looks.now();
    this.#changed = changed;
    this.#looks.start(intervalMs);
  }

  stop(): void {
    void this.#looks.stop();
  }

  async #look(): Promise<void> {
    const { states, server, component, instance, log } = this.#options;
    const state = effectiveState(component, await states.of(server), instance);
    if (state === this.state) return;
    log.info(`${component} of ${server} is ${state} here, and was ${this.state}`);
    this.state = state;
    this.#changed(state);
  }
}
