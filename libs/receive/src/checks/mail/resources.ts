import { replies } from '@mailyard/smtp';

import type { Check } from '../check.js';

/** Back pressure: strangers are refused first, and come again; whoever is of the organization, only when nothing else helps. */
export const resources: Check = ({ refused, submitter }) => {
  if (refused === 'nobody' || (refused === 'strangers' && submitter.authAs === 'Internal')) return undefined;
  return replies.insufficientResources;
};
