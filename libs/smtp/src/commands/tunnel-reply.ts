import { canonicalAddress, portNumber, type Endpoint } from '../address/endpoint.js';
import { Reply } from '../reply/reply.js';

/** Where a tunnel leads: the destination under its name, and both ends of the connection to it. */
export interface TunnelRoute {
  readonly host: string;
  readonly remote: Endpoint;
  readonly local: Endpoint;
}

/** The reply to XPROXYTO, after which the connection is the destination's. */
export function tunnelReply({ host, remote, local }: TunnelRoute): Reply {
  return new Reply(
    250,
    '2.0.0',
    `XProxyTo connected to ${host} ${bracketed(remote)} from ${bracketed(local)}`,
  );
}

/** Undefined when the reply does not tell it. */
export function parseTunnelReply({ text }: Reply): TunnelRoute | undefined {
  const [, host, to, from] = /^XProxyTo connected to (\S+) (\S+) from (\S+)$/.exec(text) ?? [];
  const [remote, local] = [endpointOf(to), endpointOf(from)];
  if (host === undefined || remote === undefined || local === undefined) return undefined;
  return { host, remote, local };
}

function bracketed({ address, port }: Endpoint): string {
  return `[${address}]:${port}`;
}

function endpointOf(text = ''): Endpoint | undefined {
  const [, inside = '', digits] = /^\[([^\]]+)\]:(\d+)$/.exec(text) ?? [];
  const [address, port] = [canonicalAddress(inside), portNumber(digits)];
  return address === undefined || port === undefined ? undefined : { address, port };
}
