import { withHeaderActions, type AgentAction } from '@mailyard/agent-host';
import type { AddedRecipient, RuleCopy } from '@mailyard/agents';
import { pathOf } from '@mailyard/schema';
import { formatPath, type EnvelopeRecipient } from '@mailyard/smtp';

/**
 * A copy as the actions of an agent leave it: whoever is refused or left out has a copy of their own. Pure; what the agent may
 * do has been judged before.
 */
export function applyActions<R extends EnvelopeRecipient>(
  copy: RuleCopy<R>,
  actions: readonly AgentAction[],
): readonly RuleCopy<R>[] {
  const fate = fateOf(actions);
  if (fate !== undefined) return [{ ...copy, fate }];
  const others: RuleCopy<R>[] = [];
  let { recipients } = copy;
  for (const action of actions) {
    const own = fateOfSome(action);
    if (own === undefined) continue;
    const isNamed = ({ path }: R): boolean => own.recipients.includes(formatPath(path));
    const taken = recipients.filter(isNamed);
    if (taken.length > 0) others.push({ ...copy, recipients: taken, added: [], fate: own.fate });
    recipients = recipients.filter((recipient) => !taken.includes(recipient));
  }
  const added = [...copy.added, ...actions.flatMap(addedBy)];
  const header = withHeaderActions(copy.header, actions);
  const kept = { ...copy, recipients, added, header };
  if (recipients.length > 0) return [kept, ...others];
  // Those who are left out have others in their place.
  return added.length > 0 ? [{ ...kept, fate: { of: 'redirect' } }, ...others] : others;
}

/** The message goes to nobody. */
function fateOf(actions: readonly AgentAction[]): RuleCopy['fate'] | undefined {
  for (const action of actions) {
    if (action.action === 'RejectMessage') return { of: 'reject', reply: action.reply };
    if (action.action === 'DeleteMessage') return { of: 'delete' };
  }
  return undefined;
}

/** It does not go to these recipients. */
function fateOfSome(
  action: AgentAction,
): { readonly recipients: readonly string[]; readonly fate: RuleCopy['fate'] } | undefined {
  const { recipients } = { recipients: [], ...action };
  if (action.action === 'RejectRecipients') {
    return { recipients, fate: { of: 'reject', reply: action.reply } };
  }
  return action.action === 'DeleteRecipients' ? { recipients, fate: { of: 'delete' } } : undefined;
}

/** Nobody but the agent knows of them. */
function addedBy(action: AgentAction): readonly AddedRecipient[] {
  if (action.action !== 'AddRecipients') return [];
  return action.recipients.map((address) => ({ path: pathOf(address), as: 'Bcc' }));
}
