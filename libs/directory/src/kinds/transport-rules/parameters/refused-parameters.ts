const policyTips = 'there are no Policy Tips, which Outlook shows';
const classifications = 'there are no classifications, which Outlook gives';
const noSession = 'rules judge what is accepted, whose session is over';

/** Parameters of Exchange’s rules that there are not, exceptions by the names of their conditions: why, and what does instead. */
export const refusedRuleParameters: Readonly<Record<string, string>> = {
  HasSenderOverride: policyTips,
  NotifySender: `${policyTips}; RejectMessageReasonText refuses with a reason`,
  HasClassification: `${classifications}; HeaderContainsWords looks at header fields`,
  HasNoClassification: `${classifications}; ExceptIfHeaderContainsWords looks at header fields`,
  ApplyClassification: `${classifications}; SetHeaderName sets a header field`,
  ApplyRightsProtectionTemplate: 'there is no rights management',
  MessageContainsDataClassifications:
    'there are no kinds of sensitive information; SubjectOrBodyMatchesPatterns and AttachmentMatchesPatterns look for patterns',
  Quarantine: 'there is no quarantine; RedirectMessageTo leads to a mailbox that serves as one',
  Disconnect: `${noSession}; RejectMessageReasonText refuses`,
  LogEventText: 'there is no event log; message tracking tells which rules were applied',
  SmtpRejectMessageRejectStatusCode: `${noSession}; RejectMessageEnhancedStatusCode refuses with a code`,
  SmtpRejectMessageRejectText: `${noSession}; RejectMessageReasonText refuses with a reason`,
  RuleSubType: 'there are no DLP policies, and so one type of rules',
  DlpPolicy: 'there are no DLP policies',
  UseLegacyRegex: 'patterns are those of RE2',
  Enabled: 'State says so: Enabled or Disabled',
};

/** What is said of keys that a rule does not have: a line for each. */
export function whyRefused(keys: readonly string[]): string {
  return keys
    .map((key) => refusedRuleParameters[key.replace(/^ExceptIf/, '')])
    .map((reason) => (reason === undefined ? 'unknown key' : `is not there: ${reason}`))
    .join('\n');
}
