import type { TransportRule } from '@mailyard/directory';
import { ruleRejection } from '@mailyard/message';
import type { EnvelopeRecipient } from '@mailyard/smtp';

import { actOnHeader } from './act-on-header.js';
import { pathOfName } from '../recipients.js';
import { addedRecipients } from './added-recipients.js';
import { filledHtml, filledNotification } from './placeholders.js';
import type { RuleCopy } from './rule-copy.js';
import type { RuleFacts } from './rule-message.js';
import { moderatorsOf } from './rule-moderators.js';

/** Carries out the actions of a rule on a copy that is for those it means. */
export function act<R extends EnvelopeRecipient>(
  rule: TransportRule,
  copy: RuleCopy<R>,
  facts: RuleFacts,
): RuleCopy<R> {
  if (rule.Mode !== 'Enforce') return { ...copy, applied: [...copy.applied, { rule, acted: false }] };
  const added = addedRecipients(rule, facts);
  const redirected = added.some(({ as }) => as === 'Redirect');
  return {
    recipients: copy.recipients,
    added: [...copy.added, ...added],
    header: actOnHeader(rule, copy.header, { added, organization: facts.organization }),
    disclaimers: [...copy.disclaimers, ...disclaimersOf(rule, facts)],
    fate: fateOf(rule) ?? moderation(rule, facts) ?? (redirected ? { of: 'redirect' } : copy.fate),
    notices: [...copy.notices, ...noticesOf(rule, copy, facts)],
    applied: [...copy.applied, { rule, acted: true }],
  };
}

function fateOf({
  RejectMessageReasonText: reason,
  RejectMessageEnhancedStatusCode: status,
  DeleteMessage: deletes,
}: TransportRule): RuleCopy['fate'] | undefined {
  if (reason !== undefined || status !== undefined) {
    return { of: 'reject', reply: ruleRejection(status, reason) };
  }
  return deletes === true ? { of: 'delete' } : undefined;
}

function moderation(rule: TransportRule, facts: RuleFacts): RuleCopy['fate'] | undefined {
  const moderators = moderatorsOf(rule, facts);
  return moderators && { of: 'moderate', rule, moderators };
}

function disclaimersOf(rule: TransportRule, facts: RuleFacts): RuleCopy['disclaimers'] {
  const { ApplyHtmlDisclaimerText: text } = rule;
  if (text === undefined) return [];
  const {
    ApplyHtmlDisclaimerLocation: location = 'Append',
    ApplyHtmlDisclaimerFallbackAction: fallback = 'Wrap',
  } = rule;
  return [{ html: filledHtml(text, facts), location, fallback }];
}

function noticesOf(rule: TransportRule, { recipients }: RuleCopy, facts: RuleFacts): RuleCopy['notices'] {
  if (facts.message.earlier?.told?.includes(rule.Guid) === true) return [];
  const { GenerateNotification: text, GenerateIncidentReport: reportTo } = rule;
  const paths = recipients.map(({ path }) => path);
  const reader = reportTo === undefined ? undefined : pathOfName(reportTo, facts.organization);
  return [
    ...(text === undefined
      ? []
      : [{ kind: 'notification', to: paths, html: filledNotification(text, facts) } as const]),
    ...(reader === undefined
      ? []
      : [{ kind: 'incident report', to: reader, rule, recipients: paths } as const]),
  ];
}
