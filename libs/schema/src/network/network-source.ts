import { remembered } from '../remembered.js';
import { parseIpAddress } from './ip-address.js';

/** Whoever has an IPv6 address has the /64 around it (RFC 6177 §2): it is one source. */
export const networkSource = remembered((address) => {
  const parsed = parseIpAddress(address);
  if (parsed === undefined) return address;
  return parsed.family === 4 ? `4:${parsed.hex}` : `6:${parsed.hex.slice(0, 16)}`;
});
