import { formatPath, type Envelope } from '@mailyard/smtp';

import type { Check } from '../check.js';

/** MessageRateLimit: five messages a minute are for a person. */
export const messageRate: Check<Pick<Envelope, 'reversePath'>> = (session, { reversePath }) => {
  const { server, serverAccount } = session.identity;
  if (server || serverAccount) return undefined;
  const sender = reversePath === null ? undefined : formatPath(reversePath);
  return session.countMessage(session.user ?? sender);
};
