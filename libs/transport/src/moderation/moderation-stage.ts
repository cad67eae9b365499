import type { LaneJob, LoadedCopy, NewItem, RoutedCopy } from '@mailyard/queue';
import type { Categorization } from '@mailyard/routing';

import { SystemItems } from '../system-mail/system-items.js';
import type { AskedCopy } from '../tracking/track-moderation.js';
import type { TransportContext } from '../transport-context.js';
import { approvalRequests } from './approval-requests.js';
import { ModeratorAnswers } from './moderator-answers.js';

/** What moderation has made of a message in the categorizer. */
export interface ModeratedMessages {
  /** Copies that wait now, with the requests about them. */
  readonly asked: readonly AskedCopy[];
  /** Those, and what is said to moderators whose answer was not counted. */
  readonly newItems: readonly NewItem[];
}

const nothing: ModeratedMessages = { asked: [], newItems: [] };

/**
 * Moderation between routing and fan-out: for copies that are about to wait moderators are asked, and what moderators have
 * answered is carried out.
 */
export class ModerationStage {
  readonly #context: TransportContext;
  readonly #items: SystemItems;
  readonly #answers: ModeratorAnswers;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#items = new SystemItems(context);
    this.#answers = new ModeratorAnswers(context);
  }

  /** Undefined: the answer has to wait. */
  async apply(
    lease: LaneJob,
    { decisions, awaiting }: Categorization,
    routed: readonly RoutedCopy[],
  ): Promise<ModeratedMessages | undefined> {
    if (decisions.length + awaiting.length === 0) return nothing;
    const { message } = lease.loaded ?? (await this.#context.database.messages.load(lease));
    if (message === undefined) return nothing;
    const told = await this.#answers.take(message, decisions);
    if (told === undefined) return undefined;
    const asked = await this.#ask(message, routed);
    return { asked, newItems: [...told, ...asked.flatMap(({ requests }) => requests)] };
  }

  async #ask(message: LoadedCopy, routed: readonly RoutedCopy[]): Promise<readonly AskedCopy[]> {
    const { organization, place } = this.#context;
    const asked: AskedCopy[] = [];
    for (const { copy } of routed) {
      const { approval } = copy;
      if (approval === undefined) continue;
      const [items, now, server] = [this.#items, organization(), place.server];
      const requests = await approvalRequests(
        { message, copy, approval },
        { organization: now, server, items },
      );
      asked.push({ copy, requests });
    }
    return asked;
  }
}
