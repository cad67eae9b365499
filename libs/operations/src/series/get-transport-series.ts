import { z } from 'zod';

import { operation } from '../operation.js';
import { readSteps, stepsInput, stepsOutput, stepValues } from './series-steps.js';
import { series, seriesNames } from './series.js';

export const getTransportSeries = operation({
  name: 'Get-TransportSeries',
  summary:
    'How the server fared, every five seconds for the last hour, minute by minute for a day and in quarters of an hour for a month.',
  input: z.object({
    names: z.array(z.enum(seriesNames)).min(1).describe('Which series.'),
    ...stepsInput,
  }),
  output: z
    .object({
      ...stepsOutput,
      series: z
        .array(z.object({ name: z.enum(seriesNames), unit: z.string(), values: stepValues }).readonly())
        .readonly(),
    })
    .readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run({ names, ...steps }, context) {
    const { values, ...rest } = await readSteps(names, steps, context);
    return {
      ...rest,
      series: names.map((name, index) => ({ name, unit: series[name].unit, values: values[index] ?? [] })),
    };
  },
});
