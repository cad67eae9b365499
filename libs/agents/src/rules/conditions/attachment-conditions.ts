import type { RuleCondition } from '@mailyard/directory';
import type { PartReading } from '@mailyard/message';

import type { RuleFacts } from '../rule-message.js';
import type { MessageCondition } from './condition.js';
import { isExecutable, isLocked, isReadable } from './file-kinds.js';
import { anyOf } from './texts.js';

type AttachmentConditions = {
  readonly [
    K in RuleCondition & (`Attachment${string}` | 'ContentCharacterSetContainsWords')
  ]: MessageCondition<K>;
};

const attachments = ({ message }: RuleFacts): readonly PartReading[] =>
  message.reading?.parts.filter(({ isAttachment }) => isAttachment) ?? [];
const texts = (facts: RuleFacts): readonly string[] => attachments(facts).flatMap(({ text }) => text ?? []);
const names = (facts: RuleFacts): readonly string[] => attachments(facts).flatMap(({ name }) => name ?? []);

/** A condition that looks into the content. */
function ofContent<V>(holds: (value: V, facts: RuleFacts) => boolean) {
  return { of: 'message', content: true, holds } as const;
}

export const attachmentConditions: AttachmentConditions = {
  AttachmentContainsWords: ofContent((words, facts) => anyOf(texts(facts)).contain(words)),
  AttachmentMatchesPatterns: ofContent((patterns, facts) => anyOf(texts(facts)).match(patterns)),
  AttachmentNameMatchesPatterns: ofContent((patterns, facts) => anyOf(names(facts)).match(patterns)),
  AttachmentExtensionMatchesWords: ofContent((words, facts) => {
    const wanted = words.map((word) => word.replace(/^\./, '').toLowerCase());
    return names(facts).some((name) => wanted.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase()));
  }),
  AttachmentSizeOver: ofContent((size, facts) => attachments(facts).some(({ bytes }) => bytes >= size)),
  AttachmentIsUnsupported: ofContent((_, facts) => attachments(facts).some((part) => !isReadable(part))),
  AttachmentProcessingLimitExceeded: ofContent((_, { message: { reading } }) =>
    reading === undefined ? false : !reading.isWhole || reading.parts.some(({ isCut }) => isCut),
  ),
  AttachmentHasExecutableContent: ofContent((_, facts) => attachments(facts).some(isExecutable)),
  AttachmentIsPasswordProtected: ofContent((_, facts) => attachments(facts).some(isLocked)),
  ContentCharacterSetContainsWords: ofContent((words, { message: { reading } }) =>
    anyOf(reading?.parts.flatMap(({ charset }) => charset ?? []) ?? []).contain(words),
  ),
};
