import { addressRange, parseIpRange } from '@mailyard/schema';

import { TrackingQueryError } from '../search/tracking-query.js';

/** An address as text whose order is that of addresses; undefined for what is none. */
export function clientKey(address: string): string | undefined {
  const range = address === '' ? undefined : addressRange(address);
  return range && `${range.family}${range.first}`;
}

/** From where to where the keys of an address, of a range `a-b` or of a CIDR block are. */
export function soughtClients(text: string): { readonly first: string; readonly last: string } {
  const range = parseIpRange(text);
  if (range === undefined) throw new TrackingQueryError(`${text} is no address, range or network`);
  return { first: `${range.family}${range.first}`, last: `${range.family}${range.last}` };
}
