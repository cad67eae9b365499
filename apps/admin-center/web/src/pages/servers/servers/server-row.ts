import type { ObjectOf, Service } from '../../../api/index.js';
import type { State } from '../../../ui/index.js';

/** A server of the organization with the processes that are a part of it. */
export interface ServerRow extends ObjectOf<'Servers'> {
  readonly processes: readonly Service[];
}

export type ServerRole = ServerRow['ServerRole'];

/** Components that take mail, and the service that each one is. */
export const transportComponents = {
  FrontendTransport: 'front-end-transport',
  HubTransport: 'hub-transport',
  EdgeTransport: 'edge-transport',
} as const;
export type TransportComponent = keyof typeof transportComponents;

export function componentsOf(role: ServerRole): readonly TransportComponent[] {
  return role === 'Edge' ? ['EdgeTransport'] : ['FrontendTransport', 'HubTransport'];
}

export function serverRows(
  servers: readonly ObjectOf<'Servers'>[],
  services: readonly Service[],
): readonly ServerRow[] {
  return servers.map((server) => ({
    ...server,
    processes: services.filter((service) => service.server === server.Name),
  }));
}

export type Condition = 'Active' | 'Draining' | 'Inactive' | 'Missing';

/** Of a component, as its processes are: the best of them serves. */
export function conditionOf(
  component: TransportComponent,
  { processes }: Pick<ServerRow, 'processes'>,
): Condition {
  const states = processes
    .filter(({ service }) => service === transportComponents[component])
    .map(({ state }) => state);
  const order = ['Active', 'Draining', 'Inactive'] as const;
  return order.find((state) => states.includes(state)) ?? 'Missing';
}

/** Components that do not take mail, each with why. */
export function troublesOf(row: Pick<ServerRow, 'processes' | 'ServerRole'>) {
  return componentsOf(row.ServerRole)
    .map((component) => ({ component, condition: conditionOf(component, row) }))
    .filter(({ condition }) => condition !== 'Active');
}

export const conditionStates = {
  Active: 'good',
  Draining: 'held',
  Inactive: 'held',
  Missing: 'bad',
} as const satisfies Record<Condition, State>;

/** Each once, the newest last; while an update runs there are several. */
export function versionsOf({ processes }: Pick<ServerRow, 'processes'>): readonly string[] {
  return [...new Set(processes.map(({ version }) => version))].toSorted((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
}

const byName = ([one]: readonly [string, number], [other]: readonly [string, number]): number =>
  one.localeCompare(other, 'en');

/** How many processes there are of each service. */
export function replicasOf({
  processes,
}: Pick<ServerRow, 'processes'>): readonly (readonly [string, number])[] {
  const counts = Map.groupBy(processes, ({ service }) => service);
  return [...counts].map(([service, all]) => [service, all.length] as const).toSorted(byName);
}
