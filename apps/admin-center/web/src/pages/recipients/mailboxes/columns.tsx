import type { TextKey, Texts } from '../../../text/index.js';
import { LastTime, type Column, type RowOf } from '../../../ui/index.js';
import type { mailboxesTexts } from './mailboxes.text.js';

export type Mailbox = RowOf<'Mailboxes'>;
type T = Texts<TextKey<typeof mailboxesTexts>>;

/** Whose user a directory vouches for has a linked mailbox, as Exchange calls it. */
export function typeText({ DirectorySource }: Mailbox, t: T): string {
  return t(DirectorySource === undefined ? 'userMailbox' : 'linkedMailbox');
}

export function displayName({ DisplayName, Name }: Mailbox): string {
  return DisplayName || Name;
}

export function mailboxColumns(
  t: T,
  lastLogons: ReadonlyMap<string, number | undefined>,
): readonly Column<Mailbox>[] {
  return [
    {
      id: 'displayName',
      head: t('DisplayName'),
      width: 'minmax(150px, 1.6fr)',
      line: 1,
      sortBy: displayName,
      render: displayName,
    },
    {
      id: 'type',
      head: t('type'),
      width: 'minmax(112px, 0.8fr)',
      sortBy: (row) => typeText(row, t),
      render: (row) => typeText(row, t),
    },
    {
      id: 'address',
      head: t('PrimarySmtpAddress'),
      width: 'minmax(180px, 2fr)',
      line: 2,
      sortBy: ({ PrimarySmtpAddress }) => PrimarySmtpAddress,
      render: ({ PrimarySmtpAddress }) => <span className="mono">{PrimarySmtpAddress}</span>,
    },
    {
      id: 'database',
      head: t('Database'),
      width: 'minmax(80px, 0.7fr)',
      line: 1,
      sortBy: ({ Database }) => Database,
      render: ({ Database }) => Database,
    },
    {
      id: 'lastLogon',
      head: t('lastLogon'),
      width: 'minmax(104px, 0.9fr)',
      sortBy: ({ Guid }) => lastLogons.get(Guid) ?? 0,
      render: ({ Guid }) => <LastTime at={lastLogons.get(Guid)} />,
    },
  ];
}

export function searchedText({ Name, DisplayName, Alias, EmailAddresses, Database }: Mailbox): string {
  return [Name, DisplayName, Alias, Database, ...EmailAddresses].join(' ');
}
