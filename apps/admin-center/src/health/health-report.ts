import type { ServiceInstance } from '@mailyard/directory';

/** What must run for mail to pass from a client into a mailbox. */
export const expectedServices = ['front-end-transport', 'hub-transport', 'mailbox-delivery'] as const;

export interface HealthReport {
  readonly status: 'ok' | 'error';
  readonly redis: 'ok' | 'away';
  readonly services: Readonly<Record<string, { readonly active: number; readonly running: number }>>;
  /** What a 250 is worth (promise P1): with weaknesses, acknowledged messages can be lost with Redis. */
  readonly durability: { readonly strict: boolean; readonly weaknesses: readonly string[] } | 'unknown';
}

/** `instances` is undefined when Redis, and with it the registry, does not answer. */
export function healthReport(instances: readonly ServiceInstance[] | undefined): HealthReport {
  const running = instances ?? [];
  const services = Object.fromEntries(
    expectedServices.map((name) => {
      const own = running.filter(({ service }) => service === name);
      return [name, { active: own.filter(({ state }) => state === 'Active').length, running: own.length }];
    }),
  );
  const healthy = instances !== undefined && Object.values(services).every(({ active }) => active > 0);
  return {
    status: healthy ? 'ok' : 'error',
    redis: instances === undefined ? 'away' : 'ok',
    services,
    durability: durability(running),
  };
}

/** The weakest of all hubs. */
function durability(running: readonly ServiceInstance[]): HealthReport['durability'] {
  const known = running.flatMap(({ durability: told }) => (told === undefined ? [] : [told]));
  if (known.length === 0) return 'unknown';
  return {
    strict: known.every(({ strict }) => strict),
    weaknesses: [...new Set(known.flatMap(({ weaknesses }) => weaknesses))],
  };
}
