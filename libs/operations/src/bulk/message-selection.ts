import {
  foundByReading,
  messageProperties,
  type FoundMessages,
  type ListedMessage,
  type MessageFilter,
} from '@mailyard/queue';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { copiesOf, messageIdentity } from '../messages/reading/show-message.js';
import { wantedMessages } from '../messages/reading/wanted-messages.js';
import { OperationError, OperationInputError } from '../operation.js';
import { listInput } from '../page-of-list.js';
import { ownServer, requireOwnServer } from '../queues/own-server.js';
import { findQueue, queueIdentity } from '../queues/queue-identity.js';
import { findSearch, searchIdentity } from '../searches/message-search.js';

/** More than anybody looks through; so many are named to Redis in a moment. */
const messagesMax = 400_000;
const identitiesMax = 10_000;
const pageSize = 2_000;

const { filter, where } = listInput(messageProperties);

/** Which messages are meant: all that a filter finds, or those that are named. */
export const messageSelection = z.object({
  queue: queueIdentity.optional().describe('Only those in this one.'),
  filter,
  where,
  search: searchIdentity.optional().describe('What a search has found, in place of a filter.'),
  ids: z.array(messageIdentity).max(identitiesMax).optional().describe('These, in place of a filter.'),
  ...ownServer,
});

export interface SelectedMessages {
  readonly messages: FoundMessages;
  /** That were named, and are in no queue. */
  readonly missing: number;
  /** In words, for whoever reads of it later. */
  readonly about: string;
}

export async function selectedMessages(
  selection: z.output<typeof messageSelection>,
  context: OperationContext,
): Promise<SelectedMessages> {
  const { ids, search, queue, where: written, server } = selection;
  requireOwnServer(server, context);
  if (search !== undefined) {
    const { found } = findSearch(search, context);
    return { messages: found, missing: 0, about: `${found.length} messages of a search` };
  }
  if (ids !== undefined) return { ...(await named(ids, context)), about: `${ids.length} messages by name` };
  const within = queue === undefined ? undefined : await findQueue(queue, context);
  const conditions = await wantedMessages({ ...selection, within: within?.name }, context);
  if (conditions.length === 0) {
    throw new OperationInputError('a filter, a queue or the messages themselves are needed');
  }
  const told = [within?.identity, written, selection.filter.length > 0 && JSON.stringify(selection.filter)];
  return {
    messages: foundByReading(await found(conditions, context)),
    missing: 0,
    about: told.filter((part) => typeof part === 'string').join(' '),
  };
}

async function found(
  conditions: MessageFilter,
  { messages }: OperationContext,
): Promise<readonly ListedMessage[]> {
  const rows: ListedMessage[] = [];
  let cursor: string | undefined;
  do {
    const from = cursor === undefined ? {} : { cursor };
    const page = await messages.page({ filter: conditions, limit: pageSize, ...from });
    for (const row of page.rows) rows.push(row);
    if (rows.length > messagesMax) {
      throw new OperationError(`more than ${messagesMax} messages: ask for fewer`);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

/** Each copy once, however often it is named. */
async function named(
  ids: NonNullable<z.output<typeof messageSelection>['ids']>,
  context: OperationContext,
): Promise<Pick<SelectedMessages, 'messages' | 'missing'>> {
  const copies = new Map<string, ListedMessage>();
  let missing = 0;
  for (const identity of ids) {
    try {
      for (const copy of await copiesOf(identity, context)) copies.set(copy.internalId + copy.number, copy);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      missing += 1;
    }
  }
  return { messages: foundByReading([...copies.values()]), missing };
}
