import type { RefusedParameters } from './refusal.js';

const rules = 'New-TransportRule Set-TransportRule';
const lists = 'Get-Queue Get-Message';

/** Of messages, queues, and rules for them. */
export const messageRefusals: readonly RefusedParameters[] = [
  {
    cmdlets: lists,
    names: 'BookmarkIndex BookmarkObject IncludeBookmark ReturnPageInfo SearchForward',
    reason: 'lists have no pages: Filter, SortOrder and ResultSize choose what is shown',
  },
  {
    cmdlets: 'Get-Message',
    names: 'IncludeComponentLatencyInfo',
    reason: 'MessageLatency is always shown',
  },
  {
    cmdlets: 'Get-QueueDigest',
    names: 'Dag',
    reason: 'there are no database availability groups: Server, Site or Forest',
  },
  {
    cmdlets: 'New-SystemMessage',
    names: 'QuotaMessageType',
    reason: 'mailboxes have no quotas',
  },
  {
    cmdlets: `${rules} Get-TransportRule`,
    names: `ApplyClassification DlpPolicy HasClassification HasNoClassification HasSenderOverride
      MessageContainsDataClassifications NotifySender UseLegacyRegex`,
    reason: 'there are neither classifications nor policies for the loss of data',
  },
  {
    cmdlets: rules,
    names: 'ApplyRightsProtectionTemplate',
    reason: 'nothing here protects contents by rights',
  },
  {
    cmdlets: rules,
    names: 'AttachmentPropertyContainsWords',
    reason:
      'properties of Office files are not read; AttachmentContainsWords and AttachmentNameMatchesPatterns are there',
  },
  {
    cmdlets: rules,
    names: 'Disconnect LogEventText Quarantine SmtpRejectMessageRejectStatusCode SmtpRejectMessageRejectText',
    reason: 'Exchange has it on Edge servers',
  },
  {
    cmdlets: rules,
    names: 'IncidentReportOriginalMail',
    reason: 'IncidentReportContent AttachOriginalMail says it',
  },
  {
    cmdlets: rules,
    names: 'RuleSubType',
    reason: 'rules are of one type',
  },
];
