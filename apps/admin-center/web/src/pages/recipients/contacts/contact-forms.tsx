import { checked, type ChangeOptions } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditDialog,
  FormText,
  useForm,
  useFormPlace,
  useRecipientTabs,
  TextField,
  textOf,
  useTaggedObject,
  Wizard,
  type EditTab,
  type FormValues,
  type ObjectDialogProps,
  type ObjectRow,
} from '../../../ui/index.js';
import { ordersOf, type ContactKind } from './contact.js';
import { withNames } from './contact-names.js';
import {
  changedParameters,
  contactValues,
  newContactParameters,
  newContactValues,
} from './contact-values.js';
import { contactsTexts } from './contacts.text.js';

const personNames = ['FirstName', 'Initials', 'LastName'] as const;

function fieldsOf(kind: ContactKind): readonly string[] {
  const login = kind === 'MailUsers' ? ['UserPrincipalName'] : [];
  return [...personNames, 'DisplayName', 'Name', 'Alias', 'ExternalEmailAddress', ...login];
}

export function NewContact({ kind, onClose, onSaved }: ObjectDialogProps & { readonly kind: ContactKind }) {
  const t = useTexts(contactsTexts);
  const create = (values: FormValues, options: ChangeOptions) =>
    ordersOf[kind].create(newContactParameters(values), options);
  const form = useForm({
    initial: kind === 'MailUsers' ? { ...newContactValues, UserPrincipalName: '' } : newContactValues,
    draft: `new ${kind}`,
    check: (values) => checked(() => create(values, { validateOnly: true })),
  });
  return (
    <Wizard
      title={kind === 'MailUsers' ? t('newUserTitle') : t('newContactTitle')}
      form={form}
      pages={[{ title: t('general'), fields: fieldsOf(kind), content: <GeneralFields kind={kind} isNew /> }]}
      name={String(form.values['Name'])}
      save={(values, force) => create(values, { force })}
      onSaved={({ object }) => onSaved(object as unknown as ObjectRow)}
      onClose={onClose}
    />
  );
}

function GeneralFields({ kind, isNew = false }: { readonly kind: ContactKind; readonly isNew?: boolean }) {
  const t = useTexts(contactsTexts);
  return (
    <>
      <div className="columns">
        {personNames.map((name) =>
          isNew ? <NamePart key={name} name={name} /> : <FormText key={name} name={name} label={t(name)} />,
        )}
      </div>
      <FormText name="DisplayName" label={t('DisplayName')} />
      <FormText name="Name" label={t('Name')} description={t('nameHelp')} />
      <FormText name="Alias" label={t('Alias')} {...(isNew && { description: t('aliasHelp') })} />
      <FormText
        name="ExternalEmailAddress"
        label={t('ExternalEmailAddress')}
        description={t('externalHelp')}
      />
      {kind === 'MailUsers' && (
        <FormText
          name="UserPrincipalName"
          label={t('UserPrincipalName')}
          {...(isNew && { description: t('loginHelp') })}
        />
      )}
    </>
  );
}

/** A part of the name, which the two names follow. */
function NamePart({ name }: { readonly name: (typeof personNames)[number] }) {
  const t = useTexts(contactsTexts);
  const { form } = useFormPlace();
  const { values, set } = form;
  return (
    <TextField
      label={t(name)}
      value={textOf(values[name])}
      onChange={(text) => set(withNames(values, { [name]: text }))}
    />
  );
}

export interface EditContactProps {
  readonly kind: ContactKind;
  readonly object: ObjectRow;
  readonly tag: string | undefined;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function EditContact({ kind, object, tag, mayChange, onClose, onSaved }: EditContactProps) {
  const t = useTexts(contactsTexts);
  const opened = useTaggedObject(object, tag);
  const set = (values: FormValues, how: ChangeOptions) =>
    ordersOf[kind].set(object.Identity, changedParameters(values, opened.object()), how);
  const form = useForm({
    initial: contactValues(object as unknown as FormValues),
    draft: `edit ${object.Guid}`,
    check: (values) => checked(() => set(values, { validateOnly: true })),
  });
  return (
    <EditDialog
      title={t('editTitle', { name: object.Name })}
      form={form}
      tabs={useTabs(kind)}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) => set(values, { force, tag: opened.tag() })}
      onSaved={onSaved}
      onRebase={(problem) => contactValues(opened.rebase(problem))}
      onClose={onClose}
    />
  );
}

function useTabs(kind: ContactKind): readonly EditTab[] {
  const t = useTexts(contactsTexts);
  const { addresses, person, delivery, moderation, limits } = useRecipientTabs({
    sends: kind === 'MailUsers',
  });
  const general = { title: t('general'), fields: fieldsOf(kind), content: <GeneralFields kind={kind} /> };
  return [general, addresses, person, delivery, moderation, limits];
}
