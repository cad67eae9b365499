import { isBoundTo, type Selectable } from '../selection/judge-connector.js';

/** On this port a hub asks for a connection to the outside; nobody leaves mail here. */
export const outboundProxyPort = 717;

export function isOutboundProxy(connector: Selectable): boolean {
  return isBoundTo(outboundProxyPort, connector);
}
