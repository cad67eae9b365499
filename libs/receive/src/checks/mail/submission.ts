import { replies } from '@mailyard/smtp';

import { holds } from '../../rights/rights.js';
import type { Check } from '../check.js';

/** What MAIL needs of everybody: TLS where the connector requires it, and the right to submit. */
export const submission: Check = ({ connector, tls, submitter }) => {
  if (connector.RequireTLS && tls === undefined) return replies.tlsRequired;
  return holds(submitter.rights, 'ms-Exch-SMTP-Submit') ? undefined : replies.notAuthenticated;
};
