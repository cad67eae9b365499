import { z } from 'zod';

import { formatIpAddress, parseIpAddress } from '../network/ip-address.js';
import { isDomainName } from './smtp-address.js';

/** In the place of a host: all Mailbox servers of the site that an Edge is subscribed to. */
export const siteSmartHost = '--';

/** A host that mail is given to: `relay.contoso.com`, or its address in brackets, `[192.168.1.5]`, as queues are named. */
export const smartHost = z
  .string()
  .trim()
  .transform((text, context) => {
    if (text === siteSmartHost) return text;
    const address = parseIpAddress(text.replace(/^\[(?:IPv6:)?(.*)\]$/i, '$1'));
    if (address !== undefined) return `[${formatIpAddress(address)}]`;
    if (isDomainName(text) && !/^[\d.]+$/.test(text)) return text.toLowerCase();
    const message = 'must be a host name such as relay.contoso.com or an address such as [192.168.1.5]';
    context.issues.push({ code: 'custom', message, input: text });
    return z.NEVER;
  });
