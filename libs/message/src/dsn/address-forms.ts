import { isIP } from 'node:net';

import { encodeUtf8Address, formatPath, type Path } from '@mailyard/smtp';

import { asciiDomain } from '../header/ascii-domain.js';

/** What else has to be written in the formats of RFC 6533. */
export function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** How addresses may stand in a delivery status: in UTF-8, or in ASCII alone (RFC 6533 §3). */
export interface AddressForms {
  readonly smtpUtf8: boolean;
}

/** Final-Recipient (RFC 3464 §2.3.2). */
export function finalRecipient(path: Path, forms: AddressForms): string {
  const address = formatPath(path);
  return isAscii(address) ? `rfc822;${address}` : `utf-8;${utf8Address(address, forms)}`;
}

/** Original-Recipient (RFC 3464 §2.3.1): ORCPT as it was given, type and address. */
export function originalRecipient(orcpt: string, forms: AddressForms): string {
  const semicolon = orcpt.indexOf(';');
  const [type, address] = [orcpt.slice(0, semicolon), orcpt.slice(semicolon + 1)];
  return type === 'utf-8' ? `${type};${utf8Address(address, forms)}` : orcpt;
}

/** RFC 6533 §3: as it is, or as utf-8-addr-xtext. */
function utf8Address(address: string, { smtpUtf8 }: AddressForms): string {
  return smtpUtf8 ? address : encodeUtf8Address(address);
}

/** An MTA by its name, or by a literal of its address (RFC 3464 §2.1.2, RFC 5321 §4.1.3). */
export function mtaName(host: string): string {
  const [address = ''] = host.split('%');
  const family = isIP(address);
  if (family === 0) return `dns;${asciiDomain(host)}`;
  return `dns;${family === 4 ? `[${address}]` : `[IPv6:${address}]`}`;
}

/** A client by what it called itself, if that is a name, with its address as a comment (RFC 3464 §2.2.4). */
export function clientName({ helo, ip }: { readonly helo: string; readonly ip: string }): string {
  const name = asciiDomain(helo);
  return /^[a-z\d_-]+(?:\.[a-z\d_-]+)*$/i.test(name) ? `dns;${name} (${ip})` : mtaName(ip);
}
