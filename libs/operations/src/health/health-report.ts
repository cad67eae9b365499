import { formatBinding } from '@mailyard/schema';
import type { ServerRole, ServiceInstance } from '@mailyard/service';
import { z } from 'zod';

import { degradation, durability } from './service-view.js';

/** What must run for mail to pass from a client into a mailbox, or through an Edge. */
export const expectedServices = {
  Mailbox: ['front-end-transport', 'hub-transport', 'mailbox-delivery'],
  Edge: ['edge-transport'],
} as const satisfies Readonly<Record<ServerRole, readonly string[]>>;

const process = { service: z.string(), host: z.string() };

const listenerHealth = z
  .object({
    ...process,
    pid: z.int(),
    connector: z.string(),
    endpoint: z.string(),
    state: z.enum(['Listening', 'Failed']),
    error: z.string().optional(),
  })
  .readonly();

export const healthReportSchema = z
  .object({
    status: z
      .enum(['ok', 'degraded', 'error'])
      .describe('Degraded: mail passes, but not all of it, or not everywhere.'),
    redis: z.enum(['ok', 'refuses writes', 'away']),
    redisError: z.string().optional().describe('Why it refuses them.'),
    services: z.record(z.string(), z.object({ active: z.int(), running: z.int() }).readonly()).readonly(),
    listeners: z.array(listenerHealth).readonly().describe('Each endpoint of each connector, by process.'),
    degradations: z
      .array(degradation.extend(process).readonly())
      .readonly()
      .describe('What the services say of themselves.'),
    durability: durability.or(z.literal('unknown')).describe('The weakest of all that queue.'),
  })
  .readonly();

export type HealthReport = z.output<typeof healthReportSchema>;

/** What is seen of the pipeline at one moment. */
export interface Observed {
  readonly instances: readonly ServiceInstance[];
  /** Why Redis does not take what is written into it, heartbeats included. */
  readonly refusal: string | undefined;
}

/** Undefined: Redis, and with it the registry, does not answer. */
export function healthReport(observed: Observed | undefined, role: ServerRole): HealthReport {
  const running = observed?.instances ?? [];
  const redis = redisHealth(observed);
  const services = Object.fromEntries(
    expectedServices[role].map((name) => {
      const own = running.filter(({ service }) => service === name);
      return [name, { active: own.filter(({ state }) => state === 'Active').length, running: own.length }];
    }),
  );
  const healthy = redis === 'ok' && Object.values(services).every(({ active }) => active > 0);
  const listeners = running.flatMap(listenersOf);
  const degradations = running.flatMap(({ service, host, degradations: told = [] }) =>
    told.map((each) => ({ service, host, ...each })),
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
    durability: weakest(running),
  };
}

function redisHealth(observed: Observed | undefined): HealthReport['redis'] {
  if (observed === undefined) return 'away';
  return observed.refusal === undefined ? 'ok' : 'refuses writes';
}

function listenersOf({ service, host, pid, listeners }: ServiceInstance): HealthReport['listeners'] {
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
function weakest(running: readonly ServiceInstance[]): HealthReport['durability'] {
  const known = running.flatMap(({ durability: told }) => (told === undefined ? [] : [told]));
  if (known.length === 0) return 'unknown';
  return {
    strict: known.every(({ strict }) => strict),
    weaknesses: [...new Set(known.flatMap(({ weaknesses }) => weaknesses))],
  };
}
