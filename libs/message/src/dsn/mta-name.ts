import { isIP } from 'node:net';

import { asciiDomain } from '../header/ascii-domain.js';

/** An MTA by its name, or by a literal of its address (RFC 3464 §2.1.2, RFC 5321 §4.1.3). */
export function mtaName(host: string): string {
  const [address = ''] = host.split('%');
  const family = isIP(address);
  if (family === 0) return `dns;${asciiDomain(host)}`;
  return `dns;${family === 4 ? `[${address}]` : `[IPv6:${address}]`}`;
}
