import { ruleActionWords } from './description/action-words.js';
import { rulePartsOperation } from './rule-parts.js';

export const getTransportRuleAction = rulePartsOperation(
  {
    name: 'Get-TransportRuleAction',
    summary: 'What mail flow rules can do, by Exchange’s names for it.',
  },
  ruleActionWords,
);
