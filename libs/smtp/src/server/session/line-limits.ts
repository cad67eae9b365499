import { usualLines, type LineLimits } from '../input/input-buffer.js';
import type { Offer } from '../session-handler.js';

/** Of a command with a long address. */
const longLineMaxOctets = 8000;
/** Base64 of the 48,000 octets that a Kerberos token of Windows may have (MaxTokenSize), and AUTH GSSAPI before it. */
const kerberosLineMaxOctets = 65_536;

/** A peer whose line has no end so far does not speak SMTP, and would keep us busy for as long as it may be connected. */
export const endlessLineOctets = 4_194_304;

/** Without Kerberos nobody needs to make us keep more. */
export function linesOf({ longAddresses, auth }: Pick<Offer, 'longAddresses' | 'auth'>): LineLimits {
  return {
    command: longAddresses ? longLineMaxOctets : usualLines.command,
    auth: auth.includes('GSSAPI') ? kerberosLineMaxOctets : usualLines.auth,
  };
}
