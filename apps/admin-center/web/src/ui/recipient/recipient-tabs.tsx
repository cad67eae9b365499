import { useTexts } from '../../text/index.js';
import type { EditTab } from '../form/edit-dialog.js';
import { FormCheck, FormSelect, FormText, listOf } from '../form/fields.js';
import { FormTextRows } from '../form/rows/form-text-rows.js';
import { useFormPlace } from '../form/state/use-form.js';
import { RecipientField, RecipientsField } from './recipient-fields.js';
import { personNames, restrictionNames } from './recipient-values.js';
import { recipientTexts } from './recipient.text.js';

export interface RecipientTabs {
  readonly addresses: EditTab;
  readonly delivery: EditTab;
  readonly limits: EditTab;
  readonly moderation: EditTab;
  /** Of people alone. */
  readonly person: EditTab;
}

/** Tabs that recipients of every kind have when they are edited. */
export function useRecipientTabs({ sends = false }: { readonly sends?: boolean } = {}): RecipientTabs {
  const t = useTexts(recipientTexts);
  return {
    addresses: {
      title: t('addresses'),
      fields: ['PrimarySmtpAddress', 'EmailAddresses'],
      content: <AddressFields />,
    },
    delivery: {
      title: t('delivery'),
      fields: ['RequireSenderAuthenticationEnabled', ...restrictionNames],
      content: <DeliveryFields />,
    },
    limits: {
      title: t('limits'),
      fields: ['MaxReceiveSize', 'MaxSendSize', ...(sends ? ['RecipientLimits'] : [])],
      content: <LimitFields sends={sends} />,
    },
    moderation: {
      title: t('moderation'),
      fields: [
        'ModerationEnabled',
        'ModeratedBy',
        'BypassModerationFromSendersOrMembers',
        'SendModerationNotifications',
      ],
      content: <ModerationFields />,
    },
    person: { title: t('person'), fields: personNames, content: <PersonFields /> },
  };
}

function AddressFields() {
  const t = useTexts(recipientTexts);
  return (
    <>
      <FormText name="PrimarySmtpAddress" label={t('PrimarySmtpAddress')} />
      <FormTextRows
        name="EmailAddresses"
        label={t('EmailAddresses')}
        description={t('addressesHelp')}
        empty={t('noAddresses')}
        item={t('address')}
      />
    </>
  );
}

/** The lists of senders alone and of groups alone are those of the shell: they are shown where they say something. */
function DeliveryFields() {
  const t = useTexts(recipientTexts);
  const { form } = useFormPlace();
  const shown = restrictionNames.filter(
    (name) => name.endsWith('SendersOrMembers') || listOf(form.state.base[name]).length > 0,
  );
  return (
    <>
      <FormCheck
        name="RequireSenderAuthenticationEnabled"
        label={t('RequireSenderAuthenticationEnabled')}
        description={t('requireHelp')}
      />
      {shown.map((name) => (
        <RecipientsField
          key={name}
          name={name}
          label={t(name)}
          whom={whomOf(name)}
          empty={name === 'AcceptMessagesOnlyFromSendersOrMembers' ? t('fromAll') : t('fromNone')}
        />
      ))}
    </>
  );
}

function whomOf(name: (typeof restrictionNames)[number]): 'anybody' | 'groups' | 'people' {
  if (name.endsWith('SendersOrMembers')) return 'anybody';
  return name.endsWith('DLMembers') ? 'groups' : 'people';
}

function LimitFields({ sends }: { readonly sends: boolean }) {
  const t = useTexts(recipientTexts);
  return (
    <>
      <FormText name="MaxReceiveSize" label={t('MaxReceiveSize')} description={t('unlimited')} />
      <FormText name="MaxSendSize" label={t('MaxSendSize')} description={t('unlimited')} />
      {sends && <FormText name="RecipientLimits" label={t('RecipientLimits')} description={t('unlimited')} />}
    </>
  );
}

function ModerationFields() {
  const t = useTexts(recipientTexts);
  return (
    <>
      <FormCheck name="ModerationEnabled" label={t('ModerationEnabled')} />
      <RecipientsField name="ModeratedBy" label={t('ModeratedBy')} whom="people" empty={t('noModerators')} />
      <RecipientsField
        name="BypassModerationFromSendersOrMembers"
        label={t('BypassModerationFromSendersOrMembers')}
        empty={t('noBypass')}
      />
      <FormSelect
        name="SendModerationNotifications"
        label={t('SendModerationNotifications')}
        options={(['Always', 'Internal', 'Never'] as const).map((value) => ({ value, label: t(value) }))}
      />
    </>
  );
}

function PersonFields() {
  const t = useTexts(recipientTexts);
  return (
    <>
      <RecipientField name="Manager" label={t('Manager')} />
      <div className="columns">
        {personNames
          .filter((name) => name !== 'Manager' && name !== 'Notes')
          .map((name) => (
            <FormText key={name} name={name} label={t(name)} />
          ))}
      </div>
      <FormText name="Notes" label={t('Notes')} isMultiline />
    </>
  );
}
