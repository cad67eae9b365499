import { z } from 'zod';

import { operation, OperationInputError } from '../operation.js';
import { resolutions } from './redis-series-store.js';
import { series, seriesNames } from './series.js';

const time = z.int().min(0).describe('Milliseconds since the epoch.');

export const getTransportSeries = operation({
  name: 'Get-TransportSeries',
  summary:
    'How the server fared, every five seconds for the last hour, minute by minute for a day and in quarters of an hour for a month.',
  input: z.object({
    names: z.array(z.enum(seriesNames)).min(1).describe('Which series.'),
    from: time,
    to: time.optional().describe('Default: now.'),
    resolution: z
      .enum(['fiveSeconds', 'minute', 'quarterHour'])
      .default('minute')
      .describe('The finest is as old as the admin centre that is asked, and an hour at most.'),
  }),
  output: z
    .object({
      from: z.number().describe('The start of the first step, milliseconds since the epoch.'),
      stepMs: z.number(),
      series: z
        .array(
          z
            .object({
              name: z.enum(seriesNames),
              unit: z.string(),
              values: z
                .array(z.number().nullable())
                .readonly()
                .describe('A step each; null where nothing is known.'),
            })
            .readonly(),
        )
        .readonly(),
    })
    .readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run({ names, from, to = Date.now(), resolution }, { series: store, recentSeries }) {
    const { stepMs, slots } = resolutions[resolution];
    const end = Math.floor(to / stepMs) + 1;
    // Older ones are gone anyway.
    const start = Math.max(Math.floor(from / stepMs), end - slots);
    if (start >= end) throw new OperationInputError('from: must be before to');
    const range = { resolution, from: start, to: end };
    const isRecent = resolution === 'fiveSeconds';
    const found = isRecent ? recentSeries.read(names, range) : await store.read(names, range);
    return {
      from: start * stepMs,
      stepMs,
      series: names.map((name, index) => ({
        name,
        unit: series[name].unit,
        values: (found[index] ?? []).map((value) => value ?? null),
      })),
    };
  },
});
