import { isAscii } from 'node:buffer';

import { applyHeaderFirewall, noHeaderRights } from '../trace/header-firewall.js';
import type { DsnOriginal } from './dsn.js';
import type { MimePart } from '../mime/mime-part.js';
import { naturalEncoding } from '../mime/natural-encoding.js';
import { quotedPrintableOctets } from '../mime/quoted-printable.js';

/**
 * The message that the DSN is about, whole or only its header (RFC 3462 §1, §2; RFC 6533 §4). The organization's own
 * fields and the trace do not leave with it. message/rfc822 may be neither encoded nor binary (RFC 2046 §5.2.1), so a
 * message with NUL, bare CR or LF, or an overlong line does not travel whole.
 */
export function originalPart(original: DsnOriginal): MimePart {
  const header = applyHeaderFirewall(original.header, noHeaderRights).toBuffer();
  const whole = original.content === undefined ? undefined : [header, ...original.content];
  const encoding = whole === undefined ? 'binary' : naturalEncoding(whole);
  if (whole === undefined || encoding === 'binary') return headerPart(original, header);
  return {
    fields: {
      'Content-Type': isInternational(original, header) ? 'message/global' : 'message/rfc822',
      'Content-Transfer-Encoding': encoding,
      'Content-Disposition': 'attachment; filename="original.eml"',
    },
    body: whole,
  };
}

/** RFC 3462 §2: a broken header may be encoded, so that it passes as it is. */
function headerPart(original: DsnOriginal, header: Buffer): MimePart {
  const encoding = naturalEncoding([header]);
  const broken = encoding === 'binary';
  return {
    fields: {
      'Content-Type': isInternational(original, header) ? 'message/global-headers' : 'text/rfc822-headers',
      'Content-Transfer-Encoding': broken ? 'quoted-printable' : encoding,
      'Content-Disposition': 'inline',
    },
    body: [broken ? Buffer.from(quotedPrintableOctets(header)) : header],
  };
}

/** A header may hold raw octets above 127 without SMTPUTF8; that is malformed, and no reason to demand SMTPUTF8. */
function isInternational({ envelope }: DsnOriginal, header: Buffer): boolean {
  return envelope.smtpUtf8 && !isAscii(header);
}
