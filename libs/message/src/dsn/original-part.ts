import { isAscii as isAsciiBuffer } from 'node:buffer';

import { applyHeaderFirewall, noHeaderRights } from '../trace/header-firewall.js';
import type { DsnOriginal } from './dsn.js';
import type { MimePart } from '../mime/mime-part.js';

/**
 * The message that the DSN is about, whole or only its header (RFC 3462 §1, §2; RFC 6533 §4). The organization's own
 * fields and the trace do not leave with it.
 */
export function originalPart(original: DsnOriginal): MimePart {
  const header = applyHeaderFirewall(original.header, noHeaderRights).toBuffer();
  // A header may hold raw octets above 127 without SMTPUTF8; that is malformed, and no reason to demand SMTPUTF8.
  const international = original.envelope.smtpUtf8 && !isAsciiBuffer(header);
  const body = original.content === undefined ? [header] : [header, ...original.content];
  const type =
    original.content === undefined
      ? headerTypes[international ? 'utf8' : 'ascii']
      : messageTypes[international ? 'utf8' : 'ascii'];
  const eightBit = !body.every((chunk) => isAsciiBuffer(chunk));
  return {
    fields: {
      'Content-Type': type,
      'Content-Transfer-Encoding': eightBit ? '8bit' : '7bit',
      'Content-Disposition':
        original.content === undefined ? 'inline' : 'attachment; filename="original.eml"',
    },
    body,
  };
}

const headerTypes = { ascii: 'text/rfc822-headers', utf8: 'message/global-headers' } as const;
const messageTypes = { ascii: 'message/rfc822', utf8: 'message/global' } as const;
