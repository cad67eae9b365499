import { useQuery } from '@tanstack/react-query';

import { api, checked, queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditDialog,
  FormCheck,
  FormSelect,
  FormText,
  NewPassword,
  RecipientField,
  useForm,
  useFormPlace,
  useRecipientTabs,
  useTaggedObject,
  Wizard,
  type EditTab,
  type FormValues,
  type Saved,
} from '../../../ui/index.js';
import type { Mailbox } from './columns.js';
import {
  changedParameters,
  mailboxValues,
  newMailboxParameters,
  newMailboxValues,
} from './mailbox-values.js';
import { mailboxesTexts } from './mailboxes.text.js';

interface Closing {
  readonly onClose: () => void;
  readonly onSaved: (saved: Saved) => void;
}

const newFields = ['Name', 'DisplayName', 'PrimarySmtpAddress', 'Database', 'Password'];

export function NewMailbox({ onClose, onSaved }: Closing) {
  const t = useTexts(mailboxesTexts);
  const create = (
    values: FormValues,
    options: { readonly validateOnly?: boolean; readonly force?: boolean },
  ) => api.mailboxes.create(newMailboxParameters(values), options);
  const form = useForm({
    initial: newMailboxValues,
    draft: 'new Mailbox',
    check: (values) => checked(() => create(values, { validateOnly: true })),
  });
  const page = { title: t('general'), fields: newFields, content: <NewFields /> };
  return (
    <Wizard
      title={t('newTitle')}
      form={form}
      pages={[page]}
      name={String(form.values['Name'])}
      save={(values, force) => create(values, { force })}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

function NewFields() {
  const t = useTexts(mailboxesTexts);
  const { form } = useFormPlace();
  return (
    <>
      <FormText name="Name" label={t('Name')} />
      <FormText name="DisplayName" label={t('DisplayName')} />
      <FormText name="PrimarySmtpAddress" label={t('PrimarySmtpAddress')} description={t('addressHint')} />
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

export interface EditMailboxProps extends Closing {
  readonly object: Mailbox;
  /** ETag of the object. */
  readonly tag: string | undefined;
  readonly mayChange: boolean;
}

export function EditMailbox({ object, tag, mayChange, onClose, onSaved }: EditMailboxProps) {
  const t = useTexts(mailboxesTexts);
  const opened = useTaggedObject(object, tag);
  const said = (values: FormValues): FormValues => changedParameters(values, opened.object());
  const form = useForm({
    initial: mailboxValues(object as FormValues),
    draft: `edit ${object.Guid}`,
    check: (values) =>
      checked(() => api.mailboxes.set(object.Identity, said(values), { validateOnly: true })),
  });
  return (
    <EditDialog
      title={t('editTitle', { name: object.Name })}
      form={form}
      tabs={useTabs()}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) => api.mailboxes.set(object.Identity, said(values), { force, tag: opened.tag() })}
      onSaved={onSaved}
      onRebase={(problem) => mailboxValues(opened.rebase(problem))}
      onClose={onClose}
    />
  );
}

function useTabs(): readonly EditTab[] {
  const t = useTexts(mailboxesTexts);
  const { delivery, moderation, person } = useRecipientTabs();
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
    {
      title: t('addresses'),
      fields: ['PrimarySmtpAddress', 'EmailAddresses'],
      content: (
        <>
          <FormText name="PrimarySmtpAddress" label={t('PrimarySmtpAddress')} />
          <FormText
            name="EmailAddresses"
            label={t('EmailAddresses')}
            description={t('addressesHint')}
            isMultiline
          />
        </>
      ),
    },
    {
      title: t('limits'),
      fields: ['MaxReceiveSize', 'MaxSendSize', 'RecipientLimits'],
      content: (
        <>
          <FormText name="MaxReceiveSize" label={t('MaxReceiveSize')} description={t('unlimitedHint')} />
          <FormText name="MaxSendSize" label={t('MaxSendSize')} description={t('unlimitedHint')} />
          <FormText name="RecipientLimits" label={t('RecipientLimits')} description={t('unlimitedHint')} />
        </>
      ),
    },
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
