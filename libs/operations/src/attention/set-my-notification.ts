import { z } from 'zod';

import { operation } from '../operation.js';
import { accountOf } from '../personal/personal-account.js';
import { ownAccount } from '../rights/right.js';

export const setMyNotification = operation({
  name: 'Set-MyNotification',
  summary: 'Marks notifications as read by the own account, or as unread.',
  input: z.object({
    ids: z.array(z.string().max(1_000)).max(1_000).optional().describe('Default: all that there are.'),
    read: z.boolean().default(true),
  }),
  output: z.object({ marked: z.int() }).readonly(),
  right: ownAccount,
  audit: false,
  async run({ ids, read }, { notifications }, caller) {
    const { guid } = accountOf(caller);
    const all = await notifications.list();
    const meant = ids === undefined ? all : all.filter(({ id }) => ids.includes(id));
    if (read) {
      await notifications.mark(guid, meant);
    } else {
      await notifications.unmark(
        guid,
        meant.map(({ id }) => id),
      );
    }
    return { marked: meant.length };
  },
});
