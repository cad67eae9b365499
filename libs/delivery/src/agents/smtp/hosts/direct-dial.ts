import type { SendConnector } from '@mailyard/directory';
import type { MailHost } from '@mailyard/dns';
import { connectTo } from '@mailyard/smtp';

import type { HostDial } from './open-host.js';

/** For all addresses of a host together; a host that is there answers in seconds. */
const connectTimeoutMs = 30_000;

/** From here to the first address of the host that answers. */
export function directDial(host: MailHost, { Port: port, SourceIPAddress }: SendConnector): HostDial {
  const remote = { address: host.addresses[0] ?? host.name, port };
  return {
    remote,
    dial: async () => {
      const { socket, address } = await connectTo(host.addresses, port, {
        timeoutMs: connectTimeoutMs,
        localAddress: SourceIPAddress,
      });
      remote.address = address;
      return socket;
    },
  };
}
