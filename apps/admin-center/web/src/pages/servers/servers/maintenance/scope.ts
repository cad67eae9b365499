import type { InputOf, OutputOf, Service } from '../../../../api/index.js';
import {
  componentsOf,
  transportComponents,
  type ServerRole,
  type TransportComponent,
} from '../server-row.js';

/** What is taken out: all that takes mail, one component, or one process of it. */
export interface Scope {
  readonly key: string;
  readonly components: readonly TransportComponent[];
  /** One process alone. */
  readonly process?: Service;
}

export type ComponentView = OutputOf<'Get-ServerComponentState'>[number];
export type ComponentOrder = Pick<
  InputOf<'Set-ServerComponentState'>,
  'component' | 'state' | 'instance' | 'requester'
>;

export const wholeServer = 'server';

/** Components first, then single processes where there are several of a component, then all. */
export function scopesOf(role: ServerRole, processes: readonly Service[]): readonly Scope[] {
  const components = componentsOf(role).toReversed();
  const single = components.flatMap((component) => {
    const own = processes.filter(({ service }) => service === transportComponents[component]);
    if (own.length < 2) return [];
    return own.map((process): Scope => ({ key: process.id, components: [component], process }));
  });
  return [
    ...components.map((component): Scope => ({ key: component, components: [component] })),
    ...single,
    ...(components.length > 1 ? [{ key: wholeServer, components }] : []),
  ];
}

const requester = 'Maintenance';

/** Taking no new sessions, and finishing what there is. */
export function drainOrders({ components, process }: Scope): readonly ComponentOrder[] {
  return components.map((component) => ({
    component,
    state: 'Draining',
    requester,
    ...(process && { instance: process.id }),
  }));
}

/** Doing nothing: of the whole server, by the switch that is above all components. */
export function offlineOrders({ key, components, process }: Scope): readonly ComponentOrder[] {
  if (key === wholeServer) return [{ component: 'ServerWideOffline', state: 'Inactive', requester }];
  return components.map((component) => ({
    component,
    state: 'Inactive',
    requester,
    ...(process && { instance: process.id }),
  }));
}

/** All that Maintenance has asked for within the scope, taken back. What others ask for stays. */
export function backOrders(scope: Scope, views: readonly ComponentView[]): readonly ComponentOrder[] {
  return views
    .filter((view) => isWithin(scope, view))
    .flatMap(({ component, requests }) =>
      requests
        .filter((request) => request.requester === requester && request.state !== 'Active')
        .filter(({ instance }) => scope.process === undefined || instance === scope.process.id)
        .map(({ instance }): ComponentOrder => ({
          component,
          state: 'Active',
          requester,
          ...(instance !== undefined && { instance }),
        })),
    );
}

/** What the table of states shows of a scope: the switch above all is always a part of the answer. */
export function isWithin({ components }: Scope, { component }: Pick<ComponentView, 'component'>): boolean {
  return component === 'ServerWideOffline' || components.some((each) => each === component);
}

export interface Serving {
  /** Processes of the same server that go on. */
  readonly replicas: number;
  /** Other servers with an active process of each component. */
  readonly servers: readonly string[];
}

/** Who takes mail of a component while the scope does not. */
export function servingInstead(
  component: TransportComponent,
  {
    scope,
    server,
    services,
  }: { readonly scope: Scope; readonly server: string; readonly services: readonly Service[] },
): Serving {
  const active = services.filter(
    ({ service, state }) => service === transportComponents[component] && state === 'Active',
  );
  const isOut = (each: Service): boolean =>
    each.server === server && (scope.process === undefined || scope.process.id === each.id);
  const others = active.filter((each) => !isOut(each));
  return {
    replicas: others.filter((each) => each.server === server).length,
    servers: [
      ...new Set(others.filter((each) => each.server !== server).map((each) => each.server)),
    ].toSorted(),
  };
}

/** The processes that are taken out. */
export function processesIn(
  { components, process }: Scope,
  { server, services }: { readonly server: string; readonly services: readonly Service[] },
): readonly Service[] {
  if (process !== undefined) return services.filter(({ id }) => id === process.id);
  const names: readonly string[] = components.map((component) => transportComponents[component]);
  return services.filter((each) => each.server === server && names.includes(each.service));
}
