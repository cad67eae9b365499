import { isSmtpAddress, nameKey, smtpAddressKey } from '@mailyard/schema';

import type { Index } from '../lookup.js';
import type { DistributionGroup } from './distribution-group.js';

/** The groups that name somebody in this way: by name, alias or address. */
export const groupMembers: Index<DistributionGroup> = {
  name: 'members of groups',
  texts: ({ Members }) => Members,
  key: (text) => (isSmtpAddress(text) ? smtpAddressKey(text) : nameKey(text)),
};
