import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, queries, usePermission } from '../../../api/index.js';
import { useFormat, useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  Action,
  Facts,
  joinedQuery,
  ObjectPage,
  Opened,
  ResetPassword,
  type Column,
  type ListQuery,
  type ObjectDialogProps,
} from '../../../ui/index.js';
import { contactKinds, ordersOf, useContactRights, type Contact, type ContactKind } from './contact.js';
import { EditContact, NewContact } from './contact-forms.js';
import { contactsTexts } from './contacts.text.js';

type T = Texts<TextKey<typeof contactsTexts>>;

/** Recipients > Contacts: mail contacts and mail users, in one list. */
export default function ContactsPage() {
  const t = useTexts(contactsTexts);
  const query = useContacts();
  const columns = useMemo(() => columnsOf(t), [t]);
  const { add, set, remove } = useContactRights();
  return (
    <ObjectPage
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      {...{ query, columns }}
      permissions={{ add: add.MailContacts, set: set.MailContacts, remove: remove.MailContacts }}
      making={[
        { dialog: 'MailContacts', label: t('newContact'), permission: add.MailContacts },
        { dialog: 'MailUsers', label: t('newUser'), permission: add.MailUsers },
      ]}
      textOf={({ Name, DisplayName, Alias, ExternalEmailAddress, EmailAddresses }) =>
        [Name, DisplayName, Alias, ExternalEmailAddress, ...EmailAddresses].join(' ')
      }
      details={(row) => <ContactDetails row={row} />}
      newDialog={(props, kind) => isContactKind(kind) && <NewContact {...props} kind={kind} />}
      editDialog={(row, props) => (
        <Edited {...props} row={row} mayChange={set[row.kind].allowed} key={row.Guid} />
      )}
      remove={({ kind, Identity }, force) => ordersOf[kind].remove(Identity, { force })}
      tryRemoval={({ kind, Identity }) => ordersOf[kind].remove(Identity, { validateOnly: true })}
      actions={(rows) => <PasswordAction rows={rows} />}
    />
  );
}

function isContactKind(text: string): text is ContactKind {
  return contactKinds.includes(text as ContactKind);
}

function Edited({
  row: { kind, Identity },
  mayChange,
  onClose,
  onSaved,
}: ObjectDialogProps & { readonly row: Contact; readonly mayChange: boolean }) {
  return (
    <Opened kind={kind} source={ordersOf[kind] as never} identity={Identity} onClose={onClose}>
      {(object, tag) => (
        <EditContact {...{ kind, object, tag, mayChange, onClose }} onSaved={() => onSaved(object)} />
      )}
    </Opened>
  );
}

/** Contacts do not sign in. */
function PasswordAction({ rows }: { readonly rows: readonly Contact[] }) {
  const t = useTexts(contactsTexts);
  const permission = usePermission('Set-Password');
  const [isOpen, setOpen] = useState(false);
  const [row] = rows;
  const login = rows.length === 1 && row?.kind === 'MailUsers' ? row.UserPrincipalName : undefined;
  return (
    <>
      <Action
        label={t('resetPassword')}
        icon="permissions"
        permission={permission}
        isDisabled={login === undefined}
        onPress={() => setOpen(true)}
      />
      {isOpen && login !== undefined && row !== undefined && (
        <ResetPassword login={login} name={displayName(row)} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

function useContacts(): ListQuery<Contact> {
  return useQueries({
    queries: [queries.list('MailContacts', api.mailContacts), queries.list('MailUsers', api.mailUsers)],
    combine: ([contacts, users]) =>
      joinedQuery(
        [contacts, users],
        contacts.data &&
          users.data && [
            ...contacts.data.rows.map((row) => ({ ...row, kind: 'MailContacts' as const })),
            ...users.data.rows.map((row) => ({ ...row, kind: 'MailUsers' as const })),
          ],
      ),
  });
}

function displayName({ DisplayName, Name }: Contact): string {
  return DisplayName || Name;
}

function columnsOf(t: T): readonly Column<Contact>[] {
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
      width: 'minmax(120px, 1fr)',
      line: 1,
      sortBy: ({ kind }) => t(kind),
      render: ({ kind }) => t(kind),
    },
    {
      id: 'address',
      head: t('address'),
      width: 'minmax(180px, 2fr)',
      line: 2,
      sortBy: ({ ExternalEmailAddress }) => ExternalEmailAddress,
      render: ({ ExternalEmailAddress }) => <span className="mono">{ExternalEmailAddress}</span>,
    },
  ];
}

function ContactDetails({ row }: { readonly row: Contact }) {
  const t = useTexts(contactsTexts);
  const format = useFormat();
  const { ExternalEmailAddress: external, PrimarySmtpAddress: primary } = row;
  return (
    <>
      <p>{t(`${row.kind}Help`)}</p>
      <Facts
        facts={[
          [t('kind'), t(row.kind)],
          [t('ExternalEmailAddress'), <span className="mono">{external}</span>],
          [t('address'), primary === external ? undefined : <span className="mono">{primary}</span>],
          [t('Alias'), row.Alias],
          [t('UserPrincipalName'), row.kind === 'MailUsers' ? row.UserPrincipalName : undefined],
          [t('changed'), row.WhenChanged === undefined ? undefined : format.dateTime(row.WhenChanged)],
        ]}
      />
    </>
  );
}
