import type { RuleCondition } from '@mailyard/directory';

import { addressOf, attributeOf, isMember, managerOf, recipientAt } from '../../recipients.js';
import { half, type Condition } from './condition.js';

type RelationConditions = {
  readonly [
    K in RuleCondition &
      (
        | 'SenderManagementRelationship'
        | `BetweenMemberOf${1 | 2}`
        | `Manager${string}`
        | `ADComparison${string}`
      )
  ]: Condition<K>;
};

export const relationConditions: RelationConditions = {
  SenderManagementRelationship: {
    of: 'recipient',
    holds: (relationship, facts, { recipient }) => {
      const { organization } = facts;
      const [sender, receiver] = [facts.sender, recipientAt(addressOf(recipient), organization)];
      const [manager, report] = relationship === 'Manager' ? [sender, receiver] : [receiver, sender];
      return manager !== undefined && managerOf(report, organization)?.Guid === manager.Guid;
    },
  },
  BetweenMemberOf1: {
    of: 'recipient',
    holds: (ones, facts, { recipient, asked: { BetweenMemberOf2: others = [] } }) => {
      const { organization } = facts;
      const to = addressOf(recipient);
      return facts.senders('Header').some((from) => {
        const there = isMember(from, ones, organization) && isMember(to, others, organization);
        return there || (isMember(from, others, organization) && isMember(to, ones, organization));
      });
    },
  },
  BetweenMemberOf2: half,
  ManagerForEvaluatedUser: half,
  ManagerAddresses: {
    of: 'recipient',
    holds: (names, facts, { recipient, asked: { ManagerForEvaluatedUser: of } }) => {
      const { organization } = facts;
      const evaluated = of === 'Sender' ? facts.sender : recipientAt(addressOf(recipient), organization);
      const manager = managerOf(evaluated, organization);
      return (
        manager !== undefined &&
        names.some((name) => organization.recipientByName(name)?.Guid === manager.Guid)
      );
    },
  },
  ADComparisonAttribute: {
    of: 'recipient',
    holds: (attribute, facts, { recipient, asked: { ADComparisonOperator: operator = 'Equal' } }) => {
      const [sender, receiver] = [facts.sender, recipientAt(addressOf(recipient), facts.organization)];
      if (sender === undefined || receiver === undefined) return false;
      const [ones, others] = [sender, receiver].map((each) =>
        attributeOf(each, attribute).join('\n').toLowerCase(),
      );
      return (ones === others) === (operator === 'Equal');
    },
  },
  ADComparisonOperator: half,
};
