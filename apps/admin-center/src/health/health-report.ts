import { formatBinding } from '@mailyard/schema';
import { type Degradation, type ServiceInstance } from '@mailyard/service';

import type { Observed } from './live-services.js';

/** What must run for mail to pass from a client into a mailbox. */
export const expectedServices = ['front-end-transport', 'hub-transport', 'mailbox-delivery'] as const;

export interface HealthReport {
  /** Degraded: mail passes, but not all of it, or not everywhere. */
  readonly status: 'ok' | 'degraded' | 'error';
  readonly redis: 'ok' | 'refuses writes' | 'away';
  /** Why it refuses them. */
  readonly redisError?: string;
  readonly services: Readonly<Record<string, { readonly active: number; readonly running: number }>>;
  readonly listeners: readonly ListenerHealth[];
  /** What the services say of themselves. */
  readonly degradations: readonly ServiceDegradation[];
  /** What a 250 is worth (promise P1): with weaknesses, acknowledged messages can be lost with Redis. */
  readonly durability: { readonly strict: boolean; readonly weaknesses: readonly string[] } | 'unknown';
}

export interface ServiceDegradation extends Degradation {
  readonly service: string;
  readonly host: string;
}

/** One endpoint of one Receive connector in one process. */
export interface ListenerHealth {
  readonly service: string;
  readonly host: string;
  readonly pid: number;
  readonly connector: string;
  readonly endpoint: string;
  readonly state: 'Listening' | 'Failed';
  readonly error?: string;
}

/** Undefined: Redis, and with it the registry, does not answer. */
export function healthReport(observed: Observed | undefined): HealthReport {
  const running = observed?.instances ?? [];
  const redis = redisHealth(observed);
  const services = Object.fromEntries(
    expectedServices.map((name) => {
      const own = running.filter(({ service }) => service === name);
      return [name, { active: own.filter(({ state }) => state === 'Active').length, running: own.length }];
    }),
  );
  const healthy = redis === 'ok' && Object.values(services).every(({ active }) => active > 0);
  const listeners = running.flatMap(listenersOf);
  const degradations = running.flatMap(({ service, host, degradations: told = [] }) =>
    told.map((degradation) => ({ service, host, ...degradation })),
  );
  const working =
    degradations.length > 0 || listeners.some(({ state }) => state === 'Failed') ? 'degraded' : 'ok';
  return {
    status: healthy ? working : 'error',
    redis,
    ...(observed?.refusal === undefined ? {} : { redisError: observed.refusal }),
    services,
    listeners,
    degradations,
    durability: durability(running),
  };
}

function redisHealth(observed: Observed | undefined): HealthReport['redis'] {
  if (observed === undefined) return 'away';
  return observed.refusal === undefined ? 'ok' : 'refuses writes';
}

function listenersOf({ service, host, pid, listeners }: ServiceInstance): readonly ListenerHealth[] {
  return listeners.map(({ name, endpoint, state, error }) => ({
    service,
    host,
    pid,
    connector: name,
    endpoint: formatBinding(endpoint),
    state,
    ...(error === undefined ? {} : { error }),
  }));
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
