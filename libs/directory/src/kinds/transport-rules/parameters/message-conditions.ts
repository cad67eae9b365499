import { byteSize, oneOf, textWords } from '@mailyard/schema';
import { z } from 'zod';

import { fieldName, namedTexts, patterns, words } from './values.js';

const size = byteSize({ min: 0, max: 2_147_483_647 });
const yes = z.literal(true);

/** What is asked of header, text and attachments. */
export const messageConditions = {
  SubjectContainsWords: words.describe('Words in the subject.'),
  SubjectMatchesPatterns: patterns.describe('Regular expressions for the subject.'),
  SubjectOrBodyContainsWords: words.describe('Words in the subject or the text.'),
  SubjectOrBodyMatchesPatterns: patterns.describe('Regular expressions for the subject or the text.'),
  HeaderContainsMessageHeader: fieldName.describe('The field that HeaderContainsWords looks at.'),
  HeaderContainsWords: words.describe('Words in that field.'),
  HeaderMatchesMessageHeader: fieldName.describe('The field that HeaderMatchesPatterns looks at.'),
  HeaderMatchesPatterns: patterns.describe('Regular expressions for that field.'),
  AttachmentContainsWords: words.describe(
    'Words in an attachment that is text, or a document of Office or OpenDocument.',
  ),
  AttachmentMatchesPatterns: patterns.describe('Regular expressions for the text of such an attachment.'),
  AttachmentPropertyContainsWords: namedTexts(textWords).describe(
    'Words in properties of a document: `Author:Kate,Bob`, `Business Impact:HBI`.',
  ),
  AttachmentNameMatchesPatterns: patterns.describe('Regular expressions for the file name of an attachment.'),
  AttachmentExtensionMatchesWords: words.describe('Extensions of file names, without the dot.'),
  AttachmentSizeOver: size.describe('An attachment is at least so large, decoded.'),
  AttachmentIsUnsupported: yes.describe('An attachment is of a kind that cannot be looked into.'),
  AttachmentProcessingLimitExceeded: yes.describe('Not all of the message could be looked at.'),
  AttachmentHasExecutableContent: yes.describe(
    'An attachment is a program, by its first octets or its name.',
  ),
  AttachmentIsPasswordProtected: yes.describe('An attachment is an encrypted archive or Office document.'),
  MessageSizeOver: size.describe('The message is at least so large.'),
  ContentCharacterSetContainsWords: words.describe('A text has one of these character sets.'),
  SCLOver: z.int().min(-1).max(9).describe('The spam confidence level is at least this.'),
  WithImportance: oneOf(['Low', 'Normal', 'High']).describe(
    'Importance of the message: Importance, else X-Priority.',
  ),
  MessageTypeMatches: oneOf([
    'OOF',
    'AutoForward',
    'Encrypted',
    'Calendaring',
    'PermissionControlled',
    'Voicemail',
    'Signed',
    'ApprovalRequest',
    'ReadReceipt',
  ]).describe('Kind of message.'),
} as const;
