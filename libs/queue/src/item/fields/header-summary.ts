import { decodeText, messageHistory, shownSender, type HeaderBlock } from '@mailyard/message';
import { formatPath, type Envelope } from '@mailyard/smtp';

import type { MailItem } from '../mail-item.js';

/** More is no subject: a line of a header has 998 octets at most (RFC 5322 §2.1.1). */
const subjectCharactersMax = 998;

/** What lists, searches and routing want to know of a header, kept with the item so that none of them has to read it. */
export function headerSummary(
  header: HeaderBlock,
  { reversePath }: Pick<Envelope, 'reversePath'>,
): Pick<MailItem, 'subject' | 'headerSender' | 'scl' | 'originalBytes' | 'history'> {
  const subject = decodeText(header.first('Subject') ?? '').slice(0, subjectCharactersMax);
  const sender = shownSender(header);
  const scl = integerIn(header, 'SCL');
  const originalBytes = integerIn(header, 'OriginalSize');
  const history = messageHistory(header, reversePath);
  return {
    subject,
    ...(sender !== undefined && sender !== formatPath(reversePath) && { headerSender: sender }),
    ...(scl !== undefined && { scl }),
    ...(originalBytes !== undefined && { originalBytes }),
    ...(history !== undefined && { history }),
  };
}

/** Of a field of the organization. */
function integerIn(header: HeaderBlock, name: string): number | undefined {
  const text = header.first(`X-MS-Exchange-Organization-${name}`) ?? '';
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isInteger(value) ? value : undefined;
}
