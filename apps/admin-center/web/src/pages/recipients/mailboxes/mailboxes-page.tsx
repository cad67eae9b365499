import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, queries, usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { ListView, Opened, ResetPassword, toasts, useList } from '../../../ui/index.js';
import { displayName, mailboxColumns, searchedText, type Mailbox } from './columns.js';
import { MailboxDetails } from './mailbox-details.js';
import { RemoveMailboxes } from './mailbox-dialogs.js';
import { EditMailbox, NewMailbox } from './mailbox-forms.js';
import { MailboxesToolbar, type Asked } from './mailboxes-toolbar.js';
import { mailboxesTexts } from './mailboxes.text.js';

/** Recipients > Mailboxes. */
export default function MailboxesPage() {
  const t = useTexts(mailboxesTexts);
  const query = useQuery({ ...queries.list('Mailboxes', api.mailboxes), select: ({ rows }) => rows });
  const columns = useMemo(() => mailboxColumns(t), [t]);
  const list = useList({
    query,
    columns,
    keyOf: ({ Guid }) => Guid,
    textOf: searchedText,
    sortedBy: 'displayName',
  });
  const [asked, setAsked] = useState<Asked>();
  const { selectedRows } = list;
  const close = (): void => setAsked(undefined);
  const made = (row: Mailbox): void => {
    close();
    list.goTo(row.Guid);
    toasts.show(t('madeToast', { name: displayName(row) }));
  };
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={<MailboxesToolbar list={list} onAsk={setAsked} />}
        onOpen={() => setAsked('edit')}
        empty={<p>{t('empty')}</p>}
        details={
          selectedRows.length > 0 && (
            <MailboxDetails
              rows={selectedRows}
              onClose={() => list.select({ ...list.selection, keys: new Set() })}
            />
          )
        }
      />
      {asked === 'new' && (
        <NewMailbox onClose={close} onSaved={({ object }) => made(object as unknown as Mailbox)} />
      )}
      <AskedOfRows asked={asked} rows={selectedRows} onClose={close} />
    </>
  );
}

interface AskedOfRowsProps {
  readonly asked: Asked | undefined;
  readonly rows: readonly Mailbox[];
  readonly onClose: () => void;
}

function AskedOfRows({ asked, rows, onClose }: AskedOfRowsProps) {
  const t = useTexts(mailboxesTexts);
  const mayChange = usePermission('Set-Mailbox').allowed;
  const [row] = rows;
  if (row === undefined) return null;
  if (asked === 'remove') return <RemoveMailboxes rows={rows} onClose={onClose} />;
  if (asked === 'password') {
    return <ResetPassword login={row.UserPrincipalName} name={displayName(row)} onClose={onClose} />;
  }
  if (asked !== 'edit') return null;
  const saved = (): void => {
    onClose();
    toasts.show(t('savedToast', { name: displayName(row) }));
  };
  return (
    <Opened kind="Mailboxes" source={api.mailboxes} identity={row.Identity} onClose={onClose} key={row.Guid}>
      {(object, tag) => <EditMailbox {...{ object, tag, mayChange, onClose }} onSaved={saved} />}
    </Opened>
  );
}
