import { useMemo } from 'react';

import { useFormat, useTexts } from '../../../text/index.js';
import { Chart, type ChartProps } from '../../../ui/index.js';
import { backPressureTexts } from './back-pressure.text.js';
import { valueText, type Resource } from './resources.js';
import type { ResourceSeries } from './use-resource-series.js';

interface ResourceChartProps extends Pick<ChartProps, 'title' | 'times' | 'isTable' | 'at' | 'onAt'> {
  readonly row: Resource;
  readonly values: ResourceSeries['values'];
}

/** A resource over time, and where its levels begin now. */
export function ResourceChart({ row, values, times, ...shared }: ResourceChartProps) {
  const t = useTexts(backPressureTexts);
  const format = useFormat();
  const { LowToMedium, MediumToHigh } = row.thresholds;
  const series = useMemo(() => {
    const always = (value: number): number[] => times.map(() => value);
    return [
      { label: t('now'), values: values.slice(0, times.length) },
      { label: t('Medium'), values: always(LowToMedium), tone: 'warn' },
      { label: t('High'), values: always(MediumToHigh), tone: 'bad' },
    ] as const;
  }, [t, values, times, LowToMedium, MediumToHigh]);
  return (
    <Chart {...shared} {...{ times, series }} valueText={(value) => valueText(value, row, { t, format })} />
  );
}
