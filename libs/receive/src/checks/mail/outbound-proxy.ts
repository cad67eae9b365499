import { replies } from '@mailyard/smtp';

import { isBoundTo, type Selectable } from '../../selection/judge-connector.js';
import type { Check } from '../check.js';

/** On this port a hub asks for a connection to the outside; nobody leaves mail here. */
export const outboundProxyPort = 717;

export function isOutboundProxy(connector: Selectable): boolean {
  return isBoundTo(outboundProxyPort, connector);
}

export const notAtOutboundProxy: Check = ({ connector }) =>
  isOutboundProxy(connector) ? replies.outboundProxyOnly : undefined;
