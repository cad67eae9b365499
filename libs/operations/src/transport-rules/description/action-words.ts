import { ending, quoted, stating, type RulePart } from './phrases.js';

const fallbacks: Readonly<Record<string, string>> = {
  Wrap: 'If the disclaimer can’t be applied, attach the message to a new disclaimer message.',
  Ignore: 'If the disclaimer can’t be applied, ignore the action.',
  Reject: 'If the disclaimer can’t be applied, reject the message.',
};

const changing: readonly RulePart[] = [
  ending('SetAuditSeverity', 'SetAuditSeverity', { before: 'Set audit severity level to' }),
  ending('PrependSubject', 'PrependSubject', { before: 'Prepend the subject with' }),
  {
    name: 'ApplyHtmlDisclaimer',
    parameters: [
      'ApplyHtmlDisclaimerText',
      'ApplyHtmlDisclaimerLocation',
      'ApplyHtmlDisclaimerFallbackAction',
    ],
    words: (text, location = 'Append', fallback = 'Wrap') =>
      `${String(location)} the message with the disclaimer ${quoted(text)}. ${fallbacks[String(fallback)] ?? ''}`,
  },
  {
    name: 'SetHeader',
    parameters: ['SetHeaderName', 'SetHeaderValue'],
    words: (name, value) => `set message header ${quoted(name)} with the value ${quoted(value)}`,
  },
  ending('RemoveHeader', 'RemoveHeader', { before: 'remove message header' }),
  ending('SetScl', 'SetSCL', { before: 'Set the spam confidence level (SCL) to' }),
];

const routing: readonly RulePart[] = [
  ending('AddToRecipient', 'AddToRecipients', { before: 'Add to the message’s To recipients' }),
  ending('CopyTo', 'CopyTo', { before: 'Carbon copy(Cc) the message to' }),
  ending('BlindCopyTo', 'BlindCopyTo', { before: 'Blind carbon copy(Bcc) the message to' }),
  ending('AddManagerAsRecipientType', 'AddManagerAsRecipientType', {
    before: 'Add the sender’s manager as recipient of type',
  }),
  ending('ModerateMessageByUser', 'ModerateMessageByUser', { before: 'Forward the message for approval to' }),
  stating(
    'ModerateMessageByManager',
    'ModerateMessageByManager',
    'Forward the message to the sender’s manager for approval',
  ),
  ending('RedirectMessage', 'RedirectMessageTo', { before: 'Redirect the message to' }),
  ending('RouteMessageOutboundConnector', 'RouteMessageOutboundConnector', {
    before: 'Route the message using the connector named',
  }),
  stating(
    'RouteMessageOutboundRequireTls',
    'RouteMessageOutboundRequireTls',
    'Require TLS encryption when the message is sent outside the organization',
  ),
];

const refusing: readonly RulePart[] = [
  {
    name: 'RejectMessage',
    parameters: ['RejectMessageReasonText', 'RejectMessageEnhancedStatusCode'],
    words: (reason = 'Delivery not authorized, message refused', status = '5.7.1') =>
      `reject the message and include the explanation ${quoted(reason)} with the status code: ${quoted(status)}`,
  },
  stating('DeleteMessage', 'DeleteMessage', 'Delete the message without notifying the recipient or sender'),
];

const telling: readonly RulePart[] = [
  ending('GenerateNotification', 'GenerateNotification', {
    before: 'Notify the recipients with the message',
  }),
  {
    name: 'GenerateIncidentReport',
    parameters: ['GenerateIncidentReport', 'IncidentReportContent'],
    words: (reader, content) =>
      `Send the incident report to ${quoted(reader)}, include these message properties in the report: ${quoted(content, 'and')}`,
  },
];

/** Actions by the names and in the words that Exchange has for them, in the order in which they are told. */
export const ruleActionWords: readonly RulePart[] = [
  ...changing,
  ...routing,
  ...refusing,
  ...telling,
  stating('StopRuleProcessing', 'StopRuleProcessing', 'Stop processing more rules'),
];
