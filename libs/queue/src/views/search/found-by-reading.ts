import type { ListedMessage } from '../messages/listed-message.js';
import { MessageColumns } from './columns/message-columns.js';
import { FoundMessages } from './found-messages.js';

/** Messages that were read one by one, as a search has those that it finds. */
export function foundByReading(messages: readonly ListedMessage[]): FoundMessages {
  const columns = new MessageColumns();
  for (const [row, message] of messages.entries()) columns.write(row, message);
  const rows = {
    at: (row: number) => ({ message: columns.read(row), gone: false }),
    copyAt: columns.copy.bind(columns),
    stateOf: () => 0,
    counts: columns.counts.bind(columns),
  };
  return new FoundMessages(rows, Uint32Array.from(messages.keys()));
}
