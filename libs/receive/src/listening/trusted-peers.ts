import { type Server } from '@mailyard/directory';
import { addressRange, parseIpRange, rangeContains, type IpRange } from '@mailyard/schema';
import type { TrustedPeers } from '@mailyard/smtp';

import { outboundProxyPort } from '../checks/mail/outbound-proxy.js';

export interface TrustedPeersOptions {
  readonly server: () => Server | undefined;
  /** Added to the ports of Bindings. */
  readonly portOffset: number;
}

/** Whom Front End believes that they speak for others: balancers and proxies that the server's object names. */
export function trustedPeers({ server, portOffset }: TrustedPeersOptions): TrustedPeers {
  return {
    // The outbound proxy is for hubs, which no balancer stands before.
    proxyProtocol: ({ local, remote }) =>
      local.port - portOffset !== outboundProxyPort &&
      isAmong(server()?.ProxyProtocolTrustedPeers, remote.address),
    xclient: ({ remote }) => isAmong(server()?.XClientTrustedPeers, remote.address),
  };
}

// A list is an immutable part of a directory snapshot, so its text is read once and not at each connection.
const parsed = new WeakMap<readonly string[], readonly IpRange[]>();

function isAmong(list: readonly string[] = [], address: string): boolean {
  if (list.length === 0) return false;
  const peer = addressRange(address);
  return peer !== undefined && rangesOf(list).some((range) => rangeContains(range, peer));
}

function rangesOf(list: readonly string[]): readonly IpRange[] {
  const known = parsed.get(list);
  if (known !== undefined) return known;
  const ranges = list.flatMap((text) => parseIpRange(text) ?? []);
  parsed.set(list, ranges);
  return ranges;
}
