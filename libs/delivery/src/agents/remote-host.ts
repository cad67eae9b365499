import { plainAddress } from '@mailyard/schema';

import type { RemoteHost } from '../delivery-agent.js';

/** Whom a connection leads to, and from where. Between our own services a host is known by its address alone. */
export function remoteHost(
  host: string,
  { localAddress }: { readonly localAddress: string | undefined },
  ip?: string,
): RemoteHost {
  return {
    host,
    ...(ip === undefined ? {} : { ip }),
    ...(localAddress === undefined ? {} : { localIp: plainAddress(localAddress) }),
  };
}
