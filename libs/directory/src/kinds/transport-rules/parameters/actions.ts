import { listOf, objectName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { fieldName, recipients } from './values.js';

const line = z
  .string()
  .min(1)
  // oxlint-disable-next-line no-control-regex -- a line end would make another header field
  .regex(/^[^\u0000-\u0008\u000a-\u001f\u007f]*$/, 'must be one line');
const yes = z.literal(true);
const code = z.string().regex(/^5\.7\.(?:1|9\d\d)$/, 'must be 5.7.1, or 5.7.900 to 5.7.999');

/** What a rule does. */
export const ruleActions = {
  ModerateMessageByUser: recipients.describe('One of these has to approve of it first; no groups.'),
  ModerateMessageByManager: yes.describe(
    'The sender’s manager has to approve of it first; without a manager it is delivered.',
  ),
  RejectMessageReasonText: line.max(1_024).describe('The message is refused, with this reason.'),
  RejectMessageEnhancedStatusCode: code.describe(
    'The message is refused with this code. Default, with a reason: 5.7.1.',
  ),
  DeleteMessage: yes.describe('The message is deleted; nobody is told.'),
  RedirectMessageTo: recipients.describe('These get it in place of its recipients.'),
  AddToRecipients: recipients.describe('These get it, too, and stand in To.'),
  CopyTo: recipients.describe('These get it, too, and stand in Cc.'),
  BlindCopyTo: recipients.describe('These get it, too, unseen.'),
  AddManagerAsRecipientType: oneOf(['To', 'Cc', 'Bcc', 'Redirect']).describe(
    'The sender’s manager gets it, too, or in place of the recipients.',
  ),
  ApplyHtmlDisclaimerText: z
    .string()
    .min(1)
    .max(5_000)
    .describe(
      'HTML that is added to the text; `%%DisplayName%%` and other properties of the sender are filled in.',
    ),
  ApplyHtmlDisclaimerLocation: oneOf(['Append', 'Prepend']).describe('Where it is added. Default: Append.'),
  ApplyHtmlDisclaimerFallbackAction: oneOf(['Wrap', 'Ignore', 'Reject']).describe(
    'What happens to a message that cannot be changed, as one that is signed or encrypted: it is attached to a new one, goes as it is, or is refused. Default: Wrap.',
  ),
  SetHeaderName: fieldName.describe('The header field that is set …'),
  SetHeaderValue: line.max(16_384).describe('… to this value.'),
  RemoveHeader: fieldName.describe('The header field that is removed.'),
  SetSCL: z.int().min(-1).max(9).describe('The spam confidence level is set.'),
  PrependSubject: line.max(255).describe('Goes before the subject.'),
  RouteMessageOutboundRequireTls: yes.describe(
    'It leaves the organization within TLS alone, and waits where there is none.',
  ),
  RouteMessageOutboundConnector: objectName.describe(
    'What leaves the organization leaves by this Send connector, whatever its address spaces are.',
  ),
  GenerateNotification: line
    .max(5_120)
    .describe(
      'Recipients are told this, text or HTML; `%%From%%`, `%%To%%`, `%%Cc%%`, `%%Subject%%`, `%%MessageDate%%` and `%%Headers%%` are filled in.',
    ),
  GenerateIncidentReport: z
    .string()
    .trim()
    .min(1)
    .describe('Gets a report of the message: name, alias or address.'),
  IncidentReportContent: listOf(
    oneOf([
      'Sender',
      'Recipients',
      'Subject',
      'Cc',
      'Bcc',
      'Severity',
      'RuleDetections',
      'AttachOriginalMail',
    ]),
  )
    .refine((list) => list.length > 0, { error: 'must name something' })
    .describe('What the report has.'),
  SetAuditSeverity: oneOf(['DoNotAudit', 'Low', 'Medium', 'High']).describe(
    'Severity in the report and in message tracking. DoNotAudit: message tracking does not say that the rule was applied.',
  ),
} as const;
