import type { Service, ServiceActivity } from '../../../api/index.js';
import type { State } from '../../../ui/index.js';

export type Component = 'FrontendTransport' | 'HubTransport' | 'EdgeTransport';

/** A process with what it does, where it has told. */
export interface Process extends Service {
  readonly activity?: ServiceActivity | undefined;
}

/** What drains: others have no sessions that could end. */
const components: Readonly<Record<string, Component>> = {
  'front-end-transport': 'FrontendTransport',
  'hub-transport': 'HubTransport',
  'edge-transport': 'EdgeTransport',
};

export function componentOf({ service }: Pick<Service, 'service'>): Component | undefined {
  return components[service];
}

export function faultsOf({ listeners, degradations = [] }: Service): number {
  return degradations.length + listeners.filter(({ state }) => state === 'Failed').length;
}

export function stateOf(service: Service): State {
  if (service.state !== 'Active') return 'held';
  return faultsOf(service) > 0 ? 'warn' : 'good';
}

export function nameOf({ service, host, pid }: Service): string {
  return `${service} ${host}:${pid}`;
}

/** Whether mail would have no process of this service left. */
export function isLast(chosen: readonly Service[], all: readonly Service[]): boolean {
  return chosen.some(
    ({ service, server, state }) =>
      state === 'Active' &&
      !all.some(
        (each) =>
          each.service === service &&
          each.server === server &&
          each.state === 'Active' &&
          !chosen.some(({ id }) => id === each.id),
      ),
  );
}
