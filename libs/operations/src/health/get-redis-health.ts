import { z } from 'zod';

import { operation } from '../operation.js';

const bytes = z.number().describe('Octets.');

export const getRedisHealth = operation({
  name: 'Get-RedisHealth',
  summary: 'How the Redis that holds the mail is.',
  input: z.object({}),
  output: z
    .object({
      isMaster: z.boolean(),
      replicas: z.number().describe('Replicas that are connected.'),
      clients: z.number(),
      commands: z.number().describe('Commands since it started.'),
      cpuSeconds: z.number().describe('Processor time of its main thread since it started.'),
      appendOnlyBytes: bytes,
      appendOnlyWrites: z.boolean().describe('Whether the last write of the append-only file succeeded.'),
      rewriting: z.boolean().describe('Whether the append-only file is being written anew.'),
      answerMs: z.number().describe('Time until it answered this, milliseconds.'),
      usedBytes: bytes,
      maxBytes: bytes.optional().describe('maxmemory; absent when it is not set.'),
    })
    .readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run(_, { redis }) {
    const [health, memory] = await Promise.all([redis.health(), redis.memory()]);
    const { usedBytes, maxBytes } = memory;
    return { ...health, usedBytes, ...(maxBytes === undefined ? {} : { maxBytes }) };
  },
});
