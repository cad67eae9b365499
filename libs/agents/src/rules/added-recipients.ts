import type { TransportRule } from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';

import { managerOf, pathOfName } from '../recipients.js';
import type { AddedRecipient } from './rule-copy.js';
import type { RuleFacts } from './rule-message.js';

/** Whoever gets the message by the rule, each once. */
export function addedRecipients(rule: TransportRule, facts: RuleFacts): readonly AddedRecipient[] {
  const { RedirectMessageTo = [], AddToRecipients = [], CopyTo = [], BlindCopyTo = [] } = rule;
  const named = [
    ...RedirectMessageTo.map((name) => ({ name, as: 'Redirect' }) as const),
    ...AddToRecipients.map((name) => ({ name, as: 'To' }) as const),
    ...CopyTo.map((name) => ({ name, as: 'Cc' }) as const),
    ...BlindCopyTo.map((name) => ({ name, as: 'Bcc' }) as const),
  ];
  const added = named.flatMap(({ name, as }): readonly AddedRecipient[] => {
    const path = pathOfName(name, facts.organization);
    return path === undefined ? [] : [{ path, as }];
  });
  return [...added, ...managerAdded(rule, facts)];
}

/** Without a manager nobody is added. */
function managerAdded(
  { AddManagerAsRecipientType: as }: TransportRule,
  facts: RuleFacts,
): readonly AddedRecipient[] {
  if (as === undefined) return [];
  const manager = managerOf(facts.sender, facts.organization);
  return manager === undefined ? [] : [{ path: pathOf(manager.PrimarySmtpAddress), as }];
}
