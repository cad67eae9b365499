import { ruleActions, ruleConditions, transportRuleSchema } from '@mailyard/directory';

import { ruleActionWords } from './action-words.js';
import { describedRule } from './described-rule.js';
import { rulePredicates } from './predicates.js';

const described = (parameters: object) =>
  describedRule(
    transportRuleSchema.parse({ Guid: 'c1b3b0a6-5f57-4b7e-9e0e-3d2f4a5b6c7d', Name: 'R', ...parameters }),
  );

it('a rule is told as Exchange tells it: Description, Conditions, Exceptions, Actions', () => {
  expect(
    described({
      FromScope: 'NotInOrganization',
      SubjectContainsWords: ['invoice', 'payment'],
      AttachmentSizeOver: '10 MB',
      ExceptIfFromMemberOf: ['trusted'],
      ExceptIfHeaderContainsMessageHeader: 'X-Scanned',
      ExceptIfHeaderContainsWords: ['yes'],
      PrependSubject: '[EXTERNAL] ',
      StopRuleProcessing: true,
    }),
  ).toEqual({
    Conditions: ['FromScope', 'SubjectContains', 'AttachmentSizeOver'],
    Exceptions: ['FromMemberOf', 'HeaderContains'],
    Actions: ['PrependSubject', 'StopRuleProcessing'],
    Description: `If the message:
	Is received from 'Outside the organization'
	and Includes these words in the message subject: 'invoice' or 'payment'
	and Includes an attachment with size greater than or equal to '10 MB (10,485,760 bytes)'
Take the following actions:
	Prepend the subject with '[EXTERNAL] '
	and Stop processing more rules
Except if the message:
	Is received from a member of group 'trusted'
	or 'X-Scanned' header contains 'yes'`,
  });
});

it('without conditions it is for all messages', () => {
  expect(described({ RejectMessageEnhancedStatusCode: '5.7.900' }).Description).toBe(
    `Apply to all messages
Take the following actions:
	reject the message and include the explanation 'Delivery not authorized, message refused' with the status code: '5.7.900'`,
  );
});

it('what a rule does not do it does not tell: StopRuleProcessing is there as false', () => {
  expect(described({ DeleteMessage: true }).Actions).toEqual(['DeleteMessage']);
});

it.each([
  ['conditions', rulePredicates, Object.keys(ruleConditions)],
  ['actions', ruleActionWords, [...Object.keys(ruleActions), 'StopRuleProcessing']],
])('all %s that rules have are told, each once', (_, parts, parameters) => {
  expect(parts.flatMap((part) => part.parameters).toSorted()).toEqual(parameters.toSorted());
  expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
});
