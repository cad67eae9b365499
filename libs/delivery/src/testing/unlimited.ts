import type { Destination } from '../agents/smtp/destination.js';
import { outboundDestination } from '../limits/destination.js';
import type { OutboundDestination, OutboundLimits } from '../limits/outbound-limits.js';

/** Where nothing is counted. */
export const unlimited: OutboundLimits = {
  enter: () => Promise.resolve({ held: true, release: () => undefined }),
  message: () => undefined,
  heard: () => undefined,
  connectionsTo: () => Infinity,
};

/** Whom mail for a destination counts for, at a server as it is at setup. */
export function limitedAtSetup(
  { connector, name }: Destination,
  ...hosts: readonly string[]
): OutboundDestination {
  return outboundDestination({ connector, server: undefined, domain: name, hosts });
}
