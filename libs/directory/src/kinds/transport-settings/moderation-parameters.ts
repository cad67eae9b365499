import { span, timeSpan } from '@mailyard/schema';

/** Exchange keeps what awaits approval for five days, and has no parameter for it. */
export const moderationSettings = {
  ModerationExpirationTimeout: timeSpan({ min: span.second, max: 90 * span.day })
    .default(5 * span.day)
    .describe('Time after which what no moderator has decided on fails.'),
};
