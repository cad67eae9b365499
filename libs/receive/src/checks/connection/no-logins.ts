import { replies } from '@mailyard/smtp';

import type { Check } from '../check.js';

/** Nobody logs in here, whatever the connector says. */
export const noLogins: Check = () => replies.authUnsuccessful;
