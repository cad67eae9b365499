import type { ReversePath } from '@mailyard/smtp';

import { isNamed, unfoldedValue, type HeaderBlock, type HeaderField } from '../header/header-block.js';

/** What a program has written by itself, and what for; remote domains and groups deal with each kind as they are told. */
export type AutomaticMail =
  | 'NonDeliveryReport'
  /** Of delivery, of delay, of expansion. */
  | 'DeliveryReport'
  | 'ReadReport'
  | 'ExternalOof'
  | 'InternalOof'
  /** An out-of-office reply that does not say whom it is meant for. */
  | 'LegacyOof'
  | 'AutoReply'
  | 'AutoForward'
  | 'MeetingForwardNotification';

/**
 * The kind of an automatic message, by the marks of RFC 3834 §5 and those that programs had before it; undefined for mail of
 * people. What merely is generated, such as the mail of a cron job, is none of these kinds; nor is a null reverse-path alone a mark:
 * older programs for notifications have written so (RFC 5321 §4.5.5), and one that is dropped is missed by somebody.
 */
export function automaticMail(header: HeaderBlock, reversePath: ReversePath): AutomaticMail | undefined {
  const report = reversePath === null ? reportOf(header) : undefined;
  if (report !== undefined) return report;
  const marks = header.fields.filter(isMark);
  return marks.length === 0 ? undefined : markedMail(header, marks);
}

function markedMail(header: HeaderBlock, marks: readonly HeaderField[]): AutomaticMail | undefined {
  const submitted = autoSubmitted(marks);
  if (isReply(submitted, marks)) return replyKind(submitted?.rest ?? '');
  const isGenerated = submitted?.keyword === 'auto-generated';
  if (isGenerated && isMeetingForward(header)) return 'MeetingForwardNotification';
  return marks.some(isForwardMark) ? 'AutoForward' : undefined;
}

const markNames = [
  'Auto-Submitted',
  'Autoforwarded',
  'Precedence',
  'X-Autoreply',
  'X-Autorespond',
  'X-MS-Exchange-Inbox-Rules-Loop',
];
const markLengths = new Set(markNames.map(({ length }) => length));

/** Every message is asked, so the length of the name decides first. */
function isMark(field: HeaderField): boolean {
  return markLengths.has(field.name.length) && markNames.some((name) => isNamed(field, name));
}

interface AutoSubmitted {
  /** In lower case. */
  readonly keyword: string;
  /** Comments and parameters. */
  readonly rest: string;
}

/** RFC 3834 §5: a keyword, and parameters behind it; `no` says that a person has written the message. */
function autoSubmitted(marks: readonly HeaderField[]): AutoSubmitted | undefined {
  const field = marks.find((mark) => isNamed(mark, 'Auto-Submitted'));
  if (field === undefined) return undefined;
  const { keyword = '', rest = '' } =
    /^(?<keyword>[\w-]*)(?<rest>.*)$/s.exec(unfoldedValue(field))?.groups ?? {};
  return keyword.toLowerCase() === 'no' ? undefined : { keyword: keyword.toLowerCase(), rest };
}

function isReply(submitted: AutoSubmitted | undefined, marks: readonly HeaderField[]): boolean {
  if (submitted !== undefined) return submitted.keyword === 'auto-replied';
  return marks.some(
    (mark) =>
      isNamed(mark, 'X-Autoreply') ||
      isNamed(mark, 'X-Autorespond') ||
      (isNamed(mark, 'Precedence') && unfoldedValue(mark).toLowerCase() === 'auto_reply'),
  );
}

/** Programs for absences name their purpose in a comment: `auto-replied (vacation)`. */
function replyKind(said: string): AutomaticMail {
  if (!/\b(?:vacation|oof|out[ -]of[ -]office)\b/i.test(said)) return 'AutoReply';
  if (/\bexternal\b/i.test(said)) return 'ExternalOof';
  return /\binternal\b/i.test(said) ? 'InternalOof' : 'LegacyOof';
}

/** RFC 2156 §2.3.1.2 for X.400, and what a rule of a mailbox leaves behind. */
function isForwardMark(mark: HeaderField): boolean {
  if (isNamed(mark, 'Autoforwarded')) return unfoldedValue(mark).toLowerCase() === 'true';
  return isNamed(mark, 'X-MS-Exchange-Inbox-Rules-Loop');
}

function isMeetingForward(header: HeaderBlock): boolean {
  return /^meeting forward notification:/i.test(header.first('Subject') ?? '');
}

/** RFC 6522 §3. Which outcome a delivery status tells of is in its body, so one that says nothing else is of a failure. */
function reportOf(header: HeaderBlock): AutomaticMail | undefined {
  const type = header.first('Content-Type') ?? '';
  if (!/^multipart\/report\b/i.test(type)) return undefined;
  if (/report-type="?disposition-notification\b/i.test(type)) return 'ReadReport';
  if (!/report-type="?delivery-status\b/i.test(type)) return undefined;
  if (header.has('X-MS-Exchange-Message-Is-Ndr')) return 'NonDeliveryReport';
  return /^(?:delivered|relayed|expanded|delivery delayed):/i.test(header.first('Subject') ?? '')
    ? 'DeliveryReport'
    : 'NonDeliveryReport';
}
