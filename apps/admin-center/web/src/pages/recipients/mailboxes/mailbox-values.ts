import {
  optional,
  personParameters,
  recipientParameters,
  shapeOf,
  type FormValues,
} from '../../../ui/index.js';

export const mailboxShape = shapeOf({
  ...recipientParameters,
  ...personParameters,
  ForwardingAddress: optional,
  ForwardingSmtpAddress: optional,
});

export const newMailboxValues: FormValues = {
  Name: '',
  DisplayName: '',
  Alias: '',
  PrimarySmtpAddress: '',
  Database: '',
  Password: '',
};

/** What was left empty is not said: the server has a preset for it. */
export function newMailboxParameters(values: FormValues): FormValues {
  const said = Object.entries(values).filter(([name, value]) => name === 'Name' || value !== '');
  return Object.fromEntries(said);
}
