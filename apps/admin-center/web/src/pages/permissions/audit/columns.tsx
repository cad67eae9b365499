import type { Format, TextKey, Texts } from '../../../text/index.js';
import { StateBadge, type Column } from '../../../ui/index.js';
import { objectOf, type AuditEntry } from './audit-entry.js';
import type { auditTexts } from './audit.text.js';

export function auditColumns(
  t: Texts<TextKey<typeof auditTexts>>,
  format: Format,
): readonly Column<AuditEntry>[] {
  return [
    {
      id: 'time',
      head: t('time'),
      width: 'minmax(212px, 1fr)',
      line: 2,
      sortBy: ({ runDate }) => runDate,
      render: ({ runDate }) => format.dateTime(runDate),
    },
    {
      id: 'who',
      head: t('who'),
      width: 'minmax(96px, 1fr)',
      line: 2,
      sortBy: ({ caller }) => caller,
      render: ({ caller }) => caller,
    },
    {
      id: 'where',
      head: t('where'),
      width: 'minmax(112px, 0.8fr)',
      sortBy: ({ client }) => client,
      render: ({ client }) => <span className="mono">{client}</span>,
    },
    {
      id: 'command',
      head: t('command'),
      width: 'minmax(160px, 1.4fr)',
      line: 1,
      sortBy: ({ operation }) => operation,
      render: ({ operation }) => operation,
    },
    {
      id: 'object',
      head: t('object'),
      width: 'minmax(120px, 1.6fr)',
      sortBy: objectOf,
      render: (entry) => objectOf(entry) || '–',
    },
    {
      id: 'result',
      head: t('result'),
      width: '104px',
      line: 1,
      sortBy: ({ error }) => (error === undefined ? 0 : 1),
      render: ({ error }) =>
        error === undefined ? (
          <StateBadge state="good">{t('succeeded')}</StateBadge>
        ) : (
          <StateBadge state="warn">{t('failed')}</StateBadge>
        ),
    },
  ];
}
