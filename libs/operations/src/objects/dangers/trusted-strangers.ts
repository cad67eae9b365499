import type { ObjectDifference, Server } from '@mailyard/directory';

import { isOfStrangers, isWithin } from './open-relay.js';

const trusting = ['ProxyProtocolTrustedPeers', 'XClientTrustedPeers'] as const;

/** Strangers who could say for whom they come: with the address of a printer they have what the printer may. */
export function trustedStrangers(differences: readonly ObjectDifference[]): readonly string[] {
  return differences.flatMap((difference) => {
    if (difference.kind !== 'Servers' || difference.action === 'remove') return [];
    const server = difference.object as Server;
    return trusting.flatMap((parameter) => {
      const before = difference.action === 'change' ? (difference.before as Server)[parameter] : [];
      const open = server[parameter].filter((range) => isOfStrangers(range) && !isWithin(range, before));
      if (open.length === 0) return [];
      return [
        `Anybody in ${open.join(', ')} could pass for any other client by ${parameter}, and relay where that one may.`,
      ];
    });
  });
}
