import { oneOf } from '@mailyard/schema';

import { attribute } from './attributes.js';
import { recipients } from './values.js';

/** How sender and recipients are related. */
export const relationConditions = {
  SenderManagementRelationship: oneOf(['Manager', 'DirectReport']).describe(
    'The sender is the manager of the recipient, or the other way round.',
  ),
  BetweenMemberOf1: recipients.describe('The message goes between members of these groups …'),
  BetweenMemberOf2: recipients.describe('… and of these.'),
  ManagerForEvaluatedUser: oneOf(['Sender', 'Recipient']).describe(
    'Whose manager ManagerAddresses are about.',
  ),
  ManagerAddresses: recipients.describe('The manager is one of these.'),
  ADComparisonAttribute: attribute.describe('The property of sender and recipient that is compared.'),
  ADComparisonOperator: oneOf(['Equal', 'NotEqual']).describe('How it compares. Default: Equal.'),
} as const;
