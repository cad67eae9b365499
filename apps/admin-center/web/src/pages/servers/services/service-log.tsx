import { useQuery } from '@tanstack/react-query';

import { queries, usePermission, type OutputOf } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Section, StateBadge, type State } from '../../../ui/index.js';
import type { Process } from './processes.js';
import { servicesTexts } from './services.text.js';

type Line = OutputOf<'Get-ServiceLog'>['lines'][number];

const shownMax = 20;
const readMs = 5_000;

/** Routine needs no sign. */
const states: Readonly<Partial<Record<Line['level'], State>>> = { warn: 'warn', error: 'bad', fatal: 'bad' };

/** What the process has written last, the newest on top. */
export function ServiceLog({ row }: { readonly row: Process }) {
  const t = useTexts(servicesTexts);
  const { allowed } = usePermission('Get-ServiceLog');
  const { data } = useQuery({
    ...queries.run('Get-ServiceLog', { process: row.id, limit: shownMax }),
    enabled: allowed,
    refetchInterval: readMs,
    retry: false,
  });
  if (data === undefined) return null;
  return (
    <Section title={t('log')}>
      {!data.isHere && <p className="dim">{t('logElsewhere', { host: data.host })}</p>}
      {data.isHere && data.lines.length === 0 && <p className="dim">{t('logEmpty')}</p>}
      <ul className="log-lines">
        {data.lines.toReversed().map((line, at) => (
          <LogLine key={`${line.time} ${at}`} line={line} />
        ))}
      </ul>
    </Section>
  );
}

function LogLine({ line: { time, level, message, details } }: { readonly line: Line }) {
  const format = useFormat();
  const state = states[level];
  return (
    <li title={details}>
      <span className="dim">
        {format.time(Date.parse(time))}{' '}
        {state !== undefined && <StateBadge state={state}>{level}</StateBadge>}
      </span>
      <span>{message}</span>
    </li>
  );
}
