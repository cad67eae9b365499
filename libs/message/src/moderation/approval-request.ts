import { formatPath, type Path } from '@mailyard/smtp';

import type { DsnLanguage } from '../dsn/words/dsn-language.js';
import { escapedHtml } from '../mime/escaped-html.js';
import { formatDateTime } from '../trace/date-time.js';
import type { ApprovalWords, UncountedAnswer } from './approval-words.js';
import { approvalWords } from './words/index.js';

/** A message that moderators are asked about. */
export interface ModeratedMessage {
  /** Decoded. */
  readonly subject: string;
  readonly sender: string;
  readonly recipients: readonly string[];
}

/** What is written to moderators. */
export interface ApprovalText {
  /** Decoded. */
  readonly subject: string;
  readonly html: string;
}

/** The request: `answerTo` is the address that takes their decisions. */
export function approvalRequest(
  message: ModeratedMessage,
  { answerTo, until }: { readonly answerTo: Path; readonly until: Date },
  language: DsnLanguage,
): ApprovalText {
  const words = approvalWords[language];
  const links = [words.approve, words.reject].map((word) => link(word, answerTo, message.subject));
  const paragraphs = [
    escapedHtml(words.introduction),
    facts(message, words),
    links.join(' &nbsp; '),
    escapedHtml(words.advice),
    escapedHtml(words.deadline(formatDateTime(until))),
  ];
  return { subject: `${words.title}: ${message.subject}`, html: htmlOf(paragraphs) };
}

/** That their answer has no effect, and why. */
export function uncountedAnswer(
  message: Pick<ModeratedMessage, 'subject'>,
  why: UncountedAnswer,
  language: DsnLanguage,
): ApprovalText {
  const words = approvalWords[language];
  return {
    subject: `${words.uncountedTitle}: ${message.subject}`,
    html: htmlOf([escapedHtml(words.uncounted[why])]),
  };
}

/** That nobody has decided in time. */
export function approvalExpired(message: ModeratedMessage, language: DsnLanguage): ApprovalText {
  const words = approvalWords[language];
  const paragraphs = [escapedHtml(words.expired), facts(message, words)];
  return { subject: `${words.expiredTitle}: ${message.subject}`, html: htmlOf(paragraphs) };
}

function facts({ sender, recipients, subject }: ModeratedMessage, words: ApprovalWords): string {
  const lines = [
    `${words.sender}: ${sender}`,
    `${words.recipients}: ${recipients.join(', ')}`,
    `${words.subject}: ${subject}`,
  ];
  return lines.map(escapedHtml).join('<br>');
}

/** RFC 6068 §2. */
function link(word: string, to: Path, subject: string): string {
  const address = encodeURIComponent(formatPath(to)).replaceAll('%40', '@');
  const href = `mailto:${address}?subject=${encodeURIComponent(`${word}: ${subject}`)}`;
  return `<a href="${escapedHtml(href)}">${escapedHtml(word)}</a>`;
}

function htmlOf(paragraphs: readonly string[]): string {
  return paragraphs.map((each) => `<p>${each}</p>`).join('\n');
}
