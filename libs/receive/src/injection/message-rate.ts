import type { SendScope } from '@mailyard/sign-in';

import type { InboundLoad } from '../limits/inbound-load.js';
import { InjectionRefused } from './injection-refused.js';

const minuteSeconds = 60;

/** Counts a message of the application; throws InjectionRefused when there is no room in this minute. */
export function countMessage({ application, messageRate }: SendScope, load: InboundLoad): void {
  if (messageRate === undefined) return;
  const key = `application ${application.toLowerCase()}`;
  if (load.spent(key) + 1 > messageRate) {
    throw new InjectionRefused({
      type: 'rate-exceeded',
      title: 'Too many messages',
      status: 429,
      detail: `This token sends ${messageRate} messages a minute.`,
      rule: 'messageRate',
      // The minute before counts in proportion: by then there is room for one.
      retryAfterSeconds: Math.max(1, Math.ceil(minuteSeconds / messageRate)),
    });
  }
  load.spend(key);
}
