import { effectiveState } from '@mailyard/service';
import { z } from 'zod';

import { serverNamed } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';
import { alertValues, serverHealth } from './health-sets.js';
import { queueLengths } from './queue-lengths.js';

export const getServerHealth = operation({
  name: 'Get-ServerHealth',
  summary: 'Lists the monitors of the server by health set, each with what it found.',
  input: z.object({
    server: z.string().optional().describe('Another one than that of whoever answers.'),
    healthSet: z.string().optional().describe('Those of this one only.'),
  }),
  output: z
    .array(
      z
        .object({
          healthSet: z.string(),
          name: z.string(),
          alertValue: z.enum(alertValues).describe('Disabled: the component Monitoring is not active.'),
          details: z.string().optional(),
        })
        .readonly(),
    )
    .readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run({ server: named, healthSet }, { registry, queuesOf, componentStates, directory, server: own }) {
    const server = named === undefined ? own.name : serverNamed(named, directory.organization);
    const [instances, summaries, requests] = await Promise.all([
      registry.live({ server }),
      queuesOf(server, []),
      componentStates.of(server),
    ]);
    const role = directory.organization.server(server)?.ServerRole ?? 'Mailbox';
    const monitoring = effectiveState('Monitoring', requests);
    const lengths = queueLengths(summaries);
    const monitors = serverHealth({ role, instances, lengths, queues: summaries, monitoring });
    return monitors.filter((monitor) => monitor.healthSet === (healthSet ?? monitor.healthSet));
  },
});
