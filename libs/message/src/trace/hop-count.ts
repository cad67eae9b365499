import { ReplyError, replies } from '@mailyard/smtp';

import { asciiDomain } from '../header/ascii-domain.js';
import type { HeaderBlock } from '../header/header-block.js';

export interface HopLimits {
  /** Received fields that a message may have. */
  readonly maxHopCount: number;
  /** Those among them that servers of the organization wrote; Infinity = any number. */
  readonly maxLocalHopCount: number;
  /** The names with which these servers sign Received. */
  readonly localHosts: readonly string[];
}

/** RFC 5321 §6.3: a message that was received too often goes in circles. */
export function checkHopCount(block: HeaderBlock, limits: HopLimits): void {
  const hops = block.find('Received');
  const tooMany = hops.length > limits.maxHopCount || hasTooManyLocalHops(hops, limits);
  if (tooMany) throw new ReplyError(replies.hopCountExceeded);
}

function hasTooManyLocalHops(hops: readonly string[], { maxLocalHopCount, localHosts }: HopLimits): boolean {
  if (hops.length <= maxLocalHopCount) return false;
  const local = new Set(localHosts.map((name) => asciiDomain(name).toLowerCase()));
  return hops.filter((hop) => local.has(receivedBy(hop))).length > maxLocalHopCount;
}

/** The host of the by clause (RFC 5321 §4.4); empty when there is none. What the sender wrote before it is passed over. */
function receivedBy(received: string): string {
  const clauses = received.replaceAll(/\([^()]*\)/g, ' ').trim();
  return /^(?:from\s+\S+\s+)?by\s+([^\s;]+)/i.exec(clauses)?.[1]?.toLowerCase() ?? '';
}
