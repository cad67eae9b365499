import { replies } from '@mailyard/smtp';

import { holds } from '../../rights/rights.js';
import type { Check } from '../check.js';

/** Who may say for whom it speaks; for all others there is no such command. */
export const proxyRight: Check = ({ identity }) =>
  holds(identity.rights, 'ms-Exch-SMTP-Accept-XProxyFrom') ? undefined : replies.unrecognizedCommand;
