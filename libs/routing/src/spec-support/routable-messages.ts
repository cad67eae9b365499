import { noHeaderRights } from '@mailyard/message';

import type { RoutableMessage } from '../routable-message.js';

/** Of a user, to nobody yet. */
export const message: RoutableMessage = {
  reversePath: { localPart: 'sender', domain: 'contoso.com' },
  recipients: [],
  size: 1,
  source: { kind: 'SMTP', authAs: 'Internal', headerRights: noHeaderRights },
};
