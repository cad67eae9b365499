import { effectiveState } from '@mailyard/service';
import { z } from 'zod';

import { operation } from '../operation.js';
import { alertValues, serverHealth } from './health-sets.js';
import { queueLengths } from './queue-lengths.js';

export const getServerHealth = operation({
  name: 'Get-ServerHealth',
  summary: 'Lists the monitors of the server by health set, each with what it found.',
  input: z.object({ healthSet: z.string().optional().describe('Those of this one only.') }),
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
  audit: false,
  async run({ healthSet }, { registry, queues, componentStates, server }) {
    const [instances, summaries, requests] = await Promise.all([
      registry.live({ server: server.name }),
      queues.list(),
      componentStates.of(server.name),
    ]);
    const monitoring = effectiveState('Monitoring', requests);
    const monitors = serverHealth({ instances, lengths: queueLengths(summaries), monitoring });
    return monitors.filter((monitor) => monitor.healthSet === (healthSet ?? monitor.healthSet));
  },
});
