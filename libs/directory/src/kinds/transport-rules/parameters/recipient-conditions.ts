import { domainName, listOf, oneOf, textPattern, textWords } from '@mailyard/schema';

import { attributeTexts, patterns, recipients, words } from './values.js';

/** What is asked of each recipient: the message splits where some are meant and others are not. */
export const recipientConditions = {
  SentTo: recipients.describe('The recipient is one of these.'),
  SentToScope: oneOf([
    'InOrganization',
    'NotInOrganization',
    'ExternalPartner',
    'ExternalNonPartner',
  ]).describe('Partners are domains of TLSSendDomainSecureList.'),
  SentToMemberOf: recipients.describe('The recipient is in one of these groups.'),
  RecipientDomainIs: listOf(domainName).describe('Domain of the recipient’s address, or one above it.'),
  RecipientAddressContainsWords: words.describe('Words in the primary address of the recipient.'),
  RecipientAddressMatchesPatterns: patterns.describe('Regular expressions for that address.'),
  RecipientADAttributeContainsWords: attributeTexts(textWords).describe(
    'Words in properties of the recipient.',
  ),
  RecipientADAttributeMatchesPatterns: attributeTexts(textPattern).describe(
    'Regular expressions for properties of the recipient.',
  ),
} as const;

/** What is asked of all recipients together, and of To and Cc: it holds for the message or does not. */
export const anyRecipientConditions = {
  AnyOfRecipientAddressContainsWords: words.describe('Words in the address of any recipient.'),
  AnyOfRecipientAddressMatchesPatterns: patterns.describe(
    'Regular expressions for the address of any recipient.',
  ),
  AnyOfToHeader: recipients.describe('To has the address of one of these.'),
  AnyOfToHeaderMemberOf: recipients.describe('To has a member of one of these groups.'),
  AnyOfCcHeader: recipients.describe('Cc has the address of one of these.'),
  AnyOfCcHeaderMemberOf: recipients.describe('Cc has a member of one of these groups.'),
  AnyOfToCcHeader: recipients.describe('To or Cc has the address of one of these.'),
  AnyOfToCcHeaderMemberOf: recipients.describe('To or Cc has a member of one of these groups.'),
} as const;
