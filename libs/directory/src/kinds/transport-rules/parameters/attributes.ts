import { z } from 'zod';

import { customAttributes } from '../../recipients/property-parameters.js';

/** Names that rules have for properties of recipients, where these are not their names in the directory. */
const otherNames = {
  Country: 'CountryOrRegion',
  Email: 'PrimarySmtpAddress',
  FaxNumber: 'Fax',
  HomePhoneNumber: 'HomePhone',
  MobileNumber: 'MobilePhone',
  OtherFaxNumber: 'OtherFax',
  OtherHomePhoneNumber: 'OtherHomePhone',
  OtherPhoneNumber: 'OtherTelephone',
  PagerNumber: 'Pager',
  PhoneNumber: 'Phone',
  POBox: 'PostOfficeBox',
  State: 'StateOrProvince',
  Street: 'StreetAddress',
  UserLogonName: 'UserPrincipalName',
  ZipCode: 'PostalCode',
} as const;

/** Properties of a recipient that conditions and disclaimers ask for, by their names in the directory. */
const properties = [
  'City',
  'Company',
  ...customAttributes,
  'Department',
  'DisplayName',
  'EmailAddresses',
  'FirstName',
  'Initials',
  'LastName',
  'Manager',
  'Notes',
  'Office',
  'Title',
  ...Object.values(otherNames),
] as const;

export type RuleProperty = (typeof properties)[number];

const propertyByName: ReadonlyMap<string, RuleProperty> = new Map([
  ...properties.map((name) => [name.toLowerCase(), name] as const),
  ...Object.entries(otherNames).map(([name, property]) => [name.toLowerCase(), property] as const),
]);

/** Every name that may stand in a rule. */
export const attributeNames = [...properties, ...Object.keys(otherNames)].sort() as readonly string[];

/** The property that a rule means by a name, in any case of its letters. */
export function ruleProperty(name: string): RuleProperty | undefined {
  return propertyByName.get(name.trim().toLowerCase());
}

export const attribute = z.string().refine((name) => ruleProperty(name) !== undefined, {
  error: `must be one of ${attributeNames.join(', ')}`,
});
