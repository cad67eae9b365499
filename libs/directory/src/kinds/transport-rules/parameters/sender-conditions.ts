import { domainName, ipRange, listOf, oneOf, textPattern, textWords } from '@mailyard/schema';

import { attributeTexts, patterns, recipients, words } from './values.js';

/** What is asked of who sent the message; SenderAddressLocation says where the address is found. */
export const senderConditions = {
  From: recipients.describe('The sender is one of these recipients of the organization.'),
  FromScope: oneOf(['InOrganization', 'NotInOrganization']).describe(
    'InOrganization: the sender is authenticated and has an address of an accepted domain.',
  ),
  FromMemberOf: recipients.describe('The sender is in one of these groups.'),
  FromAddressContainsWords: words.describe('Words in the address of the sender.'),
  FromAddressMatchesPatterns: patterns.describe('Regular expressions for the address of the sender.'),
  SenderDomainIs: listOf(domainName).describe('Domain of the sender’s address, or one above it.'),
  SenderADAttributeContainsWords: attributeTexts(textWords).describe(
    'Words in properties of the sender: `Department:Sales,Marketing`.',
  ),
  SenderADAttributeMatchesPatterns: attributeTexts(textPattern).describe(
    'Regular expressions for properties of the sender.',
  ),
  SenderIPRanges: listOf(ipRange).describe('Address of the client that brought the message.'),
} as const;
