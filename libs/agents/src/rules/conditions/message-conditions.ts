import type { RuleCondition } from '@mailyard/directory';
import { decodeText, statedImportance } from '@mailyard/message';

import type { RuleFacts } from '../rule-message.js';
import { half, type Condition } from './condition.js';
import { messageTypes } from './message-types.js';
import { anyOf } from './texts.js';

type MessageConditions = {
  readonly [
    K in RuleCondition &
      (
        | `Subject${string}`
        | `Header${string}`
        | 'MessageSizeOver'
        | 'SCLOver'
        | 'WithImportance'
        | 'MessageTypeMatches'
      )
  ]: Condition<K>;
};

const field = (facts: RuleFacts, name = ''): readonly string[] =>
  facts.message.header.find(name).map(decodeText);
const all = (facts: RuleFacts) => anyOf([facts.subject, ...facts.texts]);

export const messageConditions: MessageConditions = {
  SubjectContainsWords: { of: 'message', holds: (words, { subject }) => anyOf([subject]).contain(words) },
  SubjectMatchesPatterns: {
    of: 'message',
    holds: (patterns, { subject }) => anyOf([subject]).match(patterns),
  },
  SubjectOrBodyContainsWords: {
    of: 'message',
    content: 'parts',
    holds: (words, facts) => all(facts).contain(words),
  },
  SubjectOrBodyMatchesPatterns: {
    of: 'message',
    content: 'parts',
    holds: (patterns, facts) => all(facts).match(patterns),
  },
  HeaderContainsMessageHeader: half,
  HeaderContainsWords: {
    of: 'message',
    holds: (words, facts, { HeaderContainsMessageHeader: name }) => anyOf(field(facts, name)).contain(words),
  },
  HeaderMatchesMessageHeader: half,
  HeaderMatchesPatterns: {
    of: 'message',
    holds: (patterns, facts, { HeaderMatchesMessageHeader: name }) =>
      anyOf(field(facts, name)).match(patterns),
  },
  MessageSizeOver: { of: 'message', holds: (size, { message }) => message.sizeBytes >= size },
  SCLOver: {
    of: 'message',
    holds: (level, { message }) => {
      const value = message.header.first('X-MS-Exchange-Organization-SCL');
      return value !== undefined && Number(value) >= level;
    },
  },
  WithImportance: {
    of: 'message',
    holds: (importance, { message: { header } }) => statedImportance(header) === importance,
  },
  MessageTypeMatches: {
    of: 'message',
    content: 'parts',
    holds: (type, facts) => messageTypes[type](facts.message),
  },
};
