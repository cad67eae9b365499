import type { RuleCondition } from '@mailyard/directory';

import { addressOf, hasAttribute, isInDomain, isMember, isNamed, recipientAt } from '../../recipients.js';
import type { RuleFacts } from '../rule-message.js';
import type { MessageCondition, RecipientCondition } from './condition.js';
import { anyOf } from './texts.js';

type RecipientConditions = {
  readonly [K in RuleCondition & (`SentTo${string}` | `Recipient${string}`)]: RecipientCondition<K>;
} & { readonly [K in RuleCondition & `AnyOf${string}`]: MessageCondition<K> };

export const recipientConditions: RecipientConditions = {
  SentTo: {
    of: 'recipient',
    holds: (names, { organization }, { recipient }) => isNamed(addressOf(recipient), names, organization),
  },
  SentToScope: {
    of: 'recipient',
    holds: (scope, { organization }, { recipient }) => {
      const { domain } = recipient.path;
      const inside = organization.isInternal(domain);
      if (scope === 'InOrganization') return inside;
      if (inside) return false;
      const partner = isInDomain(domain, organization.transport.TLSSendDomainSecureList);
      return scope === 'NotInOrganization' || partner === (scope === 'ExternalPartner');
    },
  },
  SentToMemberOf: {
    of: 'recipient',
    holds: (groups, { organization }, { recipient }) => isMember(addressOf(recipient), groups, organization),
  },
  RecipientDomainIs: {
    of: 'recipient',
    holds: (domains, _, { recipient }) => isInDomain(addressOf(recipient), domains),
  },
  RecipientAddressContainsWords: {
    of: 'recipient',
    holds: (words, _, { recipient }) => anyOf([addressOf(recipient)]).contain(words),
  },
  RecipientAddressMatchesPatterns: {
    of: 'recipient',
    holds: (patterns, _, { recipient }) => anyOf([addressOf(recipient)]).match(patterns),
  },
  RecipientADAttributeContainsWords: {
    of: 'recipient',
    holds: (written, { organization }, { recipient }) =>
      hasAttribute(recipientAt(addressOf(recipient), organization), written, (value, text) =>
        value.contains(text),
      ),
  },
  RecipientADAttributeMatchesPatterns: {
    of: 'recipient',
    holds: (written, { organization }, { recipient }) =>
      hasAttribute(recipientAt(addressOf(recipient), organization), written, (value, text) =>
        value.matches(text),
      ),
  },
  AnyOfRecipientAddressContainsWords: {
    of: 'message',
    holds: (words, { message }) => anyOf(message.recipients.map(addressOf)).contain(words),
  },
  AnyOfRecipientAddressMatchesPatterns: {
    of: 'message',
    holds: (patterns, { message }) => anyOf(message.recipients.map(addressOf)).match(patterns),
  },
  AnyOfToHeader: inFields(['To'], isNamed),
  AnyOfToHeaderMemberOf: inFields(['To'], isMember),
  AnyOfCcHeader: inFields(['Cc'], isNamed),
  AnyOfCcHeaderMemberOf: inFields(['Cc'], isMember),
  AnyOfToCcHeader: inFields(['To', 'Cc'], isNamed),
  AnyOfToCcHeaderMemberOf: inFields(['To', 'Cc'], isMember),
};

function inFields(
  fields: readonly string[],
  test: typeof isNamed,
): { readonly of: 'message'; readonly holds: (names: readonly string[], facts: RuleFacts) => boolean } {
  return {
    of: 'message',
    holds: (names, facts) =>
      facts.addressesOf(...fields).some((address) => test(address, names, facts.organization)),
  };
}
