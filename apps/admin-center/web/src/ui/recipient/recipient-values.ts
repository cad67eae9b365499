import { megabytes, number, optional, type Shown, type ShownParameters } from '../form/state/values.js';

/** A list that is not there where nobody is in it. */
export const optionalList: Shown = {
  toText: (value) => (Array.isArray(value) ? value : []),
  toValue: (value) => (Array.isArray(value) && value.length > 0 ? value : null),
};

export const personNames = [
  'Title',
  'Department',
  'Company',
  'Office',
  'Manager',
  'Phone',
  'MobilePhone',
  'StreetAddress',
  'PostalCode',
  'City',
  'StateOrProvince',
  'CountryOrRegion',
  'Notes',
] as const;

export const restrictionNames = [
  'AcceptMessagesOnlyFromSendersOrMembers',
  'AcceptMessagesOnlyFrom',
  'AcceptMessagesOnlyFromDLMembers',
  'RejectMessagesFromSendersOrMembers',
  'RejectMessagesFrom',
  'RejectMessagesFromDLMembers',
] as const;

const lists = [...restrictionNames, 'ModeratedBy', 'BypassModerationFromSendersOrMembers'];

/** How parameters that recipients of every kind have stand in their forms. */
export const recipientParameters: ShownParameters = {
  ...Object.fromEntries(lists.map((name) => [name, optionalList])),
  DisplayName: optional,
  MaxReceiveSize: megabytes,
  MaxSendSize: megabytes,
};

/** And those of people. */
export const personParameters: ShownParameters = {
  ...Object.fromEntries(personNames.map((name) => [name, optional])),
  FirstName: optional,
  Initials: optional,
  LastName: optional,
  RecipientLimits: number,
};
