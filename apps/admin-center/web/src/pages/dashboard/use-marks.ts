import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, usePermission, type OutputOf } from '../../api/index.js';
import { useFormat, useTexts, type Format } from '../../text/index.js';
import { lengths, type ChartMark, type Range } from '../../ui/index.js';
import { dashboardTexts } from './dashboard.text.js';

type Mark = OutputOf<'Get-TransportMark'>[number];
type T = ReturnType<typeof useTexts<keyof typeof dashboardTexts.en>>;

const readMs = 60_000;

/** What may explain a bend: changes of the configuration, drains, starts of processes. */
export function useMarks(range: Range): readonly ChartMark[] {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  const { allowed } = usePermission('Get-TransportMark');
  const { data } = useQuery({
    queryKey: ['marks', range],
    queryFn: ({ signal }) => api.run('Get-TransportMark', { from: Date.now() - lengths[range] }, signal),
    enabled: allowed,
    refetchInterval: readMs,
  });
  return useMemo(() => (data ?? []).map((mark) => chartMark(mark, t, format)), [data, t, format]);
}

function chartMark(mark: Mark, t: T, format: Format): ChartMark {
  const { at, kind, text, count, who = '–' } = mark;
  return { time: at, label: t(`mark${kind}`, { time: format.dateTime(at), text, count, who }) };
}
