import { replies } from '@mailyard/smtp';

import type { Check } from '../check.js';

/** A service that drains takes nobody new. */
export const active: Check = (session) => (session.active ? undefined : replies.notActive);
