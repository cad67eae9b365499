import { operation } from '../operation.js';
import { advanceBulk } from './bulk-transition.js';
import { bulkIdentity, bulkView } from './bulk-view.js';

export const stopMessageOperation = operation({
  name: 'Stop-MessageOperation',
  summary: 'Ends an operation over many messages: what is done stays done, the other messages are as before.',
  input: bulkIdentity,
  output: bulkView,
  right: 'Transport Queues',
  audit: true,
  modified: ({ about, state }) => [`${state}: ${about}`],
  run: ({ operation: id }, context) =>
    advanceBulk(
      id,
      [
        { from: ['Holding', 'Held'], to: 'Undoing' },
        { from: ['Running'], to: 'Stopping' },
      ],
      context,
    ),
});
