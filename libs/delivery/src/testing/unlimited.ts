import type { OutboundLimits } from '../limits/outbound-limits.js';

/** Where nothing is counted. */
export const unlimited: OutboundLimits = {
  start: () => Promise.resolve(),
  stop: () => undefined,
  enter: () => Promise.resolve({ held: true, release: () => undefined }),
  message: () => undefined,
  heard: () => undefined,
  connectionsTo: () => Infinity,
};
