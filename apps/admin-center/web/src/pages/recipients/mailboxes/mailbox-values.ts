import {
  changedFields,
  formValuesOf,
  megabytes,
  optional,
  parametersOf,
  personParameters,
  recipientParameters,
  type FormValues,
} from '../../../ui/index.js';

const lines = {
  toText: (value: unknown) => (Array.isArray(value) ? value.join('\n') : ''),
  toValue: (text: unknown) =>
    (typeof text === 'string' ? text : '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
};
const shown = {
  ...recipientParameters,
  ...personParameters,
  EmailAddresses: lines,
  MaxReceiveSize: megabytes,
  MaxSendSize: megabytes,
  DisplayName: optional,
  ForwardingAddress: optional,
  ForwardingSmtpAddress: optional,
};

export function mailboxValues(object: FormValues): FormValues {
  return formValuesOf(object, shown);
}

/** What differs from the object, as it is said to the server. */
export function changedParameters(values: FormValues, object: FormValues): FormValues {
  return parametersOf(values, changedFields({ base: mailboxValues(object), values }), shown);
}

export const newMailboxValues: FormValues = {
  Name: '',
  DisplayName: '',
  PrimarySmtpAddress: '',
  Database: '',
  Password: '',
};

/** What was left empty is not said: the server has a preset for it. */
export function newMailboxParameters(values: FormValues): FormValues {
  const said = Object.entries(values).filter(([name, value]) => name === 'Name' || value !== '');
  return Object.fromEntries(said);
}
