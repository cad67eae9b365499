import { z } from 'zod';

const endpoint = z.object({ address: z.string(), port: z.int() }).readonly();

const listener = z
  .object({
    name: z.string().describe('Of the connector.'),
    endpoint,
    state: z.enum(['Listening', 'Failed']),
    error: z.string().optional(),
  })
  .readonly();

export const degradation = z.object({
  code: z.string(),
  subject: z.string().describe('What it is about: a queue, a path, a connector.'),
  reason: z.string(),
  since: z.string().describe('ISO 8601.'),
  count: z.int().optional().describe('For how many of its kind it stands: of very many some are named.'),
});

export const durability = z
  .object({ strict: z.boolean(), weaknesses: z.array(z.string()).readonly() })
  .readonly()
  .describe('What a 250 is worth: with weaknesses, acknowledged messages can be lost with Redis.');

/** One running process of a service, as it tells of itself with each heartbeat. */
export const serviceView = z
  .object({
    id: z.string(),
    service: z.string(),
    server: z.string(),
    host: z.string(),
    pid: z.int(),
    address: z.string().describe('Where other services reach it.'),
    addresses: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('All of its machine, for Bindings; absent where it has no connectors.'),
    listeners: z.array(listener).readonly(),
    revision: z.int().optional().describe('Of the organization, by which the listeners are set up.'),
    state: z.enum(['Active', 'Draining', 'Inactive']),
    startedAt: z.string().describe('ISO 8601.'),
    version: z.string(),
    durability: durability.optional(),
    restarts: z.int().optional().describe('How often the launcher has started it again; absent: never.'),
    degradations: z.array(degradation.readonly()).readonly().optional(),
  })
  .readonly();

export type ServiceView = z.output<typeof serviceView>;
