import { addressRange, parseIpRange, rangeContains, remembered, type IpRange } from '@mailyard/schema';
import { originalClient } from '@mailyard/message';
import type { RuleCondition } from '@mailyard/directory';

import { hasAttribute, isInDomain, isMember, isNamed, recipientAt } from '../../recipients.js';
import type { RuleFacts } from '../rule-message.js';
import { anyOf } from './texts.js';
import type { Asked, MessageCondition } from './condition.js';

type SenderConditions = {
  readonly [
    K in RuleCondition & (`From${string}` | `Sender${string}`) as K extends 'SenderManagementRelationship'
      ? never
      : K
  ]: MessageCondition<K>;
};

const senders = (facts: RuleFacts, { SenderAddressLocation: location }: Asked): readonly string[] =>
  facts.senders(location);
/** Not all conditions look where the rule says. */
const inHeader = (facts: RuleFacts): readonly string[] => facts.senders('Header');

export const senderConditions: SenderConditions = {
  From: {
    of: 'message',
    holds: (names, facts, asked) =>
      senders(facts, asked).some((address) => isNamed(address, names, facts.organization)),
  },
  FromScope: {
    of: 'message',
    holds: (scope, facts) => isInside(facts) === (scope === 'InOrganization'),
  },
  FromMemberOf: {
    of: 'message',
    holds: (groups, facts, asked) =>
      senders(facts, asked).some((address) => isMember(address, groups, facts.organization)),
  },
  FromAddressContainsWords: {
    of: 'message',
    holds: (words, facts, asked) => anyOf(senders(facts, asked)).contain(words),
  },
  FromAddressMatchesPatterns: {
    of: 'message',
    holds: (patterns, facts, asked) => anyOf(senders(facts, asked)).match(patterns),
  },
  SenderDomainIs: {
    of: 'message',
    holds: (domains, facts, asked) => senders(facts, asked).some((address) => isInDomain(address, domains)),
  },
  SenderADAttributeContainsWords: {
    of: 'message',
    holds: (written, facts) =>
      inHeader(facts).some((address) =>
        hasAttribute(recipientAt(address, facts.organization), written, (value, text) =>
          value.contains(text),
        ),
      ),
  },
  SenderADAttributeMatchesPatterns: {
    of: 'message',
    holds: (written, facts) =>
      inHeader(facts).some((address) =>
        hasAttribute(recipientAt(address, facts.organization), written, (value, text) => value.matches(text)),
      ),
  },
  SenderIPRanges: {
    of: 'message',
    holds: (ranges, { message }) => {
      const client = addressRange(originalClient(message.source).ip);
      return client !== undefined && ranges.some((text) => isWithin(rangeOf(text), client));
    },
  },
};

const rangeOf = remembered(parseIpRange);

function isWithin(range: IpRange | undefined, client: IpRange): boolean {
  return range !== undefined && rangeContains(range, client);
}

/** Whoever is not authenticated may write any address. */
function isInside(facts: RuleFacts): boolean {
  const { source, reversePath } = facts.message;
  if (source.authAs !== 'Internal') return false;
  const addresses = reversePath === null ? inHeader(facts) : facts.senders('HeaderOrEnvelope');
  return addresses.some((address) => {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    return facts.organization.acceptedDomain(domain) !== undefined;
  });
}
