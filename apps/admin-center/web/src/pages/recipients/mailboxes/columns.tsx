import type { ObjectOf } from '../../../api/index.js';
import type { TextKey, Texts } from '../../../text/index.js';
import type { Column } from '../../../ui/index.js';
import type { mailboxesTexts } from './mailboxes.text.js';

export type Mailbox = ObjectOf<'Mailboxes'>;

export function displayName({ DisplayName, Name }: Mailbox): string {
  return DisplayName || Name;
}

export function mailboxColumns(t: Texts<TextKey<typeof mailboxesTexts>>): readonly Column<Mailbox>[] {
  return [
    {
      id: 'displayName',
      head: t('DisplayName'),
      width: 'minmax(160px, 1.6fr)',
      line: 1,
      sortBy: displayName,
      render: displayName,
    },
    {
      id: 'address',
      head: t('PrimarySmtpAddress'),
      width: 'minmax(200px, 2fr)',
      line: 2,
      sortBy: ({ PrimarySmtpAddress }) => PrimarySmtpAddress,
      render: ({ PrimarySmtpAddress }) => <span className="mono">{PrimarySmtpAddress}</span>,
    },
    {
      id: 'alias',
      head: t('Alias'),
      width: 'minmax(96px, 1fr)',
      sortBy: ({ Alias }) => Alias,
      render: ({ Alias }) => Alias,
    },
    {
      id: 'database',
      head: t('Database'),
      width: 'minmax(88px, 0.8fr)',
      line: 1,
      sortBy: ({ Database }) => Database,
      render: ({ Database }) => Database,
    },
  ];
}

export function searchedText({ Name, DisplayName, Alias, EmailAddresses, Database }: Mailbox): string {
  return [Name, DisplayName, Alias, Database, ...EmailAddresses].join(' ');
}
