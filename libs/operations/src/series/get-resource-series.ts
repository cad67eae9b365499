import { z } from 'zod';

import { operation } from '../operation.js';
import { measuredResources, resourceSeries } from './resource-series.js';
import { readSteps, stepsInput, stepsOutput, stepValues } from './series-steps.js';

export const getResourceSeries = operation({
  name: 'Get-ResourceSeries',
  summary:
    'How short the services of the server were of each resource that back pressure watches, in the steps of Get-TransportSeries.',
  input: z.object(stepsInput),
  output: z
    .object({
      ...stepsOutput,
      server: z.string().describe('Whose services they are.'),
      series: z
        .array(
          z
            .object({ service: z.string(), resource: z.string(), values: stepValues })
            .readonly()
            .describe('Of the process of the service that was shortest of it.'),
        )
        .readonly(),
    })
    .readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run(steps, context) {
    const { name: server } = context.server;
    const measured = measuredResources(await context.registry.live({ server }));
    const { values, ...rest } = await readSteps(measured.map(resourceSeries), steps, context);
    return {
      ...rest,
      server,
      series: measured.map((each, index) => ({ ...each, values: values[index] ?? [] })),
    };
  },
});
