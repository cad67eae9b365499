import { rulePartsOperation } from './rule-parts.js';
import { rulePredicates } from './description/predicates.js';

export const getTransportRulePredicate = rulePartsOperation(
  {
    name: 'Get-TransportRulePredicate',
    summary: 'What the conditions and exceptions of mail flow rules can ask, by Exchange’s names for it.',
  },
  rulePredicates,
);
