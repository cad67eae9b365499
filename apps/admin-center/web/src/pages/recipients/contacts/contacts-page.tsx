import { useMemo } from 'react';

import { api } from '../../../api/index.js';
import { useFormat, useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  Facts,
  KindPage,
  PasswordAction,
  ResetPassword,
  type Column,
  type RowOf,
} from '../../../ui/index.js';
import { EditContact, isContactKind, NewContact, type ContactKind } from './contact-forms.js';
import { contactsTexts } from './contacts.text.js';

type Contact = RowOf<ContactKind>;
type T = Texts<TextKey<typeof contactsTexts>>;

/** Recipients > Contacts: mail contacts and mail users, in one list. */
export default function ContactsPage() {
  const t = useTexts(contactsTexts);
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <KindPage<ContactKind>
      kinds={{
        MailContacts: { source: api.mailContacts, noun: 'MailContact', newLabel: t('newContact') },
        MailUsers: { source: api.mailUsers, noun: 'MailUser', newLabel: t('newUser') },
      }}
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      columns={columns}
      textOf={({ Name, DisplayName, Alias, ExternalEmailAddress, EmailAddresses }) =>
        [Name, DisplayName, Alias, ExternalEmailAddress, ...EmailAddresses].join(' ')
      }
      details={(row) => <ContactDetails row={row} />}
      newDialog={(props, kind) => isContactKind(kind) && <NewContact {...props} kind={kind} />}
      editDialog={(opened, kind) => <EditContact {...opened} kind={kind} />}
      actions={(rows, open) => <PasswordAction login={loginOf(rows)} onPress={() => open('password')} />}
      dialogs={{
        password: (rows, { onClose }) => <ResetPassword login={loginOf(rows)} {...{ onClose }} />,
      }}
    />
  );
}

/** Contacts do not sign in. */
function loginOf([row, ...others]: readonly Contact[]): string | undefined {
  return row?.kind === 'MailUsers' && others.length === 0 ? row.UserPrincipalName : undefined;
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
