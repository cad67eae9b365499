import { isAscii } from 'node:buffer';

import type { MimePart } from '../mime/mime-part.js';
import { naturalEncoding, type TransferEncoding } from '../mime/natural-encoding.js';
import { quotedPrintableOctets } from '../mime/quoted-printable.js';
import { applyHeaderFirewall, noHeaderRights } from '../trace/header-firewall.js';
import type { DsnOriginal } from './dsn.js';

/** A part that ends where content begins that is not here. */
export interface OriginalPart extends MimePart {
  readonly isOpen: boolean;
  /** Of what is not here. */
  readonly bytesElsewhere: number;
}

/**
 * The message that the DSN is about, whole or only its header (RFC 6522 §3, §4; RFC 6533 §5). The organization's own
 * fields and the trace do not leave with it. message/rfc822 may be neither encoded nor binary (RFC 2046 §5.2.1), so a
 * message with NUL, bare CR or LF, or an overlong line does not travel whole.
 */
export function originalPart(original: DsnOriginal): OriginalPart {
  const header = applyHeaderFirewall(original.header, noHeaderRights).toBuffer();
  const { content } = original;
  const encoding = content === undefined ? 'binary' : encodingOf(header, content);
  if (content === undefined || encoding === 'binary') return headerPart(original, header);
  const isElsewhere = 'encoding' in content;
  return {
    fields: {
      'Content-Type': isInternational(original, header) ? 'message/global' : 'message/rfc822',
      'Content-Transfer-Encoding': encoding,
      'Content-Disposition': 'attachment; filename="original.eml"',
    },
    body: isElsewhere ? [header] : [header, ...content],
    isOpen: isElsewhere,
    bytesElsewhere: isElsewhere ? content.bytes : 0,
  };
}

/** A header ends with a line end, so what follows can be judged by itself. */
function encodingOf(header: Buffer, content: NonNullable<DsnOriginal['content']>): TransferEncoding {
  if (!('encoding' in content)) return naturalEncoding([header, ...content]);
  const both = [naturalEncoding([header]), content.encoding];
  if (both.includes('binary')) return 'binary';
  return both.includes('8bit') ? '8bit' : '7bit';
}

/** RFC 6522 §4: a broken header may be encoded, so that it passes as it is. */
function headerPart(original: DsnOriginal, header: Buffer): OriginalPart {
  const encoding = naturalEncoding([header]);
  const broken = encoding === 'binary';
  return {
    fields: {
      'Content-Type': isInternational(original, header) ? 'message/global-headers' : 'text/rfc822-headers',
      'Content-Transfer-Encoding': broken ? 'quoted-printable' : encoding,
      'Content-Disposition': 'inline',
    },
    body: [broken ? Buffer.from(quotedPrintableOctets(header)) : header],
    isOpen: false,
    bytesElsewhere: 0,
  };
}

/** A header may hold raw octets above 127 without SMTPUTF8; that is malformed, and no reason to demand SMTPUTF8. */
function isInternational({ envelope }: DsnOriginal, header: Buffer): boolean {
  return envelope.smtpUtf8 && !isAscii(header);
}
