import type { ReceiveConnector } from '@mailyard/directory';

import type { ContentLimits } from '../acceptance.js';
import { holds, type Rights } from '../rights/rights.js';

/** What a message may have that came through these connectors: of each limit the narrowest. */
export function contentLimits(
  connectors: readonly ReceiveConnector[],
  rights: Rights,
  localHosts: readonly string[],
): ContentLimits {
  const least = (limit: (connector: ReceiveConnector) => number) => Math.min(...connectors.map(limit));
  const unlimited = holds(rights, 'ms-Exch-Bypass-Message-Size-Limit');
  return {
    maxMessageBytes: unlimited ? Infinity : least(({ MaxMessageSize }) => MaxMessageSize),
    maxHeaderBytes: least(({ MaxHeaderSize }) => MaxHeaderSize),
    hops: {
      maxHopCount: least(({ MaxHopCount }) => MaxHopCount),
      maxLocalHopCount: least(({ MaxLocalHopCount }) =>
        MaxLocalHopCount === 0 ? Infinity : MaxLocalHopCount,
      ),
      localHosts,
    },
  };
}
