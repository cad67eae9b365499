import type { TextKey, Texts } from '../../../text/index.js';
import type { Column } from '../../../ui/index.js';
import type { Group } from './group.js';
import type { groupsTexts } from './groups.text.js';

export function groupColumns(t: Texts<TextKey<typeof groupsTexts>>): readonly Column<Group>[] {
  return [
    {
      id: 'displayName',
      head: t('DisplayName'),
      width: 'minmax(140px, 2fr)',
      line: 1,
      sortBy: displayName,
      render: displayName,
    },
    {
      id: 'kind',
      head: t('kind'),
      width: 'minmax(150px, 1.2fr)',
      line: 2,
      sortBy: ({ kind }) => t(kind),
      render: ({ kind }) => t(kind),
    },
    {
      id: 'address',
      head: t('address'),
      width: 'minmax(180px, 2fr)',
      line: 2,
      sortBy: ({ PrimarySmtpAddress }) => PrimarySmtpAddress,
      render: ({ PrimarySmtpAddress }) => <span className="mono">{PrimarySmtpAddress}</span>,
    },
    {
      id: 'members',
      head: t('members'),
      width: '96px',
      line: 1,
      isNumber: true,
      sortBy: (row) => (row.kind === 'DistributionGroups' ? row.Members.length : -1),
      text: (row) => memberText(row, t),
      render: (row) => memberText(row, t),
    },
  ];
}

export function displayName({ DisplayName, Name }: Group): string {
  return DisplayName || Name;
}

function memberText(row: Group, t: Texts<TextKey<typeof groupsTexts>>): string {
  return row.kind === 'DistributionGroups' ? String(row.Members.length) : t('byFilter');
}

export function searchedText({ Name, DisplayName, Alias, EmailAddresses }: Group): string {
  return [Name, DisplayName, Alias, ...EmailAddresses].join(' ');
}
