import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { queries, usePermission, useServices } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import {
  Details,
  Facts,
  ListToolbar,
  ListView,
  Section,
  Segments,
  StateBadge,
  Toolbar,
  useList,
  useUrlState,
} from '../../../ui/index.js';
import { backPressureTexts } from './back-pressure.text.js';
import { resourceColumns } from './columns.js';
import { ResourceCharts, SelectedChart } from './resource-charts.js';
import { keyOf, kindOf, levelStates, valueText, withSince, type Resource } from './resources.js';

const readMs = 2_000;

/** Servers > Back pressure: how short each process is of what it needs, the shortest first. */
export default function BackPressurePage() {
  const t = useTexts(backPressureTexts);
  const format = useFormat();
  const measured = useQuery({
    ...queries.run('Get-ExchangeDiagnosticInfo', {}),
    refetchInterval: readMs,
    staleTime: readMs,
  });
  const { data: services } = useServices();
  const rows = useMemo(
    () => measured.data && withSince(measured.data, services ?? []),
    [measured.data, services],
  );
  const { dataUpdatedAt, error, failureReason, errorUpdatedAt, isFetching, refetch } = measured;
  const query = { data: rows, dataUpdatedAt, error, failureReason, errorUpdatedAt, isFetching, refetch };
  const columns = useMemo(() => resourceColumns(t, format), [t, format]);
  const list = useList({ query, columns, keyOf, textOf, sortedBy: 'level' });
  const [one] = list.selectedRows;
  const [{ view }, setUrl] = useUrlState({ view: 'list' });
  const choice = (
    <Segments
      label={t('view')}
      value={view === 'charts' ? 'charts' : 'list'}
      options={[
        { value: 'list', label: t('asList') },
        { value: 'charts', label: t('charts') },
      ]}
      onChange={(value) => setUrl({ view: value })}
    />
  );
  if (view === 'charts') {
    return (
      <div className="list-view">
        <div className="main">
          <Toolbar label={t('toolbar')} end={choice}>
            {null}
          </Toolbar>
          <ResourceCharts rows={rows ?? []} />
        </div>
      </div>
    );
  }
  return (
    <ListView
      label={t('list')}
      list={list}
      toolbar={
        <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
          {choice}
        </ListToolbar>
      }
      empty={<p>{t('empty')}</p>}
      details={
        one && (
          <ResourceDetails row={one} onClose={() => list.select({ ...list.selection, keys: new Set() })} />
        )
      }
    />
  );
}

function ResourceDetails({ row, onClose }: { readonly row: Resource; readonly onClose: () => void }) {
  const t = useTexts(backPressureTexts);
  const format = useFormat();
  const text = (value: number): string => valueText(value, row, { t, format });
  const levelText = (from: keyof Levels, until: keyof Levels): string =>
    `${t('risesAt', { value: text(row.thresholds[from]) })}, ${t('fallsAt', { value: text(row.thresholds[until]) })}`;
  return (
    <Details title={row.resource} onClose={onClose}>
      <StateBadge state={levelStates[row.level]}>{t(row.level)}</StateBadge>
      <p>{t(kindOf(row))}</p>
      <Facts
        facts={[
          [t('now'), text(row.value)],
          [t('since'), row.since === undefined ? undefined : format.dateTime(row.since)],
          [t('Medium'), levelText('LowToMedium', 'MediumToLow')],
          [t('High'), levelText('MediumToHigh', 'HighToMedium')],
          [t('service'), row.service],
          [t('host'), row.host],
          [t('process'), row.pid],
        ]}
      />
      <Section title={t('overTime')}>
        <SelectedChart row={row} />
      </Section>
      <Section title={t('whole')}>
        <p>{t(row.refuses)}</p>
      </Section>
      <LevelHistory resource={row.resource} />
    </Details>
  );
}

type Levels = Resource['thresholds'];

const historyMax = 1_000;
const shownMax = 10;

/** When any process was short of it in the last 30 days. */
function LevelHistory({ resource }: { readonly resource: string }) {
  const t = useTexts(backPressureTexts);
  const format = useFormat();
  const { allowed } = usePermission('Get-Notification');
  const { data } = useQuery({
    ...queries.run('Get-Notification', { limit: historyMax }),
    enabled: allowed,
  });
  const rows = data?.rows.filter(({ code, subject }) => code === 'back-pressure' && subject === resource);
  if (rows === undefined) return null;
  return (
    <Section title={t('history')}>
      {rows.length === 0 && <p className="dim">{t('noHistory')}</p>}
      {rows.slice(0, shownMax).map(({ id, at, endedAt, reason, times }) => (
        <p key={id}>
          {endedAt === undefined
            ? t('stillSo', { began: format.dateTime(at) })
            : t('wasSo', { began: format.dateTime(at), length: format.duration(endedAt - at) })}
          {times > 1 && ` ${t('times', { count: times })}`}
          <br />
          <span className="dim">{reason}</span>
        </p>
      ))}
    </Section>
  );
}

function textOf({ resource, service, host, level }: Resource): string {
  return [resource, service, host, level].join(' ');
}
