import './resource-charts.css';

import { useState } from 'react';

import { useTexts } from '../../../text/index.js';
import { ChartBar, Note, useChartsLook, type ChartsLook } from '../../../ui/index.js';
import { backPressureTexts } from './back-pressure.text.js';
import { ResourceChart } from './resource-chart.js';
import { rankOf, type Resource } from './resources.js';
import { useResourceSeries, type ResourceSeries } from './use-resource-series.js';

/** Every resource of this server over time, the shortest first, with one time axis and one crosshair. */
export function ResourceCharts({ rows }: { readonly rows: readonly Resource[] }) {
  const t = useTexts(backPressureTexts);
  const look = useChartsLook('r15');
  return (
    <section className="resource-charts" aria-label={t('charts')}>
      <ChartBar {...look} />
      <Charts {...{ rows, look }} />
    </section>
  );
}

function Charts({ rows, look }: { readonly rows: readonly Resource[]; readonly look: ChartsLook }) {
  const t = useTexts(backPressureTexts);
  const { data, times, failureReason } = useResourceSeries(look.range);
  const [at, onAt] = useState<number>();
  if (data === undefined) {
    return failureReason === null ? null : <Note tone="bad">{failureReason.message}</Note>;
  }
  const charts = data.series
    .flatMap((each) => {
      const row = shortestOf(rows, { ...each, server: data.server });
      return row === undefined ? [] : [{ ...each, row }];
    })
    .toSorted((one, other) => rankOf(one.row) - rankOf(other.row));
  if (charts.length === 0 || times.length === 0) return <p className="dim">{t('noSeries')}</p>;
  return (
    <>
      {failureReason !== null && <Note>{failureReason.message}</Note>}
      <div className="charts">
        {charts.map(({ service, resource, values, row }) => (
          <ResourceChart
            key={`${service} ${resource}`}
            title={`${resource} · ${service}`}
            isTable={look.isTable}
            {...{ row, values, times, at, onAt }}
          />
        ))}
      </div>
    </>
  );
}

/** The chart of what is selected in the list. */
export function SelectedChart({ row }: { readonly row: Resource }) {
  const t = useTexts(backPressureTexts);
  const { range, isTable, title } = useChartsLook('r15');
  const { data, times } = useResourceSeries(range);
  const [at, onAt] = useState<number>();
  if (data === undefined) return null;
  if (row.server !== data.server) return <p className="dim">{t('elsewhere', { server: row.server })}</p>;
  const found = data.series.find(
    ({ service, resource }) => service === row.service && resource === row.resource,
  );
  if (found === undefined || times.length === 0) return <p className="dim">{t('noSeries')}</p>;
  return <ResourceChart title={title} {...{ row, values: found.values, times, isTable, at, onAt }} />;
}

/** The process whose values are kept: of several of a service, the shortest. */
function shortestOf(
  rows: readonly Resource[],
  { server, service, resource }: Pick<ResourceSeries, 'service' | 'resource'> & { readonly server: string },
): Resource | undefined {
  return rows
    .filter((row) => row.server === server && row.service === service && row.resource === resource)
    .toSorted((one, other) => other.value - one.value)
    .at(0);
}
