import { replies } from '@mailyard/smtp';

import type { Check } from '../check.js';

/** Only servers of the organization, which show a certificate of its CA. */
export const organizationServer: Check = ({ identity }) =>
  identity.server ? undefined : replies.exchangeAuthRequired;
