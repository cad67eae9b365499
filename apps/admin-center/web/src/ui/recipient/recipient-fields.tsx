import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { Button } from '../control/button.js';
import { FormText, listOf, useField, type FieldOf } from '../form/fields.js';
import { FormRows } from '../form/rows/form-rows.js';
import { RecipientPicker } from './recipient-picker.js';
import { recipientTexts } from './recipient.text.js';
import { recipientNamed } from './find-recipients.js';
import { useNamedRecipients, type Whom } from './use-recipients.js';

export interface RecipientsFieldProps extends FieldOf {
  readonly whom?: Whom;
  readonly takesAddresses?: boolean;
  /** What it means that nobody is in it. */
  readonly empty: string;
}

/** A list of recipients, who are found by their names; they are kept by name. */
export function RecipientsField({
  whom = 'anybody',
  takesAddresses = false,
  ...props
}: RecipientsFieldProps) {
  const t = useTexts(recipientTexts);
  const { value } = useField(props.name);
  const { data, isPlaceholderData } = useNamedRecipients(whom, listOf(value));
  const recipients = data?.rows;
  const aboutOf = (name: string): string => {
    const known = recipientNamed(name, recipients)?.primarySmtpAddress;
    if (known !== undefined) return known;
    return data === undefined || isPlaceholderData || name.includes('@') ? '' : t('unknown');
  };
  return (
    <FormRows
      {...props}
      canEdit={false}
      pasted={namesIn}
      cells={(name) => [
        recipientNamed(name, recipients)?.displayName ?? name,
        <span key="address" className="mono dim">
          {aboutOf(name)}
        </span>,
      ]}
      dialog={({ onSave, onClose }) => (
        <RecipientPicker
          {...{ whom, takesAddresses, onClose }}
          without={listOf(value)}
          onPick={(names) => onSave(...names)}
        />
      )}
    />
  );
}

/** Addresses or names, a line or a semicolon apart as Outlook has them. */
function namesIn(text: string): readonly string[] {
  return text
    .split(/[\n;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** One recipient, typed or found. */
export function RecipientField({
  whom = 'anybody',
  takesAddresses = false,
  ...props
}: FieldOf & { readonly whom?: Whom; readonly takesAddresses?: boolean }) {
  const t = useTexts(recipientTexts);
  const { form, leave } = useField(props.name);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="with-button">
      <FormText {...props} />
      <Button onPress={() => setOpen(true)}>{t('choose')}</Button>
      {isOpen && (
        <RecipientPicker
          {...{ whom, takesAddresses }}
          isSingle
          onPick={([name]) => {
            setOpen(false);
            form.set({ [props.name]: name });
            leave();
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
