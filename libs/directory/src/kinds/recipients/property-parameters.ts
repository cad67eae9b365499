import { listOf } from '@mailyard/schema';
import { z } from 'zod';

const text = (max: number) => z.string().trim().min(1).max(max).optional();

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

type CustomAttribute = `CustomAttribute${(typeof numbers)[number]}`;

export const customAttributes: readonly CustomAttribute[] = numbers.map(
  (number) => `CustomAttribute${number}` as const,
);

/** What an organization notes of a recipient for purposes of its own. */
export const customAttributeParameters = Object.fromEntries(
  customAttributes.map((name) => [name, text(1024).describe('For filters of dynamic distribution groups.')]),
) as Readonly<Record<CustomAttribute, ReturnType<typeof text>>>;

const numbersOfPhones = listOf(z.string().trim().min(1).max(64)).optional();

/** What is known of a person; filters of dynamic distribution groups ask for it. */
export const personParameters = {
  FirstName: text(64),
  Initials: text(6),
  LastName: text(64),
  Title: text(128).describe('Title of the job.'),
  Department: text(64),
  Company: text(64),
  Office: text(128),
  StreetAddress: text(1024),
  PostOfficeBox: text(40),
  PostalCode: text(40),
  City: text(128),
  StateOrProvince: text(128),
  CountryOrRegion: text(128),
  Phone: text(64),
  OtherTelephone: numbersOfPhones,
  MobilePhone: text(64),
  HomePhone: text(64),
  OtherHomePhone: numbersOfPhones,
  Fax: text(64),
  OtherFax: numbersOfPhones,
  Pager: text(64),
  Notes: text(1024),
  Manager: z.string().min(1).optional().describe('Name, alias or address of a recipient.'),
  ...customAttributeParameters,
};
