import { z } from 'zod';

import { operation } from '../operation.js';
import { attentionPages, attentionStates } from './attention-item.js';

export const notificationView = z
  .object({
    id: z.string(),
    code: z.string(),
    subject: z.string(),
    reason: z.string(),
    state: z.enum([...attentionStates, 'Done']),
    page: z.enum(attentionPages),
    at: z.number().describe('When it began the last time, milliseconds since the epoch.'),
    endedAt: z.number().optional().describe('Absent: it is still so.'),
    times: z.int().describe('How often it has begun.'),
    isRead: z.boolean().describe('By the account that asks; what begins anew is unread.'),
  })
  .readonly();

export const getNotification = operation({
  name: 'Get-Notification',
  summary:
    'Lists what needed attention in the last 30 days, and operations that have ended, the newest first.',
  input: z.object({ limit: z.int().min(1).max(1_000).default(100) }),
  output: z
    .object({ rows: z.array(notificationView).readonly(), unread: z.int(), total: z.int() })
    .readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run({ limit }, { notifications }, { signedIn }) {
    const [all, read] = await Promise.all([
      notifications.list(),
      signedIn === undefined ? new Map<string, number>() : notifications.readBy(signedIn.account.guid),
    ]);
    const rows = all.map((each) => ({ ...each, isRead: (read.get(each.id) ?? -1) >= each.at }));
    const unread = rows.filter(({ isRead }) => !isRead).length;
    return { rows: rows.slice(0, limit), unread, total: rows.length };
  },
});
