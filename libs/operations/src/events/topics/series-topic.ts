import { rightsFor } from '../../operation.js';
import { getTransportSeries } from '../../series/get-transport-series.js';
import { resolutions } from '../../series/redis-series-store.js';
import { seriesNames } from '../../series/series.js';
import type { TopicKind } from '../live-source.js';

const { minute, fiveSeconds } = resolutions;
const { stepMs } = minute;

/** The values of each minute, once it is over and written down. */
export const seriesTopic: TopicKind = {
  name: 'series',
  summary:
    'Values of all series for the minute that is over; the key is its start, milliseconds since the epoch.',
  rights: rightsFor(getTransportSeries),
  everyMs: 1_000,
  open(_, { series }) {
    let told = 0;
    return {
      async look() {
        const minute = Math.floor(Date.now() / stepMs) - 1;
        if (minute === told) return { isComplete: false, rows: [] };
        const found = await series.read(seriesNames, { resolution: 'minute', from: minute, to: minute + 1 });
        const values = seriesNames.map((name, index) => [name, found[index]?.[0] ?? null] as const);
        // Whoever writes it down is about to.
        if (values.every(([, value]) => value === null)) return { isComplete: false, rows: [] };
        told = minute;
        const row = { from: minute * stepMs, stepMs, values: Object.fromEntries(values) };
        return { isComplete: false, rows: [[String(row.from), row] as const] };
      },
    };
  },
};

/** The same of the five seconds that are over. */
export const recentSeriesTopic: TopicKind = {
  name: 'recent-series',
  summary: 'Values of all series for the five seconds that are over; the key is their start.',
  rights: rightsFor(getTransportSeries),
  everyMs: 1_000,
  open: (_, { recentSeries }) => ({
    look() {
      const step = Math.floor(Date.now() / fiveSeconds.stepMs) - 1;
      const found = recentSeries.read(seriesNames, { from: step, to: step + 1 });
      const values = seriesNames.map((name, index) => [name, found[index]?.[0] ?? null] as const);
      // It is about to be written down.
      if (values.every(([, value]) => value === null)) return { isComplete: false, rows: [] };
      const from = step * fiveSeconds.stepMs;
      const row = { from, stepMs: fiveSeconds.stepMs, values: Object.fromEntries(values) };
      return { isComplete: false, rows: [[String(from), row] as const] };
    },
  }),
};
