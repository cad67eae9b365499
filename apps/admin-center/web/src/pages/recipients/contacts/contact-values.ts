import {
  optional,
  parametersOf,
  personParameters,
  recipientParameters,
  shapeOf,
  type FormValues,
  type ShownParameters,
} from '../../../ui/index.js';

const shown: ShownParameters = {
  ...recipientParameters,
  ...personParameters,
  Alias: optional,
  UserPrincipalName: optional,
};

export const contactShape = shapeOf(shown);

export const newContactValues: FormValues = {
  FirstName: '',
  Initials: '',
  LastName: '',
  DisplayName: '',
  Name: '',
  Alias: '',
  ExternalEmailAddress: '',
};

/** What was left empty is not said: the server has a preset for it. */
export function newContactParameters(values: FormValues): FormValues {
  const said = Object.entries(parametersOf(values, Object.keys(values), shown));
  return Object.fromEntries(said.filter(([name, value]) => required.includes(name) || (value ?? '') !== ''));
}

const required = ['Name', 'ExternalEmailAddress'];
