import { z } from 'zod';

import { formatIpAddress, parseIpAddress } from './ip-address.js';

/** An address, with a port where it is not 53: `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353`. */
export const dnsServer = z
  .string()
  .trim()
  .transform((text, context) => {
    const server = canonicalServer(text);
    if (server !== undefined) return server;
    context.issues.push({
      code: 'custom',
      message:
        'must be an IP address, with a port where it is not 53, such as 192.0.2.1 or [2001:db8::1]:5353',
      input: text,
    });
    return z.NEVER;
  });

const standardPort = 53;
const portMax = 65_535;

function canonicalServer(text: string): string | undefined {
  const [, bracketed, ipv4, port] = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = parseIpAddress(bracketed ?? ipv4 ?? text);
  if (address === undefined) return undefined;
  const [written, number] = [formatIpAddress(address), Number(port ?? standardPort)];
  if (number < 1 || number > portMax) return undefined;
  if (number === standardPort) return written;
  return address.family === 6 ? `[${written}]:${number}` : `${written}:${number}`;
}
