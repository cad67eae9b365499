import { refusedRuleParameters } from '@mailyard/directory';

import type { RefusedParameters } from './refusal.js';

const lists = 'Get-Queue Get-Message';

/** What cmdlets of rules have and texts do not. */
const said = ['Enabled', 'RuleSubType'];

/** A condition has an exception of the same kind. */
const ruleRefusals = Object.entries(refusedRuleParameters)
  .filter(([name]) => !said.includes(name))
  .map(([name, reason]): RefusedParameters => {
    const isCondition = /^(?:Has|MessageContains)/.test(name);
    const shown = name === 'DlpPolicy' ? ' Get-TransportRule' : '';
    return {
      cmdlets: `New-TransportRule Set-TransportRule${shown}`,
      names: isCondition ? `${name} ExceptIf${name}` : name,
      reason,
    };
  });

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
  ...ruleRefusals,
];
