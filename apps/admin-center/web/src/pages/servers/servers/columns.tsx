import type { TextKey, Texts } from '../../../text/index.js';
import { StateBadge, type Column } from '../../../ui/index.js';
import { conditionStates, replicasOf, troublesOf, versionsOf, type ServerRow } from './server-row.js';
import type { serversTexts } from './servers.text.js';

type T = Texts<TextKey<typeof serversTexts>>;

export function serverColumns(t: T): readonly Column<ServerRow>[] {
  return [
    {
      id: 'server',
      head: t('server'),
      width: 'minmax(96px, 1.2fr)',
      line: 1,
      sortBy: ({ Name }) => Name,
      render: ({ Name }) => Name,
    },
    {
      id: 'role',
      head: t('role'),
      width: 'minmax(96px, 1fr)',
      line: 2,
      sortBy: ({ ServerRole }) => ServerRole,
      render: ({ ServerRole }) => t(ServerRole),
    },
    {
      id: 'states',
      head: t('states'),
      width: 'minmax(200px, 2fr)',
      line: 1,
      sortBy: (row) => -troublesOf(row).length,
      text: (row) => statesText(row, t),
      render: (row) => <States row={row} t={t} />,
    },
    {
      id: 'replicas',
      head: t('replicas'),
      width: 'minmax(96px, 0.6fr)',
      line: 2,
      isNumber: true,
      sortBy: ({ processes }) => processes.length,
      render: (row) => <span title={replicasText(row)}>{row.processes.length}</span>,
    },
    {
      id: 'version',
      head: t('version'),
      width: 'minmax(96px, 1fr)',
      sortBy: (row) => versionsOf(row).join(', '),
      render: (row) => versionsOf(row).join(', ') || t('none'),
    },
  ];
}

/** What takes mail, or what of it does not. */
export function States({ row, t }: { readonly row: ServerRow; readonly t: T }) {
  const troubles = troublesOf(row);
  if (row.processes.length === 0) return <StateBadge state="idle">{t('notRunning')}</StateBadge>;
  const [worst] = troubles.toSorted((one, other) => rankOf(one.condition) - rankOf(other.condition));
  return (
    <StateBadge state={worst === undefined ? 'good' : conditionStates[worst.condition]}>
      {statesText(row, t)}
    </StateBadge>
  );
}

const ranks = { Missing: 0, Inactive: 1, Draining: 2, Active: 3 } as const;
const rankOf = (condition: keyof typeof ranks): number => ranks[condition];

function statesText(row: ServerRow, t: T): string {
  if (row.processes.length === 0) return t('notRunning');
  const troubles = troublesOf(row).map(({ component, condition }) =>
    t('trouble', { component, condition: t(condition) }),
  );
  return troubles.length === 0 ? t('allActive') : troubles.join(', ');
}

function replicasText(row: ServerRow): string {
  return replicasOf(row)
    .map(([service, count]) => `${service} ${count}`)
    .join('\n');
}

export function searchedText(row: ServerRow): string {
  return [row.Name, row.Fqdn, row.ServerRole, ...versionsOf(row)].join(' ');
}
