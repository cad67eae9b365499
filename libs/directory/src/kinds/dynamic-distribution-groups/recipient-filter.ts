import { problemOfFilter } from '../filter-problem.js';
import { customAttributes } from '../recipients/property-parameters.js';

/** Properties of recipients that a filter may ask for; RecipientType and RecipientTypeDetails follow from the kind. */
export const filterProperties = [
  'RecipientType',
  'RecipientTypeDetails',
  'Name',
  'Alias',
  'DisplayName',
  'PrimarySmtpAddress',
  'EmailAddresses',
  'ExternalEmailAddress',
  'UserPrincipalName',
  'Database',
  'FirstName',
  'Initials',
  'LastName',
  'Title',
  'Department',
  'Company',
  'Office',
  'City',
  'StateOrProvince',
  'PostalCode',
  'StreetAddress',
  'PostOfficeBox',
  'CountryOrRegion',
  'Phone',
  'OtherTelephone',
  'MobilePhone',
  'HomePhone',
  'OtherHomePhone',
  'Fax',
  'OtherFax',
  'Pager',
  'Notes',
  'Manager',
  'ManagedBy',
  'ForwardingAddress',
  'ForwardingSmtpAddress',
  'DeliverToMailboxAndForward',
  'RequireSenderAuthenticationEnabled',
  'MaxSendSize',
  'MaxReceiveSize',
  'RecipientLimits',
  ...customAttributes,
] as const;

export type FilterProperty = (typeof filterProperties)[number];

const byKey: ReadonlyMap<string, FilterProperty> = new Map(
  filterProperties.map((name) => [name.toLowerCase(), name]),
);

/** In any case of its letters, as everywhere in the shell. */
export function filterProperty(name: string): FilterProperty | undefined {
  return byKey.get(name.toLowerCase());
}

/** What is wrong with a filter, if something is. */
export function filterProblem(text: string): string | undefined {
  return problemOfFilter(text, { properties: filterProperties, whose: 'recipients' });
}
