import { parseAttributeTexts, type RuleCondition } from '@mailyard/directory';
import type { PartReading } from '@mailyard/message';
import type { SearchedText } from '@mailyard/schema';

import { searchedText, type RuleFacts } from '../rule-message.js';
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
const texts = (facts: RuleFacts): readonly SearchedText[] =>
  attachments(facts).flatMap((part) => (part.text === undefined ? [] : searchedText(part)));
const names = (facts: RuleFacts): readonly string[] => attachments(facts).flatMap(({ name }) => name ?? []);

/** A condition that looks at the parts of the message. */
function ofContent<V>(holds: (value: V, facts: RuleFacts) => boolean) {
  return { of: 'message', content: 'parts', holds } as const;
}

/** One that looks into documents as well. */
function ofDocuments<V>(holds: (value: V, facts: RuleFacts) => boolean) {
  return { of: 'message', content: 'documents', holds } as const;
}

/** Whether a document has the property of `Author:Kate,Bob`, by any case of its letters, with one of the words. */
function hasProperty({ properties = [] }: PartReading, written: string): boolean {
  const { attribute, texts: wanted } = parseAttributeTexts(written);
  const values = properties.filter(([name]) => name.toLowerCase() === attribute.toLowerCase());
  return anyOf(values.map(([, value]) => value)).contain(wanted);
}

export const attachmentConditions: AttachmentConditions = {
  AttachmentContainsWords: ofDocuments((words, facts) => anyOf(texts(facts)).contain(words)),
  AttachmentMatchesPatterns: ofDocuments((patterns, facts) => anyOf(texts(facts)).match(patterns)),
  AttachmentPropertyContainsWords: ofDocuments((wanted, facts) =>
    attachments(facts).some((part) => wanted.some((each) => hasProperty(part, each))),
  ),
  AttachmentNameMatchesPatterns: ofContent((patterns, facts) => anyOf(names(facts)).match(patterns)),
  AttachmentExtensionMatchesWords: ofContent((words, facts) => {
    const wanted = words.map((word) => word.replace(/^\./, '').toLowerCase());
    return names(facts).some((name) => wanted.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase()));
  }),
  AttachmentSizeOver: ofContent((size, facts) => attachments(facts).some(({ bytes }) => bytes >= size)),
  AttachmentIsUnsupported: ofDocuments((_, facts) => attachments(facts).some((part) => !isReadable(part))),
  AttachmentProcessingLimitExceeded: ofDocuments((_, { message: { reading } }) =>
    reading === undefined ? false : !reading.isWhole || reading.parts.some(({ isCut }) => isCut),
  ),
  AttachmentHasExecutableContent: ofContent((_, facts) => attachments(facts).some(isExecutable)),
  AttachmentIsPasswordProtected: ofContent((_, facts) => attachments(facts).some(isLocked)),
  ContentCharacterSetContainsWords: ofContent((words, { message: { reading } }) =>
    anyOf(reading?.parts.flatMap(({ charset }) => charset ?? []) ?? []).contain(words),
  ),
};
