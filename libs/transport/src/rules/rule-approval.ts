import type { RuleCopy } from '@mailyard/agents';
import type { LoadedCopy } from '@mailyard/queue';
import type { AwaitingApproval, Bifurcation, EarlierPasses, ResolvedRecipient } from '@mailyard/routing';

/** A message that waits for moderators by a rule's order, as it came: once they have approved all rules are applied to it again. */
export function awaitingByRule(
  message: LoadedCopy,
  copy: RuleCopy<ResolvedRecipient>,
  own: Bifurcation,
): AwaitingApproval | undefined {
  const { recipients, applied, fate } = copy;
  if (fate.of !== 'moderate') return undefined;
  return {
    recipients,
    approval: {
      of: fate.rule.Guid,
      moderators: fate.moderators.map(({ PrimarySmtpAddress }) => PrimarySmtpAddress),
      notifications: 'Always',
    },
    resolved: true,
    ...own,
    passes: passesOf(
      message,
      own,
      applied.filter(({ acted }) => acted).map(({ rule }) => rule.Guid),
    ),
  };
}

function passesOf(
  { item, copy: { passes } }: LoadedCopy,
  { reversePath }: Bifurcation,
  rules: readonly string[],
): EarlierPasses {
  const { approved = [], told = [] } = passes ?? {};
  // Who has sent it is asked again when an alternate recipient takes a place.
  const isOthers = reversePath !== undefined && passes?.sender === undefined;
  return {
    ...passes,
    approved,
    told: [...new Set([...told, ...rules])],
    ...(isOthers ? { sender: item.envelope.reversePath } : {}),
  };
}
