import type { ServiceInstance } from '@mailyard/service';

/** A resource of a service: what back pressure measures at each of its processes. */
export interface MeasuredResource {
  /** As its folder in apps/: `hub-transport`. */
  readonly service: string;
  /** As in ResourceThresholds: `UsedDiskSpace[logs]`. */
  readonly resource: string;
}

/** The name of the values of a resource. */
export function resourceSeries({ service, resource }: MeasuredResource): string {
  return `resource ${service} ${resource}`;
}

/** The values by name: of several processes of a service, that of the one that is shortest of it. */
export function resourceValues(instances: readonly ServiceInstance[]): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const { service, pressure } of instances) {
    for (const { resource, value } of pressure?.resources ?? []) {
      const name = resourceSeries({ service, resource });
      highest.set(name, Math.max(value, highest.get(name) ?? value));
    }
  }
  return highest;
}

/** What the processes measure at present, each once. */
export function measuredResources(instances: readonly ServiceInstance[]): readonly MeasuredResource[] {
  const found = new Map<string, MeasuredResource>();
  for (const { service, pressure } of instances) {
    for (const { resource } of pressure?.resources ?? []) {
      found.set(resourceSeries({ service, resource }), { service, resource });
    }
  }
  return [...found.values()];
}
