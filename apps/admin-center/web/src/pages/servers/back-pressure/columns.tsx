import type { Format } from '../../../text/index.js';
import { StateBadge, Uptime, type Column } from '../../../ui/index.js';
import { fallsAt, levelStates, rankOf, risesAt, valueText, type Resource, type T } from './resources.js';

export function resourceColumns(t: T, format: Format): readonly Column<Resource>[] {
  return [...ownColumns(t), ...levelColumns(t, format)];
}

function ownColumns(t: T): readonly Column<Resource>[] {
  return [
    {
      id: 'resource',
      head: t('resource'),
      width: 'minmax(220px, 1.6fr)',
      line: 1,
      sortBy: ({ resource }) => resource,
      render: ({ resource }) => resource,
    },
    {
      id: 'service',
      head: t('service'),
      width: 'minmax(140px, 1.2fr)',
      line: 2,
      sortBy: ({ service }) => service,
      render: ({ service }) => service,
    },
    {
      id: 'process',
      head: t('process'),
      width: 'minmax(96px, 1fr)',
      sortBy: ({ host, pid }) => `${host}:${pid}`,
      render: ({ host, pid }) => `${host}:${pid}`,
    },
  ];
}

function levelColumns(t: T, format: Format): readonly Column<Resource>[] {
  return [
    {
      id: 'level',
      head: t('level'),
      width: '96px',
      line: 1,
      sortBy: rankOf,
      render: ({ level }) => <StateBadge state={levelStates[level]}>{t(level)}</StateBadge>,
    },
    {
      id: 'now',
      head: t('now'),
      width: '96px',
      line: 2,
      isNumber: true,
      sortBy: ({ value }) => value,
      render: (row) => valueText(row.value, row, { t, format }),
    },
    {
      id: 'limit',
      head: t('limit'),
      width: 'minmax(88px, 0.8fr)',
      isNumber: true,
      render: (row) => valueText(risesAt(row), row, { t, format }),
    },
    {
      id: 'falls',
      head: t('falls'),
      width: 'minmax(88px, 0.8fr)',
      isNumber: true,
      render: (row) => {
        const value = fallsAt(row);
        return value === undefined ? <span className="dim">–</span> : valueText(value, row, { t, format });
      },
    },
    {
      id: 'since',
      head: t('since'),
      width: '96px',
      sortBy: ({ since = Infinity }) => since,
      render: ({ since }) =>
        since === undefined ? <span className="dim">–</span> : <Uptime since={since} />,
    },
    {
      id: 'does',
      head: t('does'),
      width: 'minmax(140px, 1.6fr)',
      render: ({ level, refuses }) => (level === 'Low' ? <span className="dim">–</span> : t(refuses)),
    },
  ];
}
