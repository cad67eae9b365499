import { useMemo, useState } from 'react';

import { useFormat, useTexts } from '../../text/index.js';
import { Chart, ChartBar, Note, useChartsLook, type ChartMark, type Range } from '../../ui/index.js';
import { dashboardTexts } from './dashboard.text.js';
import { sum, useHistory } from './use-history.js';
import { useMarks } from './use-marks.js';

/** How it was: charts below each other, with one time axis and one crosshair. */
export function History() {
  const t = useTexts(dashboardTexts);
  const look = useChartsLook();
  return (
    <section className="history" aria-label={t('charts')}>
      <ChartBar {...look} />
      <Charts range={look.range} isTable={look.isTable} />
    </section>
  );
}

function Charts({ range, isTable }: { readonly range: Range; readonly isTable: boolean }) {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  const { history, failureReason, dataUpdatedAt } = useHistory(range);
  const [at, onAt] = useState<number>();
  const marks = useMarks(range);
  const lines = useMemo(() => history && linesOf(history, t), [history, t]);
  if (history === undefined || lines === undefined) {
    return failureReason === null ? null : <Note tone="bad">{failureReason.message}</Note>;
  }
  if (history.times.length === 0) return <p className="dim">{t('noHistory')}</p>;
  const shared = { times: history.times, at, onAt, isTable, marks };
  const whole = (value: number): string => format.number(Math.round(value));
  return (
    <>
      {failureReason !== null && (
        <Note>{t('stale', { time: format.time(dataUpdatedAt), reason: failureReason.message })}</Note>
      )}
      <Chart {...shared} title={t('flowChart')} series={lines.flow} valueText={whole} />
      <Chart {...shared} title={t('backlogChart')} series={lines.backlog} valueText={whole} isStacked />
      <Chart
        {...shared}
        title={t('timeChart')}
        series={lines.time}
        scale="logarithmic"
        valueText={(seconds) => secondsText(seconds, (value) => format.number(value))}
      />
      {isTable && <Marks marks={marks} />}
    </>
  );
}

/** In charts they are lines; here they can be read. */
function Marks({ marks }: { readonly marks: readonly ChartMark[] }) {
  const t = useTexts(dashboardTexts);
  return (
    <section className="chart" aria-label={t('marks')}>
      <h2>{t('marks')}</h2>
      {marks.length === 0 && <p className="dim">{t('noMarks')}</p>}
      <ul className="marks">
        {marks.toReversed().map(({ time, label }) => (
          <li key={`${time} ${label}`}>{label}</li>
        ))}
      </ul>
    </section>
  );
}

type T = ReturnType<typeof useTexts<keyof typeof dashboardTexts.en>>;

function linesOf({ of }: NonNullable<ReturnType<typeof useHistory>['history']>, t: T) {
  return {
    flow: [
      { label: t('accepted'), values: of('messagesAccepted') },
      { label: t('delivered'), values: of('recipientsDelivered') },
      { label: t('deferred'), values: of('recipientsDelayed') },
      { label: t('failed'), values: of('recipientsFailed') },
    ],
    backlog: [
      { label: t('ready'), values: of('messagesReady') },
      { label: t('retry'), values: of('messagesInRetry') },
      { label: t('unrouted'), values: sum(of('submission'), of('unreachable')) },
      { label: t('suspended'), values: of('messagesSuspended') },
    ],
    time: [
      { label: t('p50'), values: of('timeToDeliverP50') },
      { label: t('p95'), values: of('timeToDeliverP95') },
      { label: t('p99'), values: of('timeToDeliverP99') },
    ],
  };
}

/** Two digits are enough: `0.05 s`, `12 s`. */
function secondsText(seconds: number, numberText: (value: number) => string): string {
  const digits = seconds < 1 ? 3 : 1;
  return `${numberText(Number(seconds.toFixed(digits)))} s`;
}
