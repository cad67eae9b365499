import { approvalExpired, encodeText } from '@mailyard/message';
import { moderationQueue, type LoadedCopy, type NewItem } from '@mailyard/queue';
import { pathOf } from '@mailyard/schema';

import { readWaiting } from '../rerouting/waiting-copies.js';
import { SystemItems } from '../system-mail/system-items.js';
import type { TransportContext } from '../transport-context.js';
import { assistant, moderatedMessage, moderatorsLanguage } from './approval-requests.js';
import { carryOutVerdict, pendingOf, type PendingCopy } from './verdict.js';

/** Ends what no moderator has decided on in time; sender and moderators hear of it. */
export class ModerationExpiry {
  readonly #context: TransportContext;
  readonly #items: SystemItems;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#items = new SystemItems(context);
  }

  async sweep(): Promise<void> {
    const { now, organization } = this.#context;
    const until = now() - organization().transport.ModerationExpirationTimeout;
    await readWaiting(moderationQueue, this.#context, async (copies) => {
      const due = copies
        .flatMap((copy) => pendingOf(copy) ?? [])
        .filter(({ approval }) => approval.askedAt <= until);
      let gone = 0;
      for (const copy of due) if (await this.#expire(copy)) gone += 1;
      return gone;
    });
  }

  /** False: it is held. */
  async #expire(pending: PendingCopy): Promise<boolean> {
    const { database } = this.#context;
    const message = await database.messages.loadCopy(pending.id, pending.number);
    if (message === undefined) return true;
    const notices = await this.#notices(message, pending);
    const context = { ...this.#context, hub: this.#context };
    return (await carryOutVerdict(pending, { kind: 'expired', notices }, context)) !== 'held';
  }

  async #notices(message: LoadedCopy, { approval }: PendingCopy): Promise<readonly NewItem[]> {
    if (approval.moderators.length === 0) return [];
    const organization = this.#context.organization();
    const text = approvalExpired(moderatedMessage(message, message.copy), moderatorsLanguage(organization));
    const notice = await this.#items.write({
      about: message,
      to: approval.moderators.map(pathOf),
      reversePath: null,
      subject: encodeText(text.subject),
      html: text.html,
      attached: false,
      from: assistant(approval, organization),
    });
    return [notice];
  }
}
