import { noHeaderRights } from '@mailyard/message';

import type { RoutableMessage } from '../routable-message.js';

/** Of a user, to nobody yet. */
export const message: RoutableMessage = {
  reversePath: { localPart: 'sender', domain: 'contoso.com' },
  recipients: [],
  size: 1,
  source: { kind: 'SMTP', authAs: 'Internal', headerRights: noHeaderRights },
  receivedAt: Date.UTC(2026, 10, 29, 12),
};

/** Of somebody outside. */
export const stranger: Partial<RoutableMessage> = {
  reversePath: { localPart: 'stranger', domain: 'fabrikam.example' },
  source: { kind: 'SMTP', authAs: 'Anonymous', headerRights: noHeaderRights },
};
