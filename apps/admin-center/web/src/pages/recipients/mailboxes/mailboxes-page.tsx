import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queries, usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Action, KindPage, PasswordAction, ResetPassword } from '../../../ui/index.js';
import { mailboxColumns, searchedText, type Mailbox } from './columns.js';
import { EnableMailbox } from './enable-mailbox.js';
import { MailboxDetails } from './mailbox-details.js';
import { EditLimits, EditMailbox, NewMailbox } from './mailbox-forms.js';
import { mailboxesTexts } from './mailboxes.text.js';

/** Recipients > Mailboxes. */
export default function MailboxesPage() {
  const t = useTexts(mailboxesTexts);
  const lastLogons = useLastLogons();
  const columns = useMemo(() => mailboxColumns(t, lastLogons), [t, lastLogons]);
  const mayEnable = usePermission('Enable-Mailbox');
  return (
    <KindPage<'Mailboxes'>
      kinds={{ Mailboxes: { source: api.mailboxes, noun: 'Mailbox', newLabel: t('new') } }}
      alsoMaking={[{ dialog: 'enable', label: t('enable'), permission: mayEnable }]}
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      columns={columns}
      textOf={searchedText}
      details={(row) => <MailboxDetails row={row} />}
      newDialog={(props, dialog) =>
        dialog === 'enable' ? (
          <EnableMailbox {...props} />
        ) : (
          dialog === 'Mailboxes' && <NewMailbox {...props} />
        )
      }
      editDialog={(opened) => <EditMailbox {...opened} />}
      actions={(rows, open) => <MailboxActions {...{ rows, open }} />}
      dialogs={{
        password: (rows, { onClose }) => <ResetPassword login={loginOf(rows)} {...{ onClose }} />,
        limits: (rows, props) => <EditLimits {...props} rows={rows} />,
      }}
    />
  );
}

function loginOf([row, ...others]: readonly Mailbox[]): string | undefined {
  return others.length === 0 ? row?.UserPrincipalName : undefined;
}

interface MailboxActionsProps {
  readonly rows: readonly Mailbox[];
  readonly open: (dialog: string) => void;
}

function MailboxActions({ rows, open }: MailboxActionsProps) {
  const t = useTexts(mailboxesTexts);
  return (
    <>
      <Action
        label={t('limits')}
        icon="tools"
        iconOnly
        permission={usePermission('Set-Mailbox')}
        isDisabled={rows.length === 0}
        onPress={() => open('limits')}
      />
      <PasswordAction login={loginOf(rows)} onPress={() => open('password')} />
    </>
  );
}

/** By Guid, milliseconds since the epoch. */
function useLastLogons(): ReadonlyMap<string, number | undefined> {
  const { data } = useQuery(queries.run('Get-MailboxStatistics', {}));
  return useMemo(() => new Map(data?.map(({ guid, lastLogonTime }) => [guid, lastLogonTime])), [data]);
}
