import { decodeText, type HeaderBlock } from '@mailyard/message';

import type { MailItem } from './mail-item.js';

/** More is no subject: a line of a header has 998 octets at most (RFC 5322 §2.1.1). */
const subjectCharactersMax = 998;

/** What lists and searches want to know of a header, kept with the item so that no list has to read headers. */
export function headerSummary(header: HeaderBlock): Pick<MailItem, 'subject' | 'scl'> {
  const subject = decodeText(header.first('Subject') ?? '').slice(0, subjectCharactersMax);
  const level = header.first('X-MS-Exchange-Organization-SCL');
  const scl = level === undefined || level.trim() === '' ? NaN : Number(level);
  return { subject, ...(Number.isInteger(scl) && { scl }) };
}
