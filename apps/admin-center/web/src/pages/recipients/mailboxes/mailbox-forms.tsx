import { useQuery } from '@tanstack/react-query';

import { api, objectsChanged, queries, type ChangeOptions, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  FormCheck,
  FormSelect,
  FormText,
  NewObject,
  NewPassword,
  RecipientField,
  toasts,
  useFormPlace,
  useRecipientTabs,
  type EditedObject,
  type EditTab,
  type ObjectDialogProps,
} from '../../../ui/index.js';
import type { Mailbox } from './columns.js';
import { ordersForAll } from './limits-of-all.js';
import { mailboxShape, newMailboxParameters, newMailboxValues } from './mailbox-values.js';
import { mailboxesTexts } from './mailboxes.text.js';

export function NewMailbox(props: ObjectDialogProps) {
  const t = useTexts(mailboxesTexts);
  const page = { title: t('general'), fields: Object.keys(newMailboxValues), content: <NewFields /> };
  return (
    <NewObject
      {...props}
      source={api.mailboxes}
      noun="Mailbox"
      title={t('newTitle')}
      initial={newMailboxValues}
      pages={() => [page]}
      parametersOf={newMailboxParameters}
    />
  );
}

function NewFields() {
  const t = useTexts(mailboxesTexts);
  const { form } = useFormPlace();
  const { data } = useQuery(queries.list('AcceptedDomains', api.acceptedDomains));
  const domains = data?.rows.map(({ DomainName }) => DomainName).join(', ') ?? '';
  return (
    <>
      <FormText name="Name" label={t('Name')} />
      <FormText name="DisplayName" label={t('DisplayName')} />
      <FormText name="Alias" label={t('Alias')} description={t('aliasHint')} />
      <FormText
        name="PrimarySmtpAddress"
        label={t('PrimarySmtpAddress')}
        description={t('addressHint', { domains })}
      />
      <DatabaseField />
      <NewPassword onPassword={(password) => form.set({ Password: password ?? '' })} />
      <p className="dim">{t('passwordHint')}</p>
    </>
  );
}

function DatabaseField() {
  const t = useTexts(mailboxesTexts);
  const { form } = useFormPlace();
  const { data } = useQuery(queries.list('MailboxDatabases', api.mailboxDatabases));
  const own = String(form.values['Database']);
  const names = [...new Set([own, ...(data?.rows.map(({ Name }) => Name) ?? [])])];
  return (
    <FormSelect
      name="Database"
      label={t('Database')}
      options={names.map((value) => ({ value, label: value || '–' }))}
    />
  );
}

export function EditMailbox(props: EditedObject<ObjectOf<'Mailboxes'>>) {
  const t = useTexts(mailboxesTexts);
  return (
    <EditObject
      {...props}
      source={api.mailboxes}
      title={t('editTitle', { name: props.object.Name })}
      shape={mailboxShape}
      tabs={useTabs()}
    />
  );
}

function useTabs(): readonly EditTab[] {
  const t = useTexts(mailboxesTexts);
  const { addresses, limits, delivery, moderation, person } = useRecipientTabs({ sends: true });
  return [
    {
      title: t('general'),
      fields: ['Name', 'DisplayName', 'Alias', 'Database'],
      content: (
        <>
          <FormText name="Name" label={t('Name')} />
          <FormText name="DisplayName" label={t('DisplayName')} />
          <FormText name="Alias" label={t('Alias')} />
          <DatabaseField />
        </>
      ),
    },
    addresses,
    limits,
    delivery,
    {
      title: t('forwarding'),
      fields: ['ForwardingAddress', 'ForwardingSmtpAddress', 'DeliverToMailboxAndForward'],
      content: <ForwardingFields />,
    },
    moderation,
    person,
  ];
}

function ForwardingFields() {
  const t = useTexts(mailboxesTexts);
  return (
    <>
      <RecipientField name="ForwardingAddress" label={t('ForwardingAddress')} />
      <FormText name="ForwardingSmtpAddress" label={t('ForwardingSmtpAddress')} />
      <FormCheck name="DeliverToMailboxAndForward" label={t('DeliverToMailboxAndForward')} />
    </>
  );
}

/** Limits of all that are selected: what stays empty stays as it is. */
export function EditLimits({ rows, onClose }: ObjectDialogProps & { readonly rows: readonly Mailbox[] }) {
  const t = useTexts(mailboxesTexts);
  const { limits } = useRecipientTabs({ sends: true });
  const [row] = rows;
  const title = t('limitsTitle', { count: rows.length });
  return (
    <EditObject
      source={{ set: (_: string, said: object, how: ChangeOptions = {}) => ordersForAll(rows, said, how) }}
      object={{ Guid: 'limits of mailboxes', Identity: '', Name: row?.Name ?? '' }}
      tag={undefined}
      mayChange
      title={title}
      shape={mailboxShape}
      tabs={[
        {
          ...limits,
          content: (
            <>
              <p className="dim">{t('limitsHint')}</p>
              {limits.content}
            </>
          ),
        },
      ]}
      onSaved={() => {
        void objectsChanged();
        toasts.show(t('limitsToast', { count: rows.length }));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
