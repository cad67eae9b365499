export { applyRules, hasRules, RuleFailure, ruleReadingBounds, type RuleRun } from './rules/apply-rules.js';
export type { EarlierRules, RuleMessage } from './rules/rule-message.js';
export type { AddedRecipient, AppliedRule, Disclaimer, RuleCopy, RuleNotice } from './rules/rule-copy.js';
export { hasJournalRules, journalAddresses, type JournaledMessage } from './journaling/journaled-message.js';
export { journalText, type JournaledRecipient, type ReportedMessage } from './journaling/journal-report.js';
