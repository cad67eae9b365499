import { z } from 'zod';

import { operation } from '../operation.js';

export const processActivity = z
  .object({
    id: z.string().describe('As Get-Service has it.'),
    service: z.string(),
    server: z.string(),
    host: z.string(),
    pid: z.int(),
    connections: z.number().describe('SMTP sessions that are open.'),
    messagesPerSecond: z.number().optional().describe('Absent until it was looked at twice.'),
    memoryBytes: z.number().optional(),
    cpu: z.number().optional().describe('Share of a processor.'),
    loopDelayMs: z.number().optional().describe('What 99 of 100 turns of its loop wait for at most.'),
  })
  .readonly();

export const getServiceActivity = operation({
  name: 'Get-ServiceActivity',
  summary: 'What each process does at the moment: sessions, messages per second, memory, processor, delay.',
  input: z.object({}),
  output: z.array(processActivity).readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  run: async (_, { registry, activity }) =>
    activity.look(await registry.live({ metrics: true }), performance.now()),
});
