import { useFormat, useTexts } from '../../text/index.js';
import { uiTexts } from '../ui.text.js';
import type { ChartData } from './chart-data.js';

interface ChartTableProps extends ChartData {
  readonly title: string;
  readonly valueText: (value: number) => string;
}

/** The values of a chart, the newest first; times of which nothing is known are left out. */
export function ChartTable({ title, times, series, valueText }: ChartTableProps) {
  const t = useTexts(uiTexts);
  const format = useFormat();
  const rows = times
    .map((time, at) => ({ time, values: series.map(({ values }) => values[at] ?? null) }))
    .filter(({ values }) => values.some((value) => value !== null))
    .toReversed();
  return (
    // A region that scrolls has to be reached by keys (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="chart-table" role="group" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {series.map(({ label }) => (
              <th key={label} scope="col" className="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, values }) => (
            <tr key={time}>
              <th scope="row">{format.dateTime(time)}</th>
              {values.map((value, index) => (
                <td key={series[index]?.label} className="number">
                  {value === null ? '–' : valueText(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
