import { ending, quoted, scopeWords, sizeWords, stating, type RulePart } from './phrases.js';

const ofSender: readonly RulePart[] = [
  ending('From', 'From', { before: 'Is received from' }),
  {
    name: 'FromScope',
    parameters: ['FromScope'],
    words: (scope) => `Is received from ${scopeWords(scope)}`,
  },
  ending('FromMemberOf', 'FromMemberOf', { before: 'Is received from a member of group' }),
  ending('FromAddressContains', 'FromAddressContainsWords', {
    before: 'Includes these words in the sender’s address:',
  }),
  ending('FromAddressMatches', 'FromAddressMatchesPatterns', {
    before: 'Includes these patterns in the sender’s address:',
  }),
  ending('SenderDomainIs', 'SenderDomainIs', {
    before: 'sender’s address domain portion belongs to any of these domains:',
  }),
  ending('SenderAttributeContains', 'SenderADAttributeContainsWords', {
    before: 'sender’s specified properties include any of these words:',
  }),
  ending('SenderAttributeMatches', 'SenderADAttributeMatchesPatterns', {
    before: 'sender’s specified properties match these patterns:',
  }),
  ending('SenderIpRanges', 'SenderIPRanges', {
    before: 'sender ip addresses belong to one of these ranges:',
  }),
];

const ofRecipient: readonly RulePart[] = [
  ending('SentTo', 'SentTo', { before: 'Is sent to' }),
  { name: 'SentToScope', parameters: ['SentToScope'], words: (scope) => `Is sent to ${scopeWords(scope)}` },
  ending('SentToMemberOf', 'SentToMemberOf', { before: 'Is sent to a member of group' }),
  ending('RecipientAddressContainsWords', 'RecipientAddressContainsWords', {
    before: 'Includes these words in the recipient address:',
  }),
  ending('RecipientAddressMatchesPatterns', 'RecipientAddressMatchesPatterns', {
    before: 'Includes these patterns in the recipient address:',
  }),
  ending('RecipientDomainIs', 'RecipientDomainIs', {
    before: 'recipient’s address domain portion belongs to any of these domains:',
  }),
  ending('RecipientAttributeContains', 'RecipientADAttributeContainsWords', {
    before: 'recipient’s specified properties include any of these words:',
  }),
  ending('RecipientAttributeMatches', 'RecipientADAttributeMatchesPatterns', {
    before: 'recipient’s specified properties match these patterns:',
  }),
  ending('AnyOfRecipientAddressContains', 'AnyOfRecipientAddressContainsWords', {
    before: 'Includes these words in the address of any recipient:',
  }),
  ending('AnyOfRecipientAddressMatches', 'AnyOfRecipientAddressMatchesPatterns', {
    before: 'Includes these patterns in the address of any recipient:',
  }),
  ...(['To', 'Cc', 'ToCc'] as const).flatMap((box) => {
    const where = `Is sent with the ${box === 'ToCc' ? 'To or Cc' : box} box containing`;
    return [
      ending(`AnyOf${box}Header`, `AnyOf${box}Header`, { before: where }),
      ending(`AnyOf${box}HeaderMemberOf`, `AnyOf${box}HeaderMemberOf`, {
        before: `${where} a member of group`,
      }),
    ];
  }),
];

const ofText: readonly RulePart[] = [
  ending('SubjectContains', 'SubjectContainsWords', {
    before: 'Includes these words in the message subject:',
  }),
  ending('SubjectMatches', 'SubjectMatchesPatterns', {
    before: 'Includes these patterns in the message subject:',
  }),
  ending('SubjectOrBodyContains', 'SubjectOrBodyContainsWords', {
    before: 'Includes these words in the message subject or body:',
  }),
  ending('SubjectOrBodyMatches', 'SubjectOrBodyMatchesPatterns', {
    before: 'Includes these patterns in the message subject or body:',
  }),
  {
    name: 'HeaderContains',
    parameters: ['HeaderContainsMessageHeader', 'HeaderContainsWords'],
    words: (field, words) => `${quoted(field)} header contains ${quoted(words)}`,
  },
  {
    name: 'HeaderMatches',
    parameters: ['HeaderMatchesMessageHeader', 'HeaderMatchesPatterns'],
    words: (field, patterns) => `${quoted(field)} header matches the following patterns: ${quoted(patterns)}`,
  },
  ending('ContentCharacterSetContainsWords', 'ContentCharacterSetContainsWords', {
    before: 'Has a character set that contains',
  }),
];

const ofAttachments: readonly RulePart[] = [
  ending('AttachmentContainsWords', 'AttachmentContainsWords', {
    before: 'Includes an attachment whose content contains',
  }),
  ending('AttachmentMatchesPatterns', 'AttachmentMatchesPatterns', {
    before: 'Includes an attachment whose content matches the following patterns:',
  }),
  ending('AttachmentPropertyContainsWords', 'AttachmentPropertyContainsWords', {
    before: 'Includes an attachment with these properties including any of these words:',
  }),
  ending('AttachmentNameMatches', 'AttachmentNameMatchesPatterns', {
    before: 'Includes an attachment with a file name that matches the following patterns:',
  }),
  ending('AttachmentExtensionMatchesWords', 'AttachmentExtensionMatchesWords', {
    before: 'Includes an attachment with a file extension of',
  }),
  {
    name: 'AttachmentSizeOver',
    parameters: ['AttachmentSizeOver'],
    words: (size) => `Includes an attachment with size greater than or equal to ${sizeWords(size)}`,
  },
  stating(
    'AttachmentIsUnsupported',
    'AttachmentIsUnsupported',
    'Includes an attachment that can’t be inspected',
  ),
  stating(
    'AttachmentProcessingLimitExceeded',
    'AttachmentProcessingLimitExceeded',
    'Includes an attachment that didn’t complete scanning',
  ),
  stating(
    'AttachmentHasExecutableContent',
    'AttachmentHasExecutableContent',
    'Includes an attachment with executable content',
  ),
  stating(
    'AttachmentIsPasswordProtected',
    'AttachmentIsPasswordProtected',
    'Includes an attachment that is password protected',
  ),
];

const ofMessage: readonly RulePart[] = [
  {
    name: 'MessageSizeOver',
    parameters: ['MessageSizeOver'],
    words: (size) => `Has a message size greater than or equal to ${sizeWords(size)}`,
  },
  ending('SclOver', 'SCLOver', { before: 'Has an SCL value that is greater than or equal to' }),
  ending('WithImportance', 'WithImportance', { before: 'Is marked with', after: ' importance' }),
  ending('MessageTypeMatches', 'MessageTypeMatches', { before: 'Is message type' }),
];

const ofRelations: readonly RulePart[] = [
  ending('ManagementRelationship', 'SenderManagementRelationship', {
    before: 'sender’s relationship to the recipient is',
  }),
  {
    name: 'BetweenMemberOf',
    parameters: ['BetweenMemberOf1', 'BetweenMemberOf2'],
    words: (ones, others) => `Is sent between members of group ${quoted(ones)} and ${quoted(others)}`,
  },
  {
    name: 'ManagerIs',
    parameters: ['ManagerForEvaluatedUser', 'ManagerAddresses'],
    words: (whose, managers) => `${String(whose).toLowerCase()}’s manager is ${quoted(managers)}`,
  },
  {
    name: 'ADAttributeComparison',
    parameters: ['ADComparisonAttribute', 'ADComparisonOperator'],
    words: (attribute, operator = 'Equal') =>
      `sender’s and recipient’s ${quoted(attribute)} property values are ${operator === 'Equal' ? 'equal' : 'not equal'}`,
  },
];

/** Conditions, and exceptions, by the names and in the words that Exchange has for them. */
export const rulePredicates: readonly RulePart[] = [
  ...ofSender,
  ...ofRecipient,
  ...ofRelations,
  ...ofText,
  ...ofAttachments,
  ...ofMessage,
];
