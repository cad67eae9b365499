import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { queries } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Details, Facts, ListToolbar, ListView, Section, StateBadge, useList } from '../../../ui/index.js';
import { backPressureTexts } from './back-pressure.text.js';
import { resourceColumns } from './columns.js';
import { keyOf, kindOf, levelStates, valueText, type Resource } from './resources.js';

const readMs = 2_000;

/** Servers > Back pressure: how short each process is of what it needs, the shortest first. */
export default function BackPressurePage() {
  const t = useTexts(backPressureTexts);
  const format = useFormat();
  const query = useQuery({
    ...queries.run('Get-ExchangeDiagnosticInfo', {}),
    refetchInterval: readMs,
    staleTime: readMs,
  });
  const columns = useMemo(() => resourceColumns(t, format), [t, format]);
  const list = useList({ query, columns, keyOf, textOf, sortedBy: 'level' });
  const [one] = list.selectedRows;
  return (
    <ListView
      label={t('list')}
      list={list}
      toolbar={<ListToolbar label={t('toolbar')} list={list} search={t('search')} />}
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
  return (
    <Details title={row.resource} onClose={onClose}>
      <StateBadge state={levelStates[row.level]}>{t(row.level)}</StateBadge>
      <p>{t(kindOf(row))}</p>
      <Facts
        facts={[
          [t('now'), text(row.value)],
          [t('limit'), t(row.level === 'High' ? 'fallsAt' : 'risesAt', { value: text(row.threshold) })],
          [t('service'), row.service],
          [t('host'), row.host],
          [t('process'), row.pid],
        ]}
      />
      <Section title={t('whole')}>
        <p>{t(row.refuses)}</p>
      </Section>
    </Details>
  );
}

function textOf({ resource, service, host, level }: Resource): string {
  return [resource, service, host, level].join(' ');
}
