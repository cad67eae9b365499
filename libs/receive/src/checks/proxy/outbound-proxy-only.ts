import { replies } from '@mailyard/smtp';

import { isOutboundProxy } from '../mail/outbound-proxy.js';
import type { Check } from '../check.js';

/** At the ports of clients there is no such command, whoever asks. */
export const outboundProxyOnly: Check = ({ connector }) =>
  isOutboundProxy(connector) ? undefined : replies.unrecognizedCommand;
