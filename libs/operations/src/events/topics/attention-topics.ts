import { getNeedsAttention } from '../../attention/get-needs-attention.js';
import { getNotification } from '../../attention/get-notification.js';
import { observedAttention } from '../../attention/observed-attention.js';
import { rightsFor } from '../../operation.js';
import type { TopicKind } from '../live-source.js';

/** What needs attention; `rank` 0 is the worst. */
export const attentionTopic: TopicKind = {
  name: 'attention',
  summary: 'What Get-NeedsAttention tells of; the key is the id, `rank` 0 the worst.',
  rights: rightsFor(getNeedsAttention),
  everyMs: 2_000,
  open: (_, context) => ({
    async look() {
      const items = await observedAttention(context);
      return { isComplete: true, rows: items.map((item, rank) => [item.id, { ...item, rank }] as const) };
    },
  }),
};

/** For the bell: read marks are of each account, and nobody else is told of them. */
export const notificationsTopic: TopicKind = {
  name: 'notifications',
  summary: 'What Get-Notification tells of, without who has read it; the key is the id.',
  rights: rightsFor(getNotification),
  everyMs: 2_000,
  open: (_, { notifications }) => ({
    async look() {
      const all = await notifications.list();
      return { isComplete: true, rows: all.map((each) => [each.id, each] as const) };
    },
  }),
};
