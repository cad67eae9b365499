import { operation } from '../operation.js';
import { advanceBulk } from './bulk-transition.js';
import { bulkIdentity, bulkView } from './bulk-view.js';

export const undoMessageOperation = operation({
  name: 'Undo-MessageOperation',
  summary: 'Lets go of the messages that an operation holds, as they were before; possible until it begins.',
  input: bulkIdentity,
  output: bulkView,
  right: 'Transport Queues',
  audit: true,
  modified: ({ about, state }) => [`${state}: ${about}`],
  run: ({ operation: id }, context) =>
    advanceBulk(
      id,
      [
        { from: ['Preview'], to: 'Undone', ends: true },
        { from: ['Holding', 'Held'], to: 'Undoing' },
      ],
      context,
    ),
});
