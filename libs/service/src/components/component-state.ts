import type { ServiceState } from '../registry/redis-service-registry.js';

/** Exchange's, as far as they are public and mean something here. */
export const components = [
  'ServerWideOffline',
  'FrontendTransport',
  'HubTransport',
  'EdgeTransport',
  'Monitoring',
  'RecoveryActionsEnabled',
] as const;
export type Component = (typeof components)[number];

/** Who asks for a state; each has an entry of its own, so that nobody takes back what another one wants. */
export const requesters = ['HealthAPI', 'Maintenance', 'Sidelined', 'Functional', 'Deployment'] as const;
export type Requester = (typeof requesters)[number];

/** What one requester has asked for. */
export interface ComponentRequest {
  readonly component: Component;
  readonly requester: Requester;
  readonly state: ServiceState;
  /** Of this process alone. */
  readonly instance?: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

/** Only who takes mail can drain. */
export const drainable: readonly Component[] = ['FrontendTransport', 'HubTransport', 'EdgeTransport'];
/** What has to go on while all else is off. */
const apart: readonly Component[] = ['ServerWideOffline', 'Monitoring', 'RecoveryActionsEnabled'];

const severity: readonly ServiceState[] = ['Active', 'Draining', 'Inactive'];

/**
 * A component is Active when every requester says so, and ServerWideOffline turns nearly everything off. `instance`: what
 * was asked of that process counts, too.
 */
export function effectiveState(
  component: Component,
  requests: readonly ComponentRequest[],
  instance?: string,
): ServiceState {
  const concerned = requests.filter(
    (request) => request.instance === undefined || request.instance === instance,
  );
  const stateOf = (one: Component): ServiceState =>
    concerned
      .filter((request) => request.component === one)
      .map(({ state }) => state)
      .reduce(
        (worst, state) => (severity.indexOf(state) > severity.indexOf(worst) ? state : worst),
        'Active',
      );
  if (!apart.includes(component) && stateOf('ServerWideOffline') === 'Inactive') return 'Inactive';
  return stateOf(component);
}

/** What of the components a service is; Mailbox Delivery is off with the server alone, so that hubs can drain into it. */
export function componentOf(service: string): Component {
  if (service === 'front-end-transport') return 'FrontendTransport';
  if (service === 'edge-transport') return 'EdgeTransport';
  return service === 'hub-transport' ? 'HubTransport' : 'ServerWideOffline';
}
