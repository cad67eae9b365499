import {
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
  readonly messages: AsyncIterable<readonly ListedMessage[]>;
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
    return { messages: stillThere(found, context), about: `${found.length} messages of a search` };
  }
  if (ids !== undefined) return { messages: named(ids, context), about: `${ids.length} messages by name` };
  const within = queue === undefined ? undefined : await findQueue(queue, context);
  const conditions = await wantedMessages({ ...selection, within: within?.name }, context);
  if (conditions.length === 0) {
    throw new OperationInputError('a filter, a queue or the messages themselves are needed');
  }
  const told = [within?.identity, written, selection.filter.length > 0 && JSON.stringify(selection.filter)];
  return {
    messages: found(conditions, context),
    about: told.filter((part) => typeof part === 'string').join(' '),
  };
}

async function* found(
  conditions: MessageFilter,
  { messages }: OperationContext,
): AsyncGenerator<readonly ListedMessage[]> {
  let cursor: string | undefined;
  let count = 0;
  do {
    const from = cursor === undefined ? {} : { cursor };
    const page = await messages.page({ filter: conditions, limit: pageSize, ...from });
    yield page.rows;
    count += page.rows.length;
    if (count > messagesMax) throw new OperationError(`more than ${messagesMax} messages: ask for fewer`);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** As they were seen last, which was some seconds ago; none for those that are gone by now. */
async function* stillThere(
  found: FoundMessages,
  { messages }: OperationContext,
): AsyncGenerator<readonly ListedMessage[]> {
  for (let from = 0; from < found.length; from += pageSize) {
    const some = found.slice(from, from + pageSize).map(({ message }) => message);
    const places = some.map(({ internalId: id, number, queue }) => ({ id, number, queue }));
    const areThere = await messages.areIn(places);
    for (const [index, message] of some.entries()) yield areThere[index] === true ? [message] : [];
  }
}

/** None for those that are gone. */
async function* named(
  ids: NonNullable<z.output<typeof messageSelection>['ids']>,
  context: OperationContext,
): AsyncGenerator<readonly ListedMessage[]> {
  for (const identity of ids) {
    try {
      yield await copiesOf(identity, context);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      yield [];
    }
  }
}
