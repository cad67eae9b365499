import type { AppliedRule, RuleCopy } from '@mailyard/agents';
import type { LoadedCopy, NewItem } from '@mailyard/queue';
import { formatPath } from '@mailyard/smtp';
import type { TrackedMessage, TrackedRecipient } from '@mailyard/tracking';

import type { AgentAct } from '../agents/agent-copy.js';
import { trackedItem, type TrackableItem } from './tracked-item.js';
import { whileTracking, type TrackingContext } from './while-tracking.js';

/** A copy as the rules have left it, and the message that came of it, if one did. */
export interface RuledCopy {
  readonly copy: RuleCopy;
  readonly made?: NewItem;
  /** What installed agents did. */
  readonly acts?: readonly AgentAct[];
}

/** What transport rules did: AGENTINFO of all that were for a message, TRANSFER, REDIRECT and DROP of what became of it. */
export function trackRules(item: TrackableItem, ruled: readonly RuledCopy[], context: TrackingContext): void {
  whileTracking(context, () => {
    const message = trackedItem(item);
    for (const one of ruled) tellCopy(message, one, context);
  });
}

/** DEFER of a message that waits until an agent can judge it. */
export function trackHeldBack({ item, copy }: LoadedCopy, error: Error, context: TrackingContext): void {
  whileTracking(context, () => {
    const recipients = copy.recipients.map(({ path }) => ({ address: formatPath(path) }));
    const { message: sourceContext } = error;
    const about = { ...trackedItem(item), recipients, sourceContext };
    context.tracking.track({ eventId: 'DEFER', source: 'AGENT', ...about });
  });
}

function tellCopy(
  message: TrackedMessage,
  { copy, made, acts = [] }: RuledCopy,
  { tracking }: TrackingContext,
): void {
  const { applied, added, fate } = copy;
  if (applied.length + acts.length === 0) return;
  const recipients = copy.recipients.map(({ path }) => ({ address: formatPath(path) }));
  const about = { ...message, recipients };
  for (const customData of actsOf(applied, acts)) {
    tracking.track({ eventId: 'AGENTINFO', source: 'AGENT', ...about, customData });
  }
  // What the rules make of it they make once somebody has approved.
  if (fate.of === 'moderate') return;
  if (fate.of === 'delete') tracking.track({ eventId: 'DROP', source: 'AGENT', ...about });
  const others: readonly TrackedRecipient[] = added.map(({ path }) => ({ address: formatPath(path) }));
  if (others.length > 0) {
    const relatedRecipientAddress = recipients.map(({ address }) => address).join(';');
    tracking.track({
      eventId: 'REDIRECT',
      source: 'ROUTING',
      ...message,
      recipients: others,
      relatedRecipientAddress,
    });
  }
  if (made === undefined) return;
  const all = fate.of === 'redirect' ? others : [...recipients, ...others];
  tracking.track({
    eventId: 'TRANSFER',
    source: 'ROUTING',
    ...message,
    recipients: all,
    reference: made.item.id,
  });
}

function actsOf(
  applied: readonly AppliedRule[],
  acts: readonly AgentAct[],
): readonly Readonly<Record<string, string>>[] {
  const audited = applied.filter(({ rule }) => rule.SetAuditSeverity !== 'DoNotAudit');
  return [
    ...audited.map((rule) => ({ TRA: ruleData(rule) })),
    ...acts.map(({ agent, event, did }) => ({ Agent: `${agent}|event=${event}|did=${did}` })),
  ];
}

/** As Exchange's rule agent writes it: which rule, and whether it only would have acted. */
function ruleData({ rule, acted }: AppliedRule): string {
  const severity = rule.SetAuditSeverity === undefined ? '' : `|sev=${rule.SetAuditSeverity}`;
  return `ETR|ruleId=${rule.Guid}|mode=${acted ? 'Enforce' : rule.Mode}${severity}`;
}
