import { api } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  FormText,
  NewObject,
  TextField,
  textOf,
  useFormPlace,
  useRecipientTabs,
  type EditedObject,
  type EditTab,
  type ObjectDialogProps,
  type ObjectRow,
} from '../../../ui/index.js';
import { withNames } from './contact-names.js';
import { contactShape, newContactParameters, newContactValues } from './contact-values.js';
import { contactsTexts } from './contacts.text.js';

const sources = { MailContacts: api.mailContacts, MailUsers: api.mailUsers } as const;
export type ContactKind = keyof typeof sources;

export function isContactKind(text: string): text is ContactKind {
  return text in sources;
}

const personNames = ['FirstName', 'Initials', 'LastName'] as const;

function fieldsOf(kind: ContactKind): readonly string[] {
  const login = kind === 'MailUsers' ? ['UserPrincipalName'] : [];
  return [...personNames, 'DisplayName', 'Name', 'Alias', 'ExternalEmailAddress', ...login];
}

export function NewContact({ kind, ...props }: ObjectDialogProps & { readonly kind: ContactKind }) {
  const t = useTexts(contactsTexts);
  const page = { title: t('general'), fields: fieldsOf(kind), content: <GeneralFields kind={kind} isNew /> };
  return (
    <NewObject
      {...props}
      source={sources[kind]}
      noun={kind}
      title={kind === 'MailUsers' ? t('newUserTitle') : t('newContactTitle')}
      initial={kind === 'MailUsers' ? { ...newContactValues, UserPrincipalName: '' } : newContactValues}
      pages={() => [page]}
      parametersOf={newContactParameters}
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

export function EditContact({ kind, ...props }: EditedObject<ObjectRow> & { readonly kind: ContactKind }) {
  const t = useTexts(contactsTexts);
  return (
    <EditObject
      {...props}
      source={sources[kind]}
      title={t('editTitle', { name: props.object.Name })}
      shape={contactShape}
      tabs={useTabs(kind)}
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
